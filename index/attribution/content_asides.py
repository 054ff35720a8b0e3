"""Leaves out of a content what the writer sets beside it: how and where it was said, who else says so."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.lexicon import words as listed
from ..lexicon.word_classes import FUNCTION_WORDS
from ..switches import rule
from ..tagger.network import mean
from .content_words import QUOTES, Words
from .factuality import reports

_LONGEST: Final = 30  # most words of an aside between a cue and "that"
_TELLS: Final = 6  # most words of a clause that tells who else says so
_DOUBTFUL: Final = 0.75  # least mean probability of such words to be content nevertheless
_WHERE: Final = 14  # most words of where something was said
_NEAR: Final = 4  # most words from "in" to what it was said in: "in a recent blog post"
_NAMED: Final = frozenset("a an the his her its their our".split())
_RELATIVE: Final = frozenset({"which", "whom"})
_RANKED: Final = re.compile(r"in one of (?:the|its|his|her|their) (?:\w+est|most) ")
_SPEECHES: Final = listed("speeches")
_GOES_ON: Final = frozenset("about after at by during for from in of on this to with last earlier".split())


@rule("writers' asides", otherwise=lambda _: None)
def leave_asides(words: Words) -> None:
    """Leave what the writer sets off from a report in its sentence."""
    _leave_before_that(words)
    for run in words.runs():
        if run[0] > words.last:
            for find in (_ranked, _told_by_others, _where_said):
                if (start := find(words, run)) is not None:
                    words.chosen[start : run[-1] + 1] = False


def _leave_before_that(words: Words) -> None:
    """Leave what stands between commas behind a cue: "said, in one of the clearest endorsements yet, that …"."""
    first = words.last + 1
    if words.written[first : first + 1] != [","]:
        return
    for place in range(first + 1, min(first + _LONGEST, len(words.written) - 1)):
        if words.stops(place):
            return
        if words.written[place] == "," and words.written[place + 1] == "that":
            words.chosen[first : place + 1] = False
            return


def _ranked(words: Words, run: list[int]) -> int | None:
    """Find behind a report and its cue how it ranks: "Roe has said, in one of the clearest endorsements yet"."""
    behind = words.last + 1
    reported = words.chosen[: words.first].any() and words.written[behind : behind + 1] == [","]
    return run[0] if reported and _RANKED.match(" ".join(words.lower[behind + 1 : behind + 7])) else None


def _told_by_others(words: Words, run: list[int]) -> int | None:
    """Find a last clause of who else says so: ", the council's records show"; ', which he called "rash"'."""
    comma = next((place for place in reversed(run[1:]) if words.written[place] == ","), None)
    if comma is None or not 1 < run[-1] - comma <= _TELLS:
        return None
    tail = range(comma + 1, run[-1] + 1)
    leads = not QUOTES.isdisjoint(words.written[run[-1] + 1 : run[-1] + 2])
    relative = not _RELATIVE.isdisjoint(words.lower[comma + 1 : comma + 3])
    if leads and relative and any(place in words.others for place in tail[-3:]):
        return comma
    named = words.lower[tail[0]] in _NAMED or (
        words.written[tail[0]][0].isupper() and words.written[tail[0]] != "I"
    )
    tells = reports(words.lower[run[-1]]) and words.lower[run[-1] - 1] not in FUNCTION_WORDS
    return comma if named and tells and mean(words.rated[tail]) < _DOUBTFUL else None


def _where_said(words: Words, run: list[int]) -> int | None:
    """Find where a report was made: 'called it "rash" in an interview with the Post'."""
    for place in reversed(run[2:-1]):
        if words.written[place] in QUOTES or run[-1] - place > _WHERE:
            return None
        if words.lower[place] in {"in", "during"} and words.lower[place + 1] in {"a", "an", "one"}:
            noun = next((i for i in run if i > place + 1 and words.lower[i] in _SPEECHES), None)
            told = any(reports(words.written[i]) for i in run if i < place)
            if noun is None or noun - place > _NEAR or told:
                return None
            ends = noun == run[-1] or words.lower[noun + 1] in _GOES_ON or words.written[noun + 1][0].isupper()
            return place if ends else None
    return None
