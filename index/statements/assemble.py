"""Turns the tagger's frames into spans: the pieces of a content, its kind, and the source's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from ..lexicon import ARTICLES, COURTESY, FUNCTION_WORDS, LINKS, PRONOUNS, plain
from ..model import Kind, Span
from .content import BRIDGE, LIKELY, Mask, choose_words
from .quotes import Quotation, is_spoken
from .tagger import Frame
from .tokens import Window

FAINT: Final = 0.2
"""Least probability of the words of a source where none is likelier."""

WHOLE: Final = 3
"""A content of so many words in a row does without single words elsewhere."""

STRAY: Final = 0.65
"""Least mean probability of words that stand apart from a content's quotation."""

_BARE: Final = " \t\n,;:.-–—…()[]\"“”‘’'«»"
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b[JS]r|\))[.)]?$")
_LINK = re.compile(r"(?:by|to|which|that|whom|as|when|where|while|because|if|whether)\s+(?=\S)", re.IGNORECASE)
_EMPTY = FUNCTION_WORDS.union(COURTESY) - PRONOUNS
_CUT = re.compile(rf"\b(?:{'|'.join(sorted(ARTICLES))})$")
_WORD = re.compile(r" [\w’'-]+")
_CRUMB = re.compile(r", [a-z]+$")


@dataclass(slots=True)
class Draft:
    """A statement that is yet to get its speaker's full name.

    Attributes:
        paragraph: Number of the cue's paragraph.
        cue: Where the cue stands.
        source: Where the words stand that name the source, or None.
        content: Spans of the content, in order; none where it is yet to be found.
        kind: direct, mixed or indirect.
        certainty: The tagger's probability of the cue.
    """

    paragraph: int
    cue: Span
    source: Span | None
    content: list[Span]
    kind: Kind
    certainty: float

    def words(self, text: str) -> int:
        """Count the words of the content."""
        return sum(len(text[start:end].split()) for start, end in self.content)


def draft(text: str, window: Window, quoted: Sequence[Quotation], frame: Frame) -> Draft:
    """Fix the spans of one frame; its content is empty where the tagger saw none."""
    tokens = window.tokens
    chosen = choose_words(text, tokens, quoted, frame)
    pieces = _without_strays(text, tokens, _pieces(text, tokens, chosen, quoted), quoted, frame)
    pieces = _without_crumbs(text, pieces, quoted)
    return Draft(
        paragraph=window.paragraph,
        cue=_cue(text, Span(tokens[frame.cue[0]].start, tokens[frame.cue[-1]].end)),
        source=_source(text, tokens, frame),
        content=pieces,
        kind=kind_of(text, pieces, quoted),
        certainty=frame.certainty,
    )


def _cue(text: str, span: Span) -> Span:
    """Take off the beginning of a phrase that the tagger left without its noun: "said in a" is "said"."""
    found = list(re.finditer(r"\S+", text[span.start : span.end]))
    words = [plain(match[0]) for match in found]
    count = len(words)
    while count > 1 and words[count - 1] in ARTICLES:
        count -= 1
    if 1 < count < len(words) and words[count - 1] in LINKS:
        count -= 1
    return Span(span.start, span.start + found[count - 1].end()) if found else span


def _pieces(text: str, tokens: Sequence[Span], chosen: Mask, quoted: Sequence[Quotation]) -> list[Span]:
    places = np.flatnonzero(chosen)
    runs = [run.tolist() for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(run)]
    spans = [_whole(Span(tokens[run[0]].start, tokens[run[-1]].end), tokens, quoted) for run in runs]
    trimmed = [_trim(text, span, quoted) for span in spans]
    return [piece for piece in trimmed if piece.start < piece.end]


def _whole(span: Span, tokens: Sequence[Span], quoted: Sequence[Quotation]) -> Span:
    """Take in the rest of a quotation that the edge of a window cuts through."""
    start, end = span
    for quote in quoted:
        if quote.outer.start < start == tokens[0].start < quote.outer.end:
            start = quote.outer.start
        if quote.outer.start < end == tokens[-1].end < quote.outer.end:
            end = quote.outer.end
    return Span(start, end)


def _trim(text: str, span: Span, quoted: Sequence[Quotation]) -> Span:
    """Take the marks off a quotation; else take off space and marks at both ends that belong to none."""
    start, end = span
    opens = {quote.outer.start for quote in quoted}
    closes = {quote.outer.end for quote in quoted}
    while start < end and text[start] in _BARE and start not in opens:
        start += 1
    for quote in quoted:
        if quote.outer.start <= start <= quote.inner.start and end <= quote.outer.end:
            said = text[quote.inner.start : min(end, quote.inner.end)]
            return Span(quote.inner.start + len(said) - len(said.lstrip()), quote.inner.start + len(said.rstrip()))
    while start < end and text[end - 1] in _BARE and end not in closes:
        end -= 1
    if cut := _CUT.search(text, start, end):
        # "relations between their" goes on with the noun.
        following = _WORD.match(text, cut.end())
        end = following.end() if following else end
    return Span(start, end)


def _without_strays(
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


def _without_crumbs(text: str, pieces: list[Span], quoted: Sequence[Quotation]) -> list[Span]:
    """Drop single words outside quote marks that stand apart from the rest of a content."""
    words = [len(text[start:end].split()) for start, end in pieces]
    inside = [any(q.outer.start <= start and end <= q.outer.end for q in quoted) for start, end in pieces]
    if sum(count for count in words if count > 1) < WHOLE:
        return pieces
    return [p for p, count, spoken in zip(pieces, words, inside, strict=True) if spoken or count > 1]


def kind_of(text: str, pieces: Iterable[Span], quoted: Sequence[Quotation]) -> Kind:
    """Tell a content in quote marks from a reported one, and from one that is both."""
    letters = [place for start, end in pieces for place in range(start, end) if text[place].isalnum()]
    inside = sum(any(quote.outer.start <= place < quote.outer.end for quote in quoted) for place in letters)
    if not inside:
        return "indirect"
    return "direct" if inside == len(letters) else "mixed"


def _source(text: str, tokens: Sequence[Span], frame: Frame) -> Span | None:
    """Find the stretch of words that is most probably the source's name."""
    floor = LIKELY if frame.source.max() >= LIKELY else FAINT
    likely = [int(place) for place in np.flatnonzero(frame.source >= floor)]
    if not likely:
        return None
    runs = [[likely[0]]]
    for left, right in pairwise(likely):
        if right - left > BRIDGE + 1:
            runs.append([])
        runs[-1].append(right)
    best = max(runs, key=lambda run: float(frame.source[run].sum()))
    start, end = tokens[best[0]].start, tokens[best[-1]].end
    while start < end and text[start] in _BARE:
        start += 1
    while start < end and text[end - 1] in _BARE and not _ABBREVIATION.search(text, start, end):
        end -= 1
    if link := _LINK.match(text, start, end):
        start = link.end()
    if crumb := _CRUMB.search(text, start, end):
        end = crumb.start()
    return Span(start, end) if any(map(_names, text[start:end].split())) else None


def _names(word: str) -> bool:
    """Whether a word can name a source, be it only by a pronoun."""
    folded = plain(word)
    return folded not in _EMPTY and any(map(str.isalpha, folded))
