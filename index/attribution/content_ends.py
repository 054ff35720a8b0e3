"""Ends a content where its phrase ends: not before the last word of it, and not in what another cue tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..lexicon.word_classes import ABBREVIATIONS, FUNCTION_WORDS, plain
from ..switches import rule
from ..tagger.network import mean
from ..tagger.weights import Floats
from ..text.tokens import runs

ON: Final = 0.3  # least probability of a word behind those of the content for it to go on
LONE: Final = 1  # so few words, and the comma before them, are no content: ", though", ", he said, a success"
REST: Final = 0.15  # least mean probability of what is left of a phrase, up to its mark, for it to be content too
CUT: Final = 0.1  # the same behind the dot of an abbreviation
NEXT: Final = 2  # words behind the content among which the cue may stand that its last clause leads to
FIRM: Final = 0.6  # least certainty of a cue whose clause is no content
UNSURE: Final = 0.6  # least mean probability of another cue's clause to be content nevertheless
OWN: Final = 0.8  # the same of a main clause behind a report that hangs on it
SHORT: Final = 3  # fewest words of such a main clause, and the comma before it
CONJUNCTIONS: Final = frozenset({"and", "but", "or", "so", "yet", "though", "while"})
SUBORDINATORS: Final = frozenset("although because if since though when whereas while".split())
STOPS: Final = frozenset({".", "!", "?", ":", ";", "…", '"', "“", "”", "'", "''", "‘", "’", "–", "—", "-", "("})
_JOINING: Final = frozenset({"and", "but", "or"})
_DASHES: Final = frozenset({"–", "—"})
ENDS: Final = frozenset({".", "!", "?"})
OPENING: Final = frozenset({'"', "“", "‘"})
QUOTES: Final = frozenset({'"', "“", "”", "'", "''", "‘", "’"})


class Words(NamedTuple):
    """The words of a paragraph as one cue's frame rates them.

    Attributes:
        word: Gives the word or mark at a place.
        rated: Probability of each to be of the content.
        chosen: Those that are, so far; changed in place.
        apart: Those that are cue or source.
        others: Places of other cues, and how certain these are.
    """

    word: Callable[[int], str]
    rated: Floats
    chosen: NDArray[np.bool_]
    apart: NDArray[np.bool_]
    others: Mapping[int, float]

    def ends_sentence(self, place: int) -> bool:
        """Whether a sentence ends with a mark, and another may begin: not at "Jr. could" or "5 p.m. EDT"."""
        mark, last = self.word(place), len(self.chosen) - 1
        behind = place + 1 + (place < last and self.word(place + 1) == ")")
        if mark not in ENDS or behind > last:
            return mark in ENDS
        before = self.word(place - 1) if place else ""
        initial = before.isalpha() and len(before) == 1
        short = mark == "." and (initial or "." in before or plain(before).split("-")[-1] in ABBREVIATIONS)
        begins = self.word(behind)
        return not short and (begins[0].isupper() or begins[0].isdigit() or begins in QUOTES)

    def stops(self, place: int) -> bool:
        """Whether a word is a mark that ends a sentence or sets a part of one off."""
        mark = self.word(place)
        return mark in STOPS and (mark != "." or self.ends_sentence(place))


@rule("goes on likely", otherwise=lambda _: None)
def go_on(words: Words) -> None:
    """Take the words behind a stretch of the content that are still likely, up to where a sentence stops.

    Of what a comma sets off, "…, which pointed to a pause", the tagger is unsure; readers take it for said.
    """
    for place in _ends(words):
        end = place + 1
        while end < len(words.chosen) and _is_free(words, end) and _is_likely(words, end):
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
        if words.word(place) in STOPS or not rest or words.others.keys() & rest:
            continue
        another = words.word(place).lower() not in FUNCTION_WORDS and words.word(rest[0]).lower() in CONJUNCTIONS
        if not another and mean(words.rated[rest]) >= (CUT if words.word(rest[0]) == "." else REST):
            words.chosen[rest] = True


@rule("others' clauses", otherwise=lambda *_: None)
def leave_others(words: Words, cue: int) -> None:
    """Leave behind a report the clause of another cue: "..., but he denied that", "... and, in a huff, said".

    So does the main clause behind one that is not: "Though he said that it rains, the pool is open".
    """
    under = _is_under(words, cue)
    for run in runs(words.chosen.nonzero()[0].tolist()):
        if run[0] < cue:
            continue
        if words.word(run[-1]).lower() in _JOINING:
            words.chosen[run[-1]] = False
        own = UNSURE
        cuts = [place for place in run[1:] if _is_others(words, place, run[-1])][:1]
        commas = [place for place in run[1:-SHORT] if words.word(place) == ","] if under and not cuts else []
        if commas:
            own = OWN
            cuts = [max(commas, key=lambda place: words.rated[place - 1] - words.rated[place + 1])]
        for place in cuts:
            end = next((i for i in range(place, len(words.chosen)) if words.ends_sentence(i)), len(words.chosen))
            quoted = not QUOTES.isdisjoint(map(words.word, range(place, run[-1] + 1)))
            if mean(words.rated[place : run[-1] + 1]) < own and not quoted:
                words.chosen[place : max(end, run[-1] + 1)] = False


@rule("ended sentences", otherwise=lambda *_: None)
def end_sentences(words: Words, cue: int) -> None:
    """End a report with its sentence, where nothing behind that is in quote marks."""
    for run in runs(words.chosen.nonzero()[0].tolist()):
        ends = [place for place in run[:-1] if words.ends_sentence(place)] if run[0] > cue else []
        if ends and QUOTES.isdisjoint(map(words.word, run)):
            words.chosen[ends[0] : run[-1] + 1] = False


def _is_others(words: Words, place: int, last: int) -> bool:
    """Whether a clause of another cue begins with a conjunction at a place, or with a dash."""
    if words.word(place).lower() not in CONJUNCTIONS | _DASHES:
        return False
    aside = False
    for behind in range(place + 1, min(last + NEXT, len(words.chosen) - 1) + 1):
        if words.others.get(behind, 0) >= FIRM:
            return True
        word = words.word(behind).lower()
        aside ^= word == ","
        if not (aside or word == "," or word.endswith("ly") or word in FUNCTION_WORDS):
            return False
    return False


def _is_under(words: Words, cue: int) -> bool:
    """Whether the sentence up to a cue is a clause that hangs on another: "While Roe said"."""
    start = cue
    while start and words.word(start - 1) != "," and not words.stops(start - 1):
        start -= 1
    leads = {words.word(start).lower(), words.word(min(start + 1, cue)).lower()}
    return bool(words.apart[start:cue].any()) and not SUBORDINATORS.isdisjoint(leads)


def _ends(words: Words) -> Sequence[int]:
    """List the last places of the stretches of the content."""
    return [run[-1] for run in runs(words.chosen.nonzero()[0].tolist()) if run[-1] + 1 < len(words.chosen)]


def _is_likely(words: Words, place: int) -> bool:
    """Whether a word may well be content, or the one behind it if it is a comma."""
    behind = place + (words.word(place) == ",")
    return bool(max(words.rated[place : behind + 1]) >= ON)


def _is_free(words: Words, place: int) -> bool:
    return not (words.apart[place] or words.chosen[place] or words.stops(place))
