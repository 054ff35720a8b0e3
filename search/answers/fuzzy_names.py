"""Finds a speaker's name in another spelling than a question has it."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz, process

from onrecord.index import Names, words_of

_ALIKE: Final = 84.0
_ALIKE_WITH_FIRST_NAME: Final = 75.0
_SHORTEST: Final = 5
_MOST: Final = 5
_OWNER: Final = re.compile(r"['’]s?\s")
_PET_ENDING: Final = re.compile(r"(?:ie|ey|i|y)$")


def respelt(directory: Names, asked: str) -> str | None:
    """Spell a name as the corpus does: "Margus Tsakhna", "Travis Kelse", "Eddie Cue".

    Args:
        directory: Of the corpus.
        asked: A name that is not there.

    Returns:
        The name with a last word that is alike, and more so where the first name does not bear it out; or with a
        first name that ends otherwise; None where there is no such name.
    """
    words = words_of(asked)
    if not words or _OWNER.search(asked):
        return None
    *others, last = words
    if len(last) >= _SHORTEST:
        lasts = directory.last_words(last[0])
        alike = process.extract(last, lasts, scorer=fuzz.ratio, score_cutoff=_ALIKE_WITH_FIRST_NAME, limit=_MOST)
        near = [(word, ratio) for word, ratio, _ in alike if abs(len(word) - len(last)) <= 1]
        if near and near[0][0] != last and near[0][1] >= _ALIKE:
            return " ".join((*others, near[0][0]))
        for word, _ in near:
            if others and word != last and _full_name(directory, others[0], word) == others[0]:
                return " ".join((*others, word))
    first = _full_name(directory, others[0], last) if others else None
    return f"{first} {last}" if first and first != others[0] else None


def _full_name(directory: Names, first: str, last: str) -> str | None:
    """Find the first name of somebody called so, give or take the ending of "Eddie" and "Eddy"."""
    for number in directory.speakers_with_words([last]):
        for one, *_, end in (words for words in map(words_of, directory.speaker(number).names) if len(words) > 1):
            if end == last and (one == first or _same_pet_name(one, first)):
                return one
    return None


def _same_pet_name(one: str, other: str) -> bool:
    ends = _PET_ENDING.search(one), _PET_ENDING.search(other)
    return all(ends) and _PET_ENDING.sub("", one) == _PET_ENDING.sub("", other)
