"""Ends a content where its phrase ends: not before the last word of it, and not in what another cue tells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from ..lexicon.word_classes import FUNCTION_WORDS
from ..switches import rule
from ..tagger.network import mean
from .content_words import CONJUNCTIONS, Words

LONE: Final = 1  # so few words, and the comma before them, are no content: ", though", ", he said, a success"
_ON: Final = 0.3  # least probability of a word behind those of the content for it to go on
_REST: Final = 0.15  # least mean probability of what is left of a phrase, up to its mark, for it to be content too
_CUT: Final = 0.1  # the same behind the dot of an abbreviation
_NEXT: Final = 2  # words behind the content among which the cue may stand that its last clause leads to
_FIRM: Final = 0.6  # least certainty of a cue whose clause is no content
_UNSURE: Final = 0.6  # least mean probability of another cue's clause to be content nevertheless
_OWN: Final = 0.8  # the same of a main clause behind a report that hangs on it
_SHORT: Final = 3  # fewest words of such a main clause, and the comma before it
_SUBORDINATORS: Final = frozenset("although because if since though when whereas while".split())
_JOINING: Final = frozenset({"and", "but", "or"})
_DASHES: Final = frozenset({"–", "—"})


@rule("goes on likely", otherwise=lambda _: None)
def go_on(words: Words) -> None:
    """Take the words behind a stretch of the content that are still likely, up to where a sentence stops.

    Of what a comma sets off, "…, which pointed to a pause", the tagger is unsure; readers take it for said.
    """

    def is_likely(place: int) -> bool:
        behind = place + (words.written[place] == ",")
        return bool(max(words.rated[place : behind + 1]) >= _ON)

    for run in words.runs():
        more = list(takewhile(is_likely, _free_behind(words, run[-1])))
        if more and len(more) > LONE + (words.written[more[0]] == ","):
            words.chosen[more] = True


@rule("whole phrases", otherwise=lambda _: None)
def finish(words: Words) -> None:
    """Take what is left of a phrase up to its mark: "a line of" goes on with "credit", be that less likely.

    Not what another cue tells; and "and", behind what may well be a phrase, begins another.
    """
    for *_, last in words.runs():
        rest = list(takewhile(lambda place: words.written[place] != ",", _free_behind(words, last)))
        if words.stops(last) or not rest or not words.others.keys().isdisjoint(rest):
            continue
        another = words.lower[last] not in FUNCTION_WORDS and words.lower[rest[0]] in CONJUNCTIONS
        if not another and mean(words.rated[rest]) >= (_CUT if words.written[rest[0]] == "." else _REST):
            words.chosen[rest] = True


@rule("earlier deeds", otherwise=lambda _: None)
def take_earlier(words: Words) -> None:
    """Take the end of a sentence that tells of an earlier time, as a report does: "..., but had not said yes"."""
    for *_, last in words.runs():
        rest = list(_free_behind(words, last))
        links = [words.lower[place] for place in rest[: 2 + (words.written[last + 1 : last + 2] == [","])]]
        if last > words.last and links[-2:-1] and links[-2] in _JOINING and links[-1] == "had":
            words.chosen[rest] = True


def _free_behind(words: Words, place: int) -> Iterator[int]:
    return takewhile(words.is_free, range(place + 1, len(words.chosen)))


@rule("others' clauses", otherwise=lambda _: None)
def leave_others(words: Words) -> None:
    """Leave behind a report the clause of another cue: "..., but he denied that", "... and, in a huff, said".

    So does the main clause behind one that is not: "Though he said that it rains, the pool is open".
    """
    under = _is_under(words)
    for run in words.runs():
        if run[0] < words.first:
            continue
        if words.lower[run[-1]] in _JOINING:
            words.chosen[run[-1]] = False
        least = _UNSURE
        cut = next((place for place in run[1:] if _is_others(words, place, run[-1])), None)
        if cut is None and under:
            least = _OWN
            commas = (place for place in run[1:-_SHORT] if words.written[place] == ",")
            cut = max(commas, key=lambda place: words.rated[place - 1] - words.rated[place + 1], default=None)
        if cut is None:
            continue
        clause = range(cut, run[-1] + 1)
        if mean(words.rated[clause]) < least and not words.are_quoted(clause):
            end = next(filter(words.ends_sentence, range(cut, len(words.chosen))), len(words.chosen))
            words.chosen[cut : max(end, clause.stop)] = False


@rule("ended sentences", otherwise=lambda _: None)
def end_sentences(words: Words) -> None:
    """End a report with its sentence, where nothing behind that is in quote marks."""
    for run in words.runs():
        end = next(filter(words.ends_sentence, run[:-1]), None)
        if end is not None and run[0] > words.first and not words.are_quoted(run):
            words.chosen[end : run[-1] + 1] = False


def _is_others(words: Words, place: int, last: int) -> bool:
    """Whether a clause of another cue begins with a conjunction at a place, or with a dash."""
    if words.lower[place] not in CONJUNCTIONS | _DASHES:
        return False
    aside = False
    for behind in range(place + 1, min(last + _NEXT + 1, len(words.chosen))):
        if words.others.get(behind, 0) >= _FIRM:
            return True
        word = words.lower[behind]
        aside ^= word == ","
        if not (aside or word == "," or word.endswith("ly") or word in FUNCTION_WORDS):
            return False
    return False


def _is_under(words: Words) -> bool:
    """Whether the sentence up to a cue is a clause that hangs on another: "While Roe said"."""
    start = words.first
    while start and words.written[start - 1] != "," and not words.stops(start - 1):
        start -= 1
    leads = words.lower[start : min(start + 1, words.first) + 1]
    return bool(words.apart[start : words.first].any()) and not _SUBORDINATORS.isdisjoint(leads)
