"""Finds a speaker's name in another spelling than a question has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Final, NamedTuple

from anyascii import anyascii
from jellyfish import metaphone
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from onrecord.index import Names, is_role, name_key, plain_words
from onrecord.index.entities.person_name import same_given_name
from onrecord.index.lexicon.word_classes import given_name

_ALIKE: Final = 84.0
_SHORTEST: Final = 5
_SHORTEST_BESIDE_ANOTHER: Final = 3
_LONG: Final = 7
_MOST: Final = 5
_MOST_NAMESAKES: Final = 60
_OWNER: Final = re.compile(r"['’]s?\s")


class _Pair(NamedTuple):
    """A first and a last name, as they are written."""

    first: str
    last: str


def respelt(directory: Names, asked: str) -> str | None:
    """Spell a name as the corpus does: "Margus Tsakhna", "Travis Kelse", "Larua Bush", "Eddie Cue".

    Args:
        directory: Of the corpus.
        asked: A name that is not there.

    Returns:
        The name as a speaker bears it, one of whose words is as it was asked for and the other alike; or with a
        last word that is alike, where there is no first; None where there is no such name.
    """
    words = plain_words(asked)
    if not words or _OWNER.search(asked):
        return None
    *others, last = words
    if others and not is_role(others[-1]):
        found = full_name(directory, others[-1], last)
        return " ".join((*others[:-1], *found)) if found else None
    key = name_key(last)
    near = _near(directory, key) if directory.name(last) is None else ()
    surname = next((word for word in near if _is_slip(key, word)), None)
    return " ".join((*others, surname)) if surname else None


def full_name(directory: Names, first: str, last: str) -> _Pair | None:
    """Find who bears a name like two words of which one or both are misspelt.

    Args:
        directory: Of the corpus.
        first: A first name as it was typed.
        last: A last name as it was typed.

    Returns:
        As the best known who is most like it is called, or None.
    """
    asked = _Pair(first, last)
    each = ((_likeness(asked, pair), pair) for pair in _namesakes(directory, asked))
    return max((one for one in each if one[0]), key=itemgetter(0), default=(0.0, None))[1]


def _namesakes(directory: Names, asked: _Pair) -> Iterator[_Pair]:
    """Yield the names of those who bear one of two words, and then of those with a last name like theirs."""
    first, last = map(name_key, asked)
    bearing = (directory.speakers_with_words([word]) for word in (first, last, *_near(directory, last)))
    numbers = (some[:_MOST_NAMESAKES] for some in bearing)
    for number in dict.fromkeys(chain.from_iterable(numbers)):
        speaker = directory.speaker(number)
        for name in speaker.names if speaker.named else ():
            words = plain_words(name)
            if len(words) > 1:
                yield _Pair(words[0], words[-1])


def _likeness(asked: _Pair, name: _Pair) -> float:
    """Tell how like a name is: 0 where it cannot be meant, at most 2."""
    firsts, lasts = _beside(asked.first, name.first), _beside(asked.last, name.last)
    # Another given name is another person's, unless it sounds so ("Jon") or lacks a letter ("Tomas").
    sexes = {given_name(asked.first), given_name(name.first)}
    if firsts < 1 and given_name(asked.first):
        alike = _sounds_like(asked.first, name.first) or _lacks_a_letter(asked.first, name.first)
        firsts *= sexes != {"m", "f"} and alike
    return firsts + lasts if firsts and lasts else 0.0


def _beside(one: str, other: str) -> float:
    """Tell how like two words are, where another word of the name bears them out: 0 to 1."""
    key, its = name_key(one), name_key(other)
    if key == its:
        return 1.0
    if min(len(key), len(its)) < _SHORTEST_BESIDE_ANOTHER:
        return 0.0
    longer = max(len(key), len(its))
    # Keys are alike in many alphabets: of "Kahn" and "Khan" they are two letters apart, as typed one slip.
    edits = min(OSA.distance(key, its), OSA.distance(anyascii(one).lower(), anyascii(other).lower()))
    if edits <= 1 + (longer > _LONG):
        return 1 - edits / longer
    return 0.5 if _sounds_like(one, other) else 0.0


def _lacks_a_letter(one: str, other: str) -> bool:
    """Whether one of two given names, both long, is the other without a letter behind its first."""
    shorter, longer = sorted(map(name_key, (one, other)), key=len)
    long = len(shorter) >= _SHORTEST and shorter[0] == longer[0]
    return long and len(longer) - len(shorter) == 1 == OSA.distance(shorter, longer)


def _near(directory: Names, key: str) -> list[str]:
    """Give the last words of names that are most like one, and as long, give or take a letter."""
    if len(key) < _SHORTEST:
        return []
    lasts = directory.last_words(key[0])
    found = process.extract(key, lasts, scorer=fuzz.ratio, score_cutoff=75, limit=_MOST)
    return [word for word, _, _ in found if abs(len(word) - len(key)) <= 1]


def _is_slip(key: str, other: str) -> bool:
    """Whether one surname is likely another, typed wrongly; by itself, and so with more care."""
    if key == other:
        return False
    swapped = sorted(key) == sorted(other) and OSA.distance(key, other) == 1
    return swapped or fuzz.ratio(key, other) >= _ALIKE


def _sounds_like(one: str, other: str) -> bool:
    """Whether two words sound alike in English, or are given names that may be one.

    Philips 1990, "Hanging on the Metaphone", as jellyfish has it.
    """
    sounds = metaphone(anyascii(one)) == metaphone(anyascii(other))
    return sounds or same_given_name(name_key(one), name_key(other))
