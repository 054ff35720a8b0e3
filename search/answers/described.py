"""Statements that are not of whom a question describes: "the Orlo governor" is no attorney general of Orlo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Names, Statement, plain_words, stems
from onrecord.index.entities.short_names import initials
from onrecord.index.lexicon.word_classes import KINDS, given_name

from .asked import Asked, AskedSpeaker
from .asked_speaker import SPEECH
from .office_words import OFFICES, other_words, told_words
from .offices import ANYBODY, PASSING
from .speaker_linker import without_suffix
from .subject import names_person
from .units import Unit

_INDEFINITE: Final = re.compile(r"\W*(?:an?|one|some|someone|somebody|any|anyone|anybody)\b", re.IGNORECASE)
_OWNED: Final = re.compile(r"^(.+)['’]s?\s+", re.DOTALL)
_TO_OTHERS: Final = re.compile(r"[\w’'-]+['’]s?\s(?=\w)|\s(?:of|for|to|at|in|from|with|under|as)\s[^,]*")
"""What a role tells of others: "wife of a former governor"."""

_OF_ANOTHER: Final = re.compile(r"\b(?:s?he|him|his|hers?)\b", re.IGNORECASE)
_NAME: Final = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+"
_CAPITALISED: Final = re.compile(r"\b[A-Z][\w’'-]*")
_BEFORE: Final = r"(?:(?:[\w’'-]+|[A-Z][a-z]{0,3}\.|(?:[A-Z]\.)+)\s){0,5}"
_BEHIND: Final = r"(?:(?:,\s|\s\()[^,;:.()“”\"\n]{1,60}(?=[,;)]))?"
_MOST_MENTIONS: Final = 6
_IN_PART: Final = 0.5
_FIRST: Final = {"first", "lady"}
_GONE: Final = frozenset("ex former formerly onetime previous previously".split())


class _Wording(NamedTuple):
    """Words that describe somebody: those that tell what they are, and the stems of the others."""

    office: frozenset[str]
    rest: frozenset[str]


class Described(NamedTuple):
    """Which units may be of whom a question describes.

    Attributes:
        asked: Whose words are asked for; with who that is where articles call one alone by the description.
        others: Which statements are of somebody else with a name, shape (units,).
    """

    asked: Asked
    others: NDArray[np.bool_]


def described(question: str, asked: Asked, units: Sequence[Unit], directory: Names) -> Described:
    """Find whom a question describes, and tell which statements are of others.

    Whoever is described is called so: by the office ("finance minister") beside the name, and by the rest
    ("Talvanian") there or as a name anywhere in the article. Where somebody is, who has another office is not, nor
    is anybody of another name where the article has the title before one ("Minister Jane Roe"); nor is Roe her
    lawyer.

    Args:
        question: With names spelt as the corpus spells them.
        asked: Whose words it asks for.
        units: What may answer.
        directory: Of the corpus.
    """
    owners = frozenset[str]().union(*(one.owners for one in asked.speakers if asked.certain))
    others = np.array([_is_owners(unit, owners) for unit in units], dtype=bool)
    # "What job did the mayor have before" asks for nobody's words, however sure that was.
    if not asked.certain or len(asked.speakers) != 1 or asked.all_by_name or not SPEECH.search(question):
        return Described(asked, others)
    [one] = asked.speakers
    linked = any(who.named for who in one.speakers)
    wordings = [] if _INDEFINITE.match(one.phrase) else [*_wordings(one.phrase)]
    said = {
        n: unit.statement for n, unit in enumerate(units) if unit.statement is not None and unit.statement.speaker
    }
    fits = {n: _fit(one, wordings, its, linked=linked) for n, its in said.items() if wordings}
    called = {said[n].speaker or "" for n, fit in fits.items() if fit == 1}
    titles = tuple(sorted({word for wording in wordings for word in wording.office - PASSING}))
    for n, fit in fits.items():
        another = (linked or called) and _has_an_office(said[n])
        others[n] |= fit == 0 and (another or _has_titled(said[n].article.text, titles))
        # With no topic, nothing but the description tells whose words they are.
        others[n] |= fit < 1 and not asked.topic
    if not linked and len(called) == 1:
        numbers = map(directory.speaker_named, called)
        found = tuple(directory.speaker(number) for number in numbers if number is not None)
        asked = replace(asked, speakers=(replace(one, speakers=found),))
    return Described(asked, others)


def _is_owners(unit: Unit, owners: frozenset[str]) -> bool:
    """Whether a unit is Roe's words, where Roe's wife is asked for, and not of her: "she is not happy"."""
    said = unit.statement
    return said is not None and said.speaker in owners and _OF_ANOTHER.search(unit.text) is None


def _wordings(phrase: str) -> Iterator[_Wording]:
    """Put a description in several words; none where no word of it tells what somebody is."""
    owner = _OWNED.match(phrase)
    whose = stems(owner[1]) if owner else set()
    words = told_words(phrase[owner.end() :] if owner else phrase)
    for said in map(str.split, other_words(" ".join(words))):
        office = frozenset(word for word in said if _is_office(word) or word in PASSING)
        # "The Teneo man" may be anybody there.
        if not office <= ANYBODY | PASSING or {*said} >= _FIRST:
            rest = " ".join(word for word in said if word not in office)
            yield _Wording(office, frozenset(stems(rest) | whose))
    if any(word.lower() in _GONE for word in words):
        yield _Wording(frozenset({"predecessor"}), frozenset())


def _is_office(word: str) -> bool:
    """Whether a word tells what a person is: "minister", and not "commission"."""
    return word in OFFICES or (names_person(word) and word not in KINDS)


def _has_an_office(said: Statement) -> bool:
    """Whether the article tells what a statement's speaker is."""
    return any(_is_office(word.lower()) for word in plain_words(said.role or ""))


