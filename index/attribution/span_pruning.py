"""Which pieces the tagger chose that are no part of a content after all."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Span
from ..switches import rule
from ..text.document import ends_sentence
from ..text.quotations import Quotation


@rule("no prose", otherwise=lambda _text, pieces, *_: pieces)
def without_prose(
    text: str, pieces: list[Span], quoted: Sequence[Quotation], cue: Span, source: Span | None
) -> list[Span]:
    """Drop words outside quote marks that the end of a sentence parts from cue and source.

    In `The river rose. According to Roe, it rains` the first sentence is the article's. What stands between two
    quotations of the content stays.
    """
    if not pieces:
        return pieces
    first, last = min(cue, source or cue).start, max(cue.end, (source or cue).end)
    if ends_sentence(text, first, last):
        first, last = cue

    def is_quoted(piece: Span) -> bool:
        return any(piece.start < quote.outer.end and quote.outer.start < piece.end for quote in quoted)

    spoken = [piece.start for piece in pieces if is_quoted(piece)]

    def apart(piece: Span) -> bool:
        if is_quoted(piece) or (spoken and spoken[0] < piece.start < spoken[-1]):
            return False
        return ends_sentence(text, piece.end - 1, first) or ends_sentence(text, last, piece.start)

    return [piece for piece in pieces if not apart(piece)]
