"""Begins a content where its clause begins, in the sentence of its cue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ..switches import rule
from ..tagger.network import mean
from ..text.tokens import runs
from .content_ends import QUOTES, Words

LED: Final = 0.25  # least mean probability of the words from a sentence's beginning on to be content before a cue
SET_OFF: Final = 0.3  # the same of the words from a comma on, behind a cue
LINKS: Final = frozenset({"and", "but", "or", "so", "yet"})
MANNER: Final = 4  # most words that are no content of their own


@rule("whole beginnings", otherwise=lambda *_: None)
def begin(words: Words, cue: int) -> None:
    """Take the words ahead of a report that may well be part of it: "With new rules, balls fly far, they said"."""
    for number, run in enumerate(found := runs(words.chosen.nonzero()[0].tolist())):
        ahead = run[-1] < cue
        if not ahead and words.word(cue) != "to" and (number == 0 or found[number - 1][-1] < cue):
            continue
        first = run[0]
        while first and not (_is_taken(words, first - 1) or words.stops(first - 1)):
            if not ahead and words.word(first - 1) == ",":
                break
            first -= 1
        if first < run[0] and not (first and _is_taken(words, first - 1)):
            lead = slice(first + (words.word(first).lower() in LINKS), run[0])
            if lead.start < lead.stop and mean(words.rated[lead]) >= (LED if ahead else SET_OFF):
                words.chosen[lead] = True


def _is_taken(words: Words, place: int) -> bool:
    return bool(words.apart[place] or words.chosen[place])


@rule("in the cue's sentence", otherwise=lambda *_: None)
def leave_scraps_ahead(words: Words, cue: int) -> None:
    """Leave few words of a sentence before the cue's, and how it was said: 'said simply: "We …"'."""
    bounds = [place for place in range(cue) if words.word(place) == ";" or words.ends_sentence(place)]
    found = runs(words.chosen.nonzero()[0].tolist())
    for run, following in pairwise(found):
        if len(run) > MANNER or not QUOTES.isdisjoint(map(words.word, run)):
            continue
        earlier = bounds and run[-1] < bounds[-1] < found[-1][-1]
        if earlier or (run[0] > cue and _is_spoken(words, run[-1] + 1, following)):
            words.chosen[run] = False


def _is_spoken(words: Words, mark: int, following: Sequence[int]) -> bool:
    """Whether a comma or a colon at a place leads to a whole sentence in quote marks."""
    if following[0] != mark + 1 or words.word(mark) not in {",", ":"} or words.word(following[0]) not in QUOTES:
        return False
    return len(following) > 1 and words.word(following[1])[0].isupper()