def _fit(one: AskedSpeaker, wordings: Sequence[_Wording], said: Statement, *, linked: bool) -> float:
    """Tell whether a statement's speaker is whom words describe: 1, or less, the fewer of them say so."""
    name, article = said.who, said.article
    if one.said(said) or (name.isupper() and name == initials(" ".join(told_words(one.phrase)))):
        return 1.0
    called = f"{name} {_beside(article.text, name)}"
    role = _TO_OTHERS.sub("", said.role or "")
    own = {word.lower() for word in plain_words(f"{role} {called}")}
    passing = {word.lower() for word in plain_words(role)} & PASSING
    # Whom the corpus knows by all of the words has them in their role.
    held = stems(f"{said.role or ''} {called}") | (frozenset() if linked else _names(article.title, article.text))
    if any(office <= own and passing <= office and rest <= held for office, rest in wordings):
        return 1.0
    return _IN_PART if any(office & own and office & PASSING <= own for office, _ in wordings) else 0.0


@lru_cache(maxsize=512)
def _beside(text: str, name: str) -> str:
    """Give the words right before a name and those set off behind it: "Governor Jane Roe, the Orlo chief,"."""
    own = without_suffix([word.strip(".,") for word in name.split()])
    found = re.finditer(rf"(?P<before>{_BEFORE})\b{re.escape(own[-1])}\b(?P<behind>{_BEHIND})", text)
    its = (
        f"{one['before']} {_TO_OTHERS.sub('', one['behind'])}"
        for one in found
        # A husband's office is not his wife's.
        if not any(given_name(word) is not None and word not in own for word in one["before"].split()[-1:])
    )
    return " ".join(islice(its, _MOST_MENTIONS))


@lru_cache(maxsize=64)
def _has_titled(text: str, titles: tuple[str, ...]) -> bool:
    """Whether a text has one of some titles before a name: "Minister Jane Roe"."""
    return re.search(rf"\b(?i:{'|'.join(map(re.escape, titles))})\s{_NAME}", text) is not None


@lru_cache(maxsize=64)
def _names(title: str, text: str) -> frozenset[str]:
    return frozenset(stems(" ".join(_CAPITALISED.findall(f"{title} {text}"))))
