"""Begins a content where its clause begins, in the sentence of its cue."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ..lexicon.word_classes import FUNCTION_WORDS
from ..switches import rule
from ..tagger.network import mean
from .content_words import CONJUNCTIONS, Words
from .factuality import reports

CITES: Final = frozenset({"according", "per"})
_LED: Final = 0.25  # least mean probability of the words from a sentence's beginning on to be content before a cue
_SET_OFF: Final = 0.3  # the same of the words from a comma on, behind a cue
_BEFORE_THAT: Final = 0.6
"""The same of the words between a cue and "that": "told reporters that", "said last week that"."""
_LABEL: Final = 6  # most words of a label before its colon
_SUBJECT: Final = 4  # most words of a clause, with comma and conjunction, before a cue that its predicate follows
_ADDRESSEE: Final = 4  # most words of whom somebody told or asked it
_FEW: Final = 4  # words that a report gains or loses for it to begin where its clause does
_TOLD: Final = re.compile(r"(?:(?:ask|tell|inform|remind|warn|assure|notify|convince)(?:s|ed|ing)?|told|\sto)$")
_TOLD_OF: Final = re.compile(r"(?:inform|remind|warn|notif)(?:s|ed|ing|y|ies|ied|ying)?$")
_ASKED: Final = frozenset("about for how if not that to what when where whether which who why".split())
_SUBJECTS: Final = frozenset({"i", "he", "she", "it", "we", "they", "I", "there"})
_ANYONE: Final = frozenset({"anyone", "everyone", "those"})
_OBJECTS: Final = frozenset({"me", "you", "him", "her", "us", "them"})
_BEFORE_NOUNS: Final = frozenset({"the", "his", "its", "their", "our", "my"})
_OPENING: Final = frozenset({'"', "“", "‘"})
_LINKS: Final = frozenset({"and", "but", "or", "so", "yet"})
_WHEN_OR_WHERE: Final = frozenset("after at before during following in inside on outside".split())


@rule("whole beginnings", otherwise=lambda _: None)
def begin(words: Words) -> None:
    """Take the words ahead of a report that may well be part of it: "With new rules, balls fly far, they said".

    Ahead of a cue these lead from the beginning of the sentence, and a few words do in any case; behind it they
    follow a comma.
    """
    for number, run in enumerate(found := words.runs()):
        ahead = run[-1] < words.last
        first_behind = not ahead and (number == 0 or found[number - 1][-1] < words.last)
        if first_behind and words.lower[words.last] not in {"to", "per"}:
            continue
        first = run[0]
        while first and words.is_free(first - 1) and (ahead or words.written[first - 1] != ","):
            first -= 1
        lead = range(first + (words.lower[first] in _LINKS), run[0])
        if lead and not (first and words.is_taken(first - 1)):
            few = ahead and len(lead) <= _FEW and _are_words(words, lead)
            words.chosen[lead] = few or mean(words.rated[lead]) >= (_LED if ahead else _SET_OFF)


@rule("own clauses", otherwise=lambda _: None)
def leave_others_ahead(words: Words) -> None:
    """Leave ahead of a report what is not its own: a label, another's words, and another clause.

    "And it tracks: most of them read, Roe said"; "ten fell, per the army, and nine left, Roe said"; "the code is
    a mess, but this, Roe says, will do".
    """
    goes_on = bool(words.chosen[words.first :].any())
    for run in words.runs(words.first):
        start = run[0]
        for place in run[1:-1]:
            mark, behind = words.written[place], words.written[place + 1]
            linked = behind.lower() in CONJUNCTIONS
            label = mark == ":" and place - run[0] <= _LABEL and behind[0].isupper()
            clause = mark == "," and place >= run[-1] - _SUBJECT and linked and goes_on
            other = mark == "," and any(words.lower[i] in CITES for i in words.others if start < i < place)
            if label or clause or other:
                start = place + 1 + linked
        if _OPENING.isdisjoint(words.written[run[0] : start]):
            words.chosen[run[0] : start] = False


@rule("whole clauses", otherwise=lambda _: None)
def leave_addressee(words: Words) -> None:
    """Leave whom somebody told or asked it: "told Roe they …", "asked the court if …", 'told her "We …"'."""
    first = words.last + 1
    behind = words.written[first : first + _ADDRESSEE + 1]
    told = behind and words.chosen[first] and _TOLD.search(words.cue)
    if not told or behind[0] in {"a", "an"}:
        return
    of = {"of", "about"} if _TOLD_OF.search(words.cue) else set()
    for number, (before, word) in enumerate(pairwise([words.written[words.last], *behind])):
        if word in of:
            words.chosen[first : first + number + 1] = False
            return
        named = number and (before in _OBJECTS or before.lower() not in FUNCTION_WORDS)
        if before in _ANYONE:
            return
        if word in _ASKED | _SUBJECTS or (named and word in _BEFORE_NOUNS | _OPENING):
            words.chosen[first : first + number] = False
            return
        if not word.isalpha():
            return


@rule("whole clauses", otherwise=lambda _: None)
def begin_clauses(words: Words) -> None:
    """Begin a report behind a cue with "that" where its clause does."""
    for run in words.runs():
        that = next((place for place in run[: _FEW + 1] if words.written[place] == "that"), run[0])
        ahead = range(run[0], that)
        if ahead and run[0] > words.first and _are_words(words, ahead):
            aside = words.lower[run[0] - 1] in _WHEN_OR_WHERE and reports(words.cue)
            words.chosen[ahead] = not aside and mean(words.rated[ahead]) >= _BEFORE_THAT


def _are_words(words: Words, places: range) -> bool:
    return all(words.written[place].strip("'’").isalpha() for place in places)
