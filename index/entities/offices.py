"""Whom an article means by an office: "the Russian leader", "the senator"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ..lexicon.lexicon import rows, words
from ..lexicon.word_classes import CALLED, COUNTRIES, HEADS_OF_STATE, TITLES, plain
from .body_names import ADJECTIVES, is_adjective
from .document_entities import People
from .head_mentions import ARTICLE
from .person import Person
from .speaker import Source

DEFINITE: Final = re.compile(r"(?:the|this|that|his|her|their|its)\s", re.IGNORECASE)
"""The beginning of what somebody is called who is known already."""

_SINGULAR: Final = re.compile(r"(?:the|this|that|an?|one|another|his|her|their|its)\s", re.IGNORECASE)
AGED: Final = re.compile(r"\d{1,3}-year-old$")  # the last word of "the 44-year-old"
_LEADERS: Final = frozenset({"leader", "head", "ruler", "strongman"})
_FAMILIES: Final = {one: family[0] for family in rows("nation_words") for one in family}
_STEM: Final = 5
_PARTS: Final = re.compile(r",| (?:of|for|in|at|from|who|after|with|on) ")


def described(words_: str) -> list[str]:
    """Give the words of a description up to its head noun, folded; none for what describes nobody.

    "The Russian leader of the party" gives "russian", "leader".
    """
    if not _SINGULAR.match(words_):
        return []
    own = [plain(word).removesuffix("'s") for word in _PARTS.split(ARTICLE.sub("", words_))[0].split()]
    parts = own[-1].split("-") if own else []
    return [*own[:-1], *parts] if parts[1:] and own[-1] not in CALLED and parts[-1] in CALLED else own


def nations(words_: Iterable[str]) -> set[str]:
    """Give the countries that some words name, each by one word: "French" and "France's" are one."""
    return {country for word in words_ if (country := _nation(plain(word).removesuffix("'s")))}


def nations_of(person: Person) -> set[str]:
    """Give the countries by which an article calls somebody: "the French president"."""
    return nations(" ".join(_called(person)).split())


def _called(person: Person) -> list[str]:
    """List what an article calls somebody: roles, and the titles of each mention."""
    return [*person.roles, *(mention.title for mention in person.mentions)]


def is_of_another(person: Person, head: Sequence[str]) -> bool:
    """Tell whether somebody is called otherwise than a description.

    "The US leader" is no French one, and "the transport secretary" is no general secretary.
    """
    asked, said = nations(head), nations_of(person)
    if asked and said and not said & asked:
        return True
    called = [list(map(plain, words_.split())) for words_ in _called(person)]
    kinds = {kind for one in called for kind, office in pairwise(one) if office == head[-1]}
    return bool(kinds & TITLES) and kinds.isdisjoint(head) and not is_told(person, head)


def is_one_of_many(word: str) -> bool:
    """Whether a word calls somebody by a country or a party: "the Italian", "the Orlo Republican"."""
    return f"{word}s" in TITLES or is_nationality(word)


def is_told(person: Person, head: Sequence[str]) -> bool:
    """Tell whether an article calls somebody all that a description does: "the Latvian foreign minister".

    A foreign minister of whom no country is told may be another; whose leader a president is goes without saying.
    """
    called = " ".join(_called(person)).split()
    said, countries = set(map(plain, called)), nations(called)
    is_head = head[-1] in _LEADERS and not said.isdisjoint(HEADS_OF_STATE - _LEADERS)
    known = nations(head) if is_head and not countries else countries
    return all(word in said or _nation(word) in known for word in head[:-1])


def holder(people: People, source: Source, head: Sequence[str]) -> Person | None:
    """Find whom an office, `described` so, means: who agrees in most words, spoke last or was named last."""
    if not DEFINITE.match(source.words):
        return None
    start = source.span.start
    office = HEADS_OF_STATE if head[-1] in _LEADERS & HEADS_OF_STATE else {head[-1]}
    capitals = {plain(word) for word in source.words.split()[1:] if word[0].isupper()} & set(head)
    best: tuple[tuple[int, int, int], Person] | None = None
    for person in people.persons:
        called = " ".join(_called(person)).split()
        said = set(map(plain, called))
        said = said if head[-1] == "minister" else said - {"minister"}
        countries = nations(called)
        told = all(c in said or _nation(c) in countries for c in capitals)
        alike = not countries and (head[-1] in HEADS_OF_STATE or not said.isdisjoint(head[:-1]))
        if not said & office or not (told or alike):
            continue
        before = [m.span.start for m in person.mentions if m.span.start < start]
        if not before:
            continue
        recent = source.last is not None and source.last[1] is person
        rank = len(said & set(head[:-1])), recent + len(capitals) * len(before), before[-1]
        best = (rank, person) if best is None or rank > best[0] else best
    return best[1] if best else None


def is_nationality(word: str) -> bool:
    """Tell whether a word says what country somebody is of: "Italian", not "Guardian"."""
    folded = plain(word)
    if folded in words("demonyms"):
        return True
    told = folded in _FAMILIES or folded[:_STEM] in _country_stems()
    return told and folded.endswith(ADJECTIVES) and folded not in COUNTRIES


@lru_cache(maxsize=1)
def _country_stems() -> frozenset[str]:
    return frozenset(country[:_STEM] for country in COUNTRIES)


@lru_cache(maxsize=1024)
def _nation(word: str) -> str | None:
    if word in _FAMILIES:
        return _FAMILIES[word]
    known = word in COUNTRIES or (is_adjective(word) and word not in CALLED)
    return word[:_STEM] if known else None
