"""Which pieces the tagger chose that are no part of a content after all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..model import Span
from ..switches import rule
from ..tagger.tagger import Frame
from ..text.document import ends_sentence
from ..text.quotations import Quotation, is_spoken

WHOLE: Final = 3
"""A content of so many words in a row does without single words elsewhere."""

STRAY: Final = 0.65
"""Least mean probability of words that stand apart from a content's quotation."""


@rule("no strays", otherwise=lambda _text, _tokens, pieces, *_: pieces)
def without_strays(
    text: str, tokens: Sequence[Span], pieces: list[Span], quoted: Sequence[Quotation], frame: Frame
) -> list[Span]:
    """Drop words that stand apart from a quotation unless they are likely: the speech alone is the content.

    In `Quite suddenly, after they divorced, Roe said, "It rains."` the tagger half believes the first words.
    """

    def stray(piece: Span) -> bool:
        if any(piece.start < quote.outer.end and quote.outer.start < piece.end for quote in quoted):
            return False
        places = [i for i, token in enumerate(tokens) if token.start < piece.end and piece.start < token.end]
        return float(frame.content[places].mean()) < STRAY

    said = (quote for quote in quoted if is_spoken(text, quote))
    if not any(quote.outer.start <= start and end <= quote.outer.end for quote in said for start, end in pieces):
        return pieces
    return [piece for piece in pieces if not stray(piece)]


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


@rule("no crumbs", otherwise=lambda _text, pieces, _quoted: pieces)
def without_crumbs(text: str, pieces: list[Span], quoted: Sequence[Quotation]) -> list[Span]:
    """Drop single words outside quote marks that stand apart from the rest of a content."""
    words = [len(text[start:end].split()) for start, end in pieces]
    inside = [any(q.outer.start <= start and end <= q.outer.end for q in quoted) for start, end in pieces]
    if sum(count for count in words if count > 1) < WHOLE:
        return pieces
    return [p for p, count, spoken in zip(pieces, words, inside, strict=True) if spoken or count > 1]
