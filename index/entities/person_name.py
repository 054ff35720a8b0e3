"""A person's name taken apart, and whether two names can be one person's: the one place that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ..lexicon.lexicon import rows, table, words
from ..lexicon.word_classes import COURTESY, TITLES, given_name, plain
from ..text.reading import normalized
from .layout import right_before
from .name_keys import name_key, skeleton

ALIKE: Final = 85.0
"""Two spellings of one name are at least so similar (RapidFuzz's ratio); names of fewer letters must be equal."""

_LONG: Final = 6

PARTICLES: Final = words("name_particles")
SUFFIXES: Final = table("name_suffixes")

_NICKNAME: Final = re.compile(r"[“\"‘'(](?P<name>[^\W\d_][\w.’'-]*(?: [\w.’'-]+)?)[”\"’')](?=\s|$)")
ARTICLES: Final = "al|el|ad|an|ar|as|ash|at|az|ul|ud"
_ARTICLE: Final = re.compile(rf"^(?:{ARTICLES})[-’'](?=\w)", re.IGNORECASE)
_JOINED: Final = re.compile(r"^[^\W\d_A-Z]{1,3}[-’'](?=[^\W\d_a-z])")
_GENERATION: Final = re.compile(r"\b(?:(?P<sr>elder|older)|(?P<jr>younger))\s+$", re.IGNORECASE)
_SPACE: Final = re.compile(r"[\s\u00a0]+")


class PersonName(NamedTuple):
    """A name's parts, folded for comparison: transliterated, in lower case, without marks.

    Attributes:
        given: Given names and initials, in order.
        family: The parts of the family name without particles: "Bankman-Fried" has two.
        suffix: "jr", "sr", "ii" and so on, or None.
        nicknames: Names in quote marks or brackets within the name.
        gender: What a courtesy title or the first given name tells: "m", "f" or None.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str | None
    nicknames: tuple[str, ...]
    gender: str | None


@lru_cache(maxsize=1 << 13)
def parse(name: str) -> PersonName:
    """Take a name apart, in any script: "Dr. Karim “Kay” al-Masri Jr." is karim, masri, jr and kay."""
    name = normalized(name)
    nicknames = tuple(skeleton(found["name"]) for found in _NICKNAME.finditer(name))
    parts = [part.strip('.,;:“”"()') for part in _SPACE.split(_NICKNAME.sub("", name).replace(",", " "))]
    parts = [part[:-2] if part.endswith(("’s", "'s")) else part for part in parts if part]
    suffix = SUFFIXES.get(parts[-1].lower().strip(".")) if len(parts) > 1 else None
    parts = parts[:-1] if suffix else parts
    gender = next((COURTESY[plain(part)] for part in parts if plain(part) in COURTESY), None)
    while len(parts) > 1 and plain(parts[0]) in TITLES:
        parts.pop(0)
    own = [part for part in parts if plain(part) not in PARTICLES] or parts or [""]
    family = tuple(filter(None, (name_key(part) for part in _ARTICLE.sub("", own[-1]).split("-"))))
    given = tuple(name_key(_ARTICLE.sub("", part)) for part in own[:-1])
    return PersonName(given, family, suffix, nicknames, gender or sex_by_name(own))


def sex_by_name(words_: Sequence[str]) -> str | None:
    """Tell a person's gender ("m", "f") from the given name, if it does."""
    told = given_name(words_[0]) if len(words_) > 1 else None
    return told if told in {"m", "f"} else None


@lru_cache(maxsize=1 << 13)
def family_name(words_: tuple[str, ...]) -> str:
    """Give the key of a name's family name; particles and "Jr." are no part of it."""
    return "-".join(parse(" ".join(words_)).family)


def generation(text: str, place: int) -> str | None:
    """Give the suffix that words before a surname stand for: "the elder" Winters is Winters Sr."""
    found = right_before(_GENERATION, text, place)
    return found.lastgroup if found is not None else None


def is_capitalised(word: str) -> bool:
    """Whether a word is written as a name's are: "Masri", "al-Masri", "d’Aubigny"."""
    return word[0].isupper() or word[0].isdigit() or _JOINED.match(word) is not None


def compatible(one: str, other: str) -> bool:
    """Whether two names can be one person's: "J. Roe", "Jane Q. Roe", "Anne-Jane Roe" and "Roe" can.

    A surname alone can be anybody's of that surname. Father and son are two where both have a suffix.
    """
    a, b = parse(one), parse(other)
    short, long = sorted((a.family, b.family), key=len)
    if not short or long[-len(short) :] != short or (a.suffix and b.suffix and a.suffix != b.suffix):
        return False
    fewer, more = sorted((a, b), key=lambda name: len(name.given))
    if not fewer.given or more.given[-len(fewer.given) :] == fewer.given:
        return True
    first, other = fewer.given[0], more.given[0]
    middle = all(any(same_given_name(name, its) for its in more.given[1:]) for name in fewer.given[1:])
    return middle and (same_given_name(first, other) or first in more.nicknames or other in fewer.nicknames)


def same_given_name(one: str, other: str) -> bool:
    """Whether two given names can be one: equal, an initial, a short form, a part of a double name."""
    if one == other or other in one.split("-") or one in other.split("-"):
        return True
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one in _forms().get(other, ()) or other in _forms().get(one, ())


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    return {skeleton(short): frozenset(map(skeleton, forms)) for short, *forms in rows("short_names")}


def spelt_alike(one: str, other: str) -> bool:
    """Whether two words are one name, give or take the spelling of a long one: "UN" is not "Un"."""
    if one.lower() == other.lower():
        return one.isupper() == other.isupper() or len(one) >= _LONG - 1
    return min(len(one), len(other)) >= _LONG and fuzz.ratio(one.lower(), other.lower()) >= ALIKE


def is_slip(one: str, other: str) -> bool:
    """Whether a word is another but for one letter too many, too few or out of its place: "Preito", "Prieto"."""
    if min(len(one), len(other)) < _LONG or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    return OSA.distance(one, other) == 1 and (len(one) != len(other) or sorted(one) == sorted(other))
