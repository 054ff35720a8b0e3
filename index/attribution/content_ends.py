"""Ends a content where its phrase ends: not before the last word of it, and not in what another cue tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..lexicon.word_classes import FUNCTION_WORDS
from ..switches import rule
from ..tagger.network import mean
from ..tagger.weights import Floats
from ..text.tokens import runs

ON: Final = 0.3  # least probability of a word behind those of the content for it to go on
LONE: Final = 1  # so few words, and the comma before them, are no content: ", though", ", he said, a success"
REST: Final = 0.15  # least mean probability of what is left of a phrase, up to its mark, for it to be content too
CONJUNCTIONS: Final = frozenset({"and", "but", "or", "so", "yet", "though", "while"})
STOPS: Final = frozenset({".", "!", "?", ":", ";", "…", '"', "“", "”", "'", "''", "‘", "’", "–", "—", "-", "("})


class Words(NamedTuple):
    """The words of a paragraph as one cue's frame rates them.

    Attributes:
        word: Gives the word or mark at a place.
        rated: Probability of each to be of the content.
        chosen: Those that are, so far; changed in place.
        apart: Those that are cue or source.
        others: Places of other cues.
    """

    word: Callable[[int], str]
    rated: Floats
    chosen: NDArray[np.bool_]
    apart: NDArray[np.bool_]
    others: frozenset[int] = frozenset()

    def stops(self, place: int) -> bool:
        """Whether a word is a mark that ends a sentence or sets a part of one off; not that of "Jr. could"."""
        mark = self.word(place)
        return mark in STOPS and not (
            mark == "." and place + 1 < len(self.chosen) and self.word(place + 1)[0].islower()
        )


@rule("goes on likely", otherwise=lambda _: None)
def go_on(words: Words) -> None:
    """Take the words behind a stretch of the content that are still likely, up to where a sentence stops.

    Of what a comma sets off, "…, which pointed to a pause", the tagger is unsure; readers take it for said.
    """
    for place in _ends(words):
        end = place + 1
        while end < len(words.chosen) and _is_free(words, end) and words.rated[end] >= ON:
            end += 1
        if end > place + LONE + 1 + (words.word(place + 1) == ","):
            words.chosen[place + 1 : end] = True


@rule("whole phrases", otherwise=lambda _: None)
def finish(words: Words) -> None:
    """Take what is left of a phrase up to its mark: "a line of" goes on with "credit", be that less likely.

    Not what another cue tells; and "and", behind what may well be a phrase, begins another.
    """
    for place in _ends(words):
        end = place + 1
        while end < len(words.chosen) and _is_free(words, end) and words.word(end) != ",":
            end += 1
        rest = range(place + 1, end)
        if words.word(place) in STOPS or not rest or not words.others.isdisjoint(rest):
            continue
        ended = words.word(place).lower() not in FUNCTION_WORDS
        if mean(words.rated[rest]) >= REST and not (ended and words.word(rest[0]).lower() in CONJUNCTIONS):
            words.chosen[rest] = True


def _ends(words: Words) -> Sequence[int]:
    """List the last places of the stretches of the content."""
    return [run[-1] for run in runs(words.chosen.nonzero()[0].tolist()) if run[-1] + 1 < len(words.chosen)]


def _is_free(words: Words, place: int) -> bool:
    return not (words.apart[place] or words.chosen[place] or words.stops(place))
