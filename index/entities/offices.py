"""Whom an article means by an office: "the Russian leader", "the senator"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Final

from ..lexicon.lexicon import rows, words
from ..lexicon.word_classes import CALLED, COUNTRIES, HEADS_OF_STATE, TITLES, plain
from .body_names import ADJECTIVES, is_adjective
from .document_entities import People
from .person import Person
from .speaker import Source

_LEADERS: Final = frozenset({"leader", "head", "ruler", "strongman"})
_FAMILIES: Final = {one: family[0] for family in rows("nation_words") for one in family}
AGED: Final = re.compile(r"\d{1,3}-year-old$")  # the last word of "the 44-year-old"
_NOT_NOW: Final = frozenset({"deputy", "ex", "former", "late", "then", "vice"})
_STEM: Final = 5
_STEMS: Final = frozenset(country[:_STEM] for country in COUNTRIES)


def nations(words_: Iterable[str]) -> set[str]:
    """Give the countries that some words name, each by one word: "French" and "France's" are one."""
    return {country for word in words_ if (country := _nation(plain(word).removesuffix("'s")))}


def nations_of(person: Person) -> set[str]:
    """Give the countries by which an article calls somebody: "the French president"."""
    return nations(_called(person))


def _titles(person: Person) -> list[str]:
    """List what an article calls somebody: roles, an age, and the titles of each mention."""
    aged = [f"{person.age}-year-old"] if person.age else []
    return [*person.roles, *aged, *(mention.title for mention in person.mentions)]


def _called(person: Person) -> list[str]:
    """List the words of what an article calls somebody."""
    return " ".join(_titles(person)).split()


def is_of_another(person: Person, head: Sequence[str]) -> bool:
    """Tell whether somebody is called otherwise than a description.

    "The US leader" is no French one, the 44-year-old is nobody of 30, and "the transport secretary" is no general
    secretary.
    """
    asked, said = nations(head), nations_of(person)
    aged = set(filter(AGED.match, head))
    ages = set(filter(AGED.match, _called(person))) if aged else set()
    if (asked and said and not said & asked) or (aged and ages and not ages & aged):
        return True
    called = (pairwise(map(plain, title.split())) for title in _titles(person))
    kinds = {kind for one in called for kind, office in one if office == head[-1]}
    return bool(kinds & TITLES) and kinds.isdisjoint(head) and not is_told(person, head)


def is_one_of_many(word: str) -> bool:
    """Whether a word calls somebody by a country or a party: "the Italian", "the Orlo Republican"."""
    return f"{word}s" in TITLES or is_nationality(word)


def is_told(person: Person, head: Sequence[str]) -> bool:
    """Tell whether an article calls somebody all that a description does: "the Latvian foreign minister".

    A foreign minister of whom no country is told may be another; whose leader a president is goes without saying.
    """
    said, countries = set(map(plain, _called(person))), nations_of(person)
    known = nations(head) if head[-1] in _LEADERS and not countries else countries
    return all(word in said or _nation(word) in known for word in head[:-1])


def holder(people: People, source: Source) -> Person | None:
    """Find whom an office means: who agrees in most words, spoke last or was named last."""
    head = source.head
    if not head or not source.is_definite:
        return None
    office = HEADS_OF_STATE if source.noun in _LEADERS else {source.noun}
    capitals = {plain(word) for word in source.words.split()[1:] if word[0].isupper()} & set(head)
    found: list[tuple[tuple[int, int, int], Person]] = []
    for person in people.persons:
        said, countries = set(map(plain, _called(person))), nations_of(person)
        said = said if source.noun == "minister" else said - {"minister"}
        told = all(c in said or _nation(c) in countries for c in capitals)
        alike = not countries and (source.noun in HEADS_OF_STATE or not said.isdisjoint(head[:-1]))
        before = [m.span.start for m in person.mentions if m.span.start < source.span.start]
        if before and said & office and (told or alike):
            recent = (source.last is person) + len(capitals) * len(before)
            found.append(((len(said & set(head[:-1])), recent, before[-1]), person))
    return max(found, key=itemgetter(0))[1] if found else None


def only_holder(people: People, source: Source) -> Person | None:
    """Find the one person of an article whom it calls by an office, be it only later: "the president"."""
    if not source.is_definite or len(source.head) != 1:
        return None
    held = [person for person in people.persons if any(_is_held(one, source.noun) for one in _titles(person))]
    return held[0] if len(held) == 1 else None


def _is_held(title: str, noun: str) -> bool:
    """Whether somebody who is called by a title has an office now: a vice president is no president."""
    pairs = pairwise(["", *map(plain, title.split())])
    return any(office == noun and before not in _NOT_NOW for before, office in pairs)


def is_nationality(word: str) -> bool:
    """Tell whether a word says what country somebody is of: "Italian", not "Guardian"."""
    folded = plain(word)
    told = folded in _FAMILIES or folded[:_STEM] in _STEMS
    is_adjective_of = told and folded.endswith(ADJECTIVES) and folded not in COUNTRIES
    return is_adjective_of or folded in words("demonyms")


@lru_cache(maxsize=1024)
def _nation(word: str) -> str | None:
    if word in _FAMILIES:
        return _FAMILIES[word]
    known = word in COUNTRIES or (is_adjective(word) and word not in CALLED)
    return word[:_STEM] if known else None
