"""Begins a content where its clause begins, in the sentence of its cue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ..lexicon.word_classes import FUNCTION_WORDS
from ..switches import rule
from ..tagger.network import mean
from ..text.tokens import runs
from .content_ends import CONJUNCTIONS, OPENING, QUOTES, Words
from .voice import is_told_of, is_told_to

LED: Final = 0.25  # least mean probability of the words from a sentence's beginning on to be content before a cue
SET_OFF: Final = 0.3  # the same of the words from a comma on, behind a cue
LABEL: Final = 6  # most words of a label before its colon
SUBJECT: Final = 4  # most words of a clause, with comma and conjunction, before a cue that its predicate follows
ADDRESSEE: Final = 4  # most words of whom somebody told or asked it
CITES: Final = frozenset({"according", "per"})
_ASKED: Final = frozenset("about for how if not that to what when where whether which who why".split())
_SUBJECTS: Final = frozenset({"i", "he", "she", "it", "we", "they", "I", "there"})
_ANYONE: Final = frozenset({"anyone", "everyone", "those"})
_OBJECTS: Final = frozenset({"me", "you", "him", "her", "us", "them"})
_BEFORE_NOUNS: Final = frozenset({"the", "his", "its", "their", "our", "my"})
LINKS: Final = frozenset({"and", "but", "or", "so", "yet"})
MANNER: Final = 4  # most words that are no content of their own


@rule("whole beginnings", otherwise=lambda *_: None)
def begin(words: Words, cue: int) -> None:
    """Take the words ahead of a report that may well be part of it: "With new rules, balls fly far, they said"."""
    for number, run in enumerate(found := runs(words.chosen.nonzero()[0].tolist())):
        ahead = run[-1] < cue
        first_behind = not ahead and (number == 0 or found[number - 1][-1] < cue)
        if first_behind and words.word(cue).lower() not in {"to", "per"}:
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


@rule("own clauses", otherwise=lambda *_: None)
def leave_others_ahead(words: Words, cue: int) -> None:
    """Leave ahead of a report what is not its own: a label, another's words, and another clause.

    "And it tracks: most of them read, Roe said"; "ten fell, per the army, and nine left, Roe said"; "the code is
    a mess, but this, Roe says, will do".
    """
    goes_on = bool(words.chosen[cue:].any())
    for run in runs(words.chosen[:cue].nonzero()[0].tolist()):
        start = run[0]
        for place in run[1:-1]:
            mark, behind = words.word(place), words.word(place + 1)
            label = mark == ":" and place - run[0] <= LABEL and behind[0].isupper()
            clause = mark == "," and place >= run[-1] - SUBJECT and behind.lower() in CONJUNCTIONS and goes_on
            other = mark == "," and any(words.word(i).lower() in CITES for i in words.others if start < i < place)
            if label or clause or other:
                start = place + 1 + (behind.lower() in CONJUNCTIONS)
        if OPENING.isdisjoint(map(words.word, range(run[0], start))):
            words.chosen[run[0] : start] = False


@rule("whole clauses", otherwise=lambda *_: None)
def leave_addressee(words: Words, cue: str, last: int) -> None:
    """Leave whom somebody told or asked it: "told Roe they …", "asked the court if …", 'told her "We …"'.

    Args:
        words: Those of the paragraph.
        cue: What is written of the cue.
        last: The place of its last word.
    """
    behind = range(last + 1, min(last + ADDRESSEE + 2, len(words.chosen)))
    if not (behind and words.chosen[behind[0]] and is_told_to(cue)) or words.word(behind[0]) in {"a", "an"}:
        return
    of = is_told_of(cue)
    for place in behind:
        word, before = words.word(place), words.word(place - 1)
        if of and word in {"of", "about"}:
            words.chosen[behind[0] : place + 1] = False
            return
        named = place > behind[0] and (before in _OBJECTS or before.lower() not in FUNCTION_WORDS)
        if before in _ANYONE:
            return
        if word in _ASKED | _SUBJECTS or (named and (word in _BEFORE_NOUNS or word in OPENING)):
            words.chosen[behind[0] : place] = False
            return
        if not word.isalpha():
            return


def _is_taken(words: Words, place: int) -> bool:
    return bool(words.apart[place] or words.chosen[place])


@rule("in the cue's sentence", otherwise=lambda *_: None)
def leave_scraps_ahead(words: Words, cue: int) -> None:
    """Leave few words of a sentence before the cue's, and how it was said: 'said simply: "We …"'."""
    found = runs(words.chosen.nonzero()[0].tolist())
    if len(found) < 2:  # noqa: PLR2004 - pairs
        return
    bounds = [place for place in range(cue) if words.word(place) == ";" or words.ends_sentence(place)]
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
