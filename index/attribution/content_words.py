"""The words of a paragraph as one cue's frame rates them, and those that are its content so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..lexicon.word_classes import ABBREVIATIONS, plain
from ..model import Span
from ..tagger.tagger import Frame
from ..text.quotations import Quotation
from ..text.tokens import runs

LIKELY: Final = 0.5  # least probability of a word of a content or a source
CONJUNCTIONS: Final = frozenset({"and", "but", "or", "so", "yet", "though", "while"})
QUOTES: Final = frozenset({'"', "“", "”", "'", "''", "‘", "’"})
_ENDS: Final = frozenset({".", "!", "?"})
_STOPS: Final = _ENDS | QUOTES | {":", ";", "…", "–", "—", "-", "("}

Mask: TypeAlias = NDArray[np.bool_]


class Words:
    """The words of a paragraph, which rules choose from; a word or mark goes by its place.

    Attributes:
        text: What they stand in.
        written: The words and marks.
        lower: The same in small letters.
        rated: Probability of each to be of the content.
        chosen: Those that are, so far.
        apart: Those that are cue or source.
        first: The first word of the cue.
        last: Its last word.
        cue: What is written of it.
        others: The words of other cues, and how certain these are.
        quoted: The quotations that have words here, and these, marks among them.
    """

    def __init__(
        self,
        text: str,
        tokens: Sequence[Span],
        quoted: Sequence[Quotation],
        frame: Frame,
        others: Mapping[int, float],
    ) -> None:
        self.text = text
        self.written = [text[start:end] for start, end in tokens]
        self.lower = list(map(str.lower, self.written))
        self.rated = frame.content
        self.apart: Mask = frame.source >= LIKELY
        self.apart[list(frame.cue)] = True
        self.chosen: Mask = (frame.content >= LIKELY) & ~self.apart
        self.first, self.last = frame.cue[0], frame.cue[-1]
        self.cue = text[tokens[self.first].start : tokens[self.last].end]
        self.others = {place: sure for place, sure in others.items() if place not in frame.cue}
        self.quoted = [(quote, within) for quote in quoted if (within := words_of(tokens, quote))]

    def runs(self, end: int | None = None) -> list[list[int]]:
        """Group the chosen words that stand side by side, up to a place."""
        return runs(self.chosen[:end].nonzero()[0].tolist())

    def are_quoted(self, places: Iterable[int]) -> bool:
        """Whether quote marks are among some words."""
        return any(self.written[place] in QUOTES for place in places)

    def is_taken(self, place: int) -> bool:
        """Whether a word is cue, source or content already."""
        return bool(self.apart[place] or self.chosen[place])

    def is_free(self, place: int) -> bool:
        """Whether a word may yet go with those beside it."""
        return not (self.is_taken(place) or self.stops(place))

    def lead(self, place: int) -> range:
        """List the words from the beginning of a sentence up to one."""
        first = place
        while first and not self.stops(first - 1):
            first -= 1
        return range(first, place)

    def speaks(self, place: int) -> bool:
        """Whether a word is one, and no mark."""
        return self.written[place][0].isalnum()

    def ends_sentence(self, place: int) -> bool:
        """Whether a sentence ends with a mark, and another may begin: not at "Jr. could" or "5 p.m. EDT"."""
        mark = self.written[place]
        behind = place + 1 + (self.written[place + 1 : place + 2] == [")"])
        if mark not in _ENDS or behind >= len(self.written):
            return mark in _ENDS
        before = self.written[place - 1] if place else ""
        initial = before.isalpha() and len(before) == 1
        short = mark == "." and (initial or "." in before or plain(before).split("-")[-1] in ABBREVIATIONS)
        begins = self.written[behind]
        return not short and (begins[0].isupper() or begins[0].isdigit() or begins in QUOTES)

    def stops(self, place: int) -> bool:
        """Whether a word is a mark that ends a sentence or sets a part of one off."""
        mark = self.written[place]
        return mark in _STOPS and (mark != "." or self.ends_sentence(place))


def words_of(tokens: Sequence[Span], quote: Quotation) -> range:
    """Find the words of a quotation, its marks among them."""
    first = bisect_left(tokens, quote.outer.start, key=itemgetter(0))
    return range(first, bisect_right(tokens, quote.outer.end, key=itemgetter(1)))
