"""Joins the names of everybody who speaks, family by family, on disk."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from ..lexicon.word_classes import COUNTRIES, MOUTHPIECES, OFFICES, given_name, is_role, plain
from .linking import NO_SURNAMES, Speaker, SpeakerCount, family_of, own_words, plain_words
from .person_name import compatible, parse, spelt_alike
from .short_names import join_short_names
from .surnames import Evidence, surname

_TABLES: Final = (
    "CREATE TABLE kin (named INTEGER, family TEXT, name TEXT, statements INTEGER, roles TEXT)",
    "CREATE TABLE joined (name TEXT, names TEXT, roles TEXT, statements INTEGER, named INTEGER)",
)
_OFTENER: Final = 4
_CAPITALISED: Final = re.compile(r"\b[A-Z]\w+")
_MOST_ROLES: Final = 5
_SEVERAL: Final = 3
_SHARED: Final = 2


def join_speakers(
    counts: Iterable[SpeakerCount],
    scratch: sqlite3.Connection,
    common: Container[str] = frozenset(),
    evidence: Evidence | None = None,
    shorts: Iterable[tuple[str, Sequence[str]]] = (),
) -> Iterator[Speaker]:
    """Join the names that belong to one speaker.

    Args:
        counts: Names as resolved in their articles, roles, and numbers of statements, by name.
        scratch: A database for scratch work.
        common: Words, in lower case, that the corpus mostly writes so.
        evidence: Looks for words in the articles in which a name speaks; None believes a surname without.
        shorts: Short names that the corpus explains, and what each is short for.

    Yields:
        Everybody who can be told apart by words, most statements first.
    """
    for table in _TABLES:
        scratch.execute(table)
    scratch.executemany("INSERT INTO kin VALUES (?, ?, ?, ?, ?)", _kin(counts, common))
    everybody = scratch.execute("SELECT * FROM kin ORDER BY named, family, statements DESC, name")
    for (named, _), kin in groupby(everybody, itemgetter(0, 1)):
        family = [Speaker(name, [name], Counter(json.loads(roles)), said) for _, _, name, said, roles in kin]
        joined = _joined(family, evidence, named=named)
        rows = ((one.name, json.dumps(one.names), json.dumps(one.roles), one.statements, named) for one in joined)
        scratch.executemany("INSERT INTO joined VALUES (?, ?, ?, ?, ?)", rows)
    scratch.execute("DROP TABLE kin")
    join_short_names(scratch, shorts, evidence)
    for name, names, roles, statements, named in scratch.execute(
        "SELECT * FROM joined ORDER BY statements DESC, name"
    ):
        yield Speaker(name, json.loads(names), Counter(json.loads(roles)), statements, bool(named))


def _kin(counts: Iterable[SpeakerCount], common: Container[str]) -> Iterator[tuple[bool, str, str, int, str]]:
    for name, rows in groupby(counts, itemgetter(0)):
        if family := family_of(name, common):
            said: Counter[str | None] = Counter()
            for _, role, number in rows:
                said[role] += number
            roles = {role: number for role, number in said.items() if role}
            yield *family, name, said.total(), json.dumps(roles)


def _joined(family: Iterable[Speaker], evidence: Evidence | None, *, named: bool) -> list[Speaker]:
    """Join the names of a family that belong to one speaker, bare surnames last; descriptions are all one.

    "John F. Roe" and "J. Roe" can be one; a father and his son are two.
    """
    full: list[Speaker] = []
    alone: list[Speaker] = []
    for one in sorted(family, key=lambda one: named and _is_surname_alone(one.name)):
        is_alone = named and _is_surname_alone(one.name)
        if is_alone:
            fitting = [other for other in (*alone, *full) if _is_called(one, other, evidence)]
            fitting = _of_one_office(one, full) or fitting
        else:
            fitting = [other for other in full if not named or compatible(one.name, other.name)]
        if fitting:
            fitting[0].join(one)
        else:
            (alone if is_alone else full).append(one)
    return [*full, *alone]


def _of_one_office(one: Speaker, full: Sequence[Speaker]) -> list[Speaker]:
    """Find the only one with a fuller name who has the office that a surname stands with: "Judge Roe"."""
    held = _offices(one)
    alike = [other for other in full if _is_surname_of(one, other) and held & _offices(other)]
    return alike if len(alike) == 1 else []


def _offices(one: Speaker) -> set[str]:
    """Give the offices that articles call somebody by, without what they are of."""
    said = {plain(word) for role in one.roles for word in role.split()}
    return said & OFFICES


def _is_surname_alone(name: str) -> bool:
    return len(surname(name)) == len(own_words(name))


def _is_spelt_alike(one: Speaker, other: Speaker) -> bool:
    """Whether a surname is the last word of a name, give or take the spelling."""
    own, full = surname(one.name), own_words(other.name)
    return spelt_alike(" ".join(own), " ".join(full[-len(own) :]))


def _is_surname_of(one: Speaker, other: Speaker) -> bool:
    """Whether a surname may be that of somebody with a fuller name."""
    last, said = own_words(other.name)[-1].lower(), {word.lower() for word in plain_words(one.name)}
    return _is_spelt_alike(one, other) and not (last in NO_SURNAMES or is_role(last) or MOUTHPIECES & said)


def _is_called(one: Speaker, other: Speaker, evidence: Evidence | None) -> bool:
    """Whether a surname is that of somebody with a fuller name, or the same surname in other spelling.

    A surname by itself is rare: articles mostly give the full name too. What stands alone much oftener than with
    a word before it is a name of its own: "Google", beside "Old Google".
    """
    if _is_surname_alone(other.name):
        return _is_spelt_alike(one, other)
    if not _is_surname_of(one, other) or (evidence is not None and _is_of_other_sex(one, other, evidence)):
        return False
    full = own_words(other.name)
    oftener = one.statements > other.statements * (_OFTENER if given_name(full[0]) else 1)
    if evidence is None:
        return not oftener
    if oftener:
        known = bool(other.roles) and one.statements <= other.statements * _OFTENER
        return known and not _may_be_else(one) and _is_of_one_matter(one, other, evidence)
    return _is_meant(one, other, evidence)


def _is_of_other_sex(one: Speaker, other: Speaker, evidence: Evidence) -> bool:
    """Whether titles tell that a surname is another's; a first name that articles hold may be of either sex.

    Who is called "Mrs Roe" is nobody whom her article names in full.
    """
    firsts = {first for first, *_ in map(own_words, other.names)}
    told = parse(one.name).gender is not None
    return told == evidence.holds(one.name, firsts) and (told or evidence.other_sex(one.name, other.name))


def _is_meant(one: Speaker, other: Speaker, evidence: Evidence) -> bool:
    """Whether articles mean somebody by a surname alone.

    They do where they hold the first name. Unless it is a first name or a country's, a capitalised word of the
    role will do too, that the office is called a former one, that somebody speaks in several articles, or that the
    matter is one.
    """
    telling = {first for first, *_ in map(own_words, other.names) if len(first) > 1}
    if not _may_be_else(one):
        if evidence.spread(other.names) >= _SEVERAL or _is_of_one_matter(one, other, evidence):
            return True
        roles = [role for role, _ in other.roles.most_common(_MOST_ROLES)]
        telling.update(_CAPITALISED.findall(" ".join(roles)), _held_before(other))
    return evidence.holds(one.name, telling.difference(surname(one.name)))


def _held_before(one: Speaker) -> set[str]:
    """Give what articles call somebody by who had an office and has it no more: "the former mayor"."""
    return {f"{word} {office}" for office in _offices(one) for word in ("former", "Former")}


def _may_be_else(one: Speaker) -> bool:
    """Whether a surname is a first name or a country's too."""
    last = one.name.split()[-1]
    return given_name(last) is not None or plain(last) in COUNTRIES


def _is_of_one_matter(one: Speaker, other: Speaker, evidence: Evidence) -> bool:
    """Whether nobody else bears a surname, and articles that use it alone share names with those that do not."""
    but = {word for name in (*one.names, *other.names) for word in plain_words(name)}
    shared = evidence.shared(one.name, other.names, but=but)
    return shared >= _SHARED and evidence.sole(one.name.split()[-1], other.names)
