"""Joins the names of everybody who speaks, family by family, on disk."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from .linking import Speaker, SpeakerCount, family_of, join_family
from .surnames import Evidence

_TABLES: Final = (
    "CREATE TABLE kin (named INTEGER, family TEXT, name TEXT, statements INTEGER, roles TEXT)",
    "CREATE TABLE joined (name TEXT, names TEXT, roles TEXT, statements INTEGER, named INTEGER)",
)


def join_speakers(
    counts: Iterable[SpeakerCount],
    scratch: sqlite3.Connection,
    common: Container[str] = frozenset(),
    evidence: Evidence | None = None,
) -> Iterator[Speaker]:
    """Join the names that belong to one speaker.

    Args:
        counts: Names as resolved in their articles, roles, and numbers of statements, by name.
        scratch: A database for scratch work.
        common: Words, in lower case, that the corpus mostly writes so.
        evidence: Looks for words in the articles in which a name speaks; None believes a surname without.

    Yields:
        Everybody who can be told apart by words, most statements first.
    """
    for table in _TABLES:
        scratch.execute(table)
    scratch.executemany("INSERT INTO kin VALUES (?, ?, ?, ?, ?)", _kin(counts, common))
    families = groupby(scratch.execute("SELECT * FROM kin ORDER BY named, family"), itemgetter(0, 1))
    joined = (one for (named, _), kin in families for one in _joined(list(kin), evidence, named=bool(named)))
    scratch.executemany("INSERT INTO joined VALUES (?, ?, ?, ?, ?)", map(_row, joined))
    scratch.execute("DROP TABLE kin")
    for name, names, roles, statements, named in scratch.execute(
        "SELECT * FROM joined ORDER BY statements DESC, name"
    ):
        yield Speaker(name, json.loads(names), Counter(json.loads(roles)), statements, bool(named))


def _kin(counts: Iterable[SpeakerCount], common: Container[str]) -> Iterator[tuple[bool, str, str, int, str]]:
    for name, rows in groupby(counts, itemgetter(0)):
        family = family_of(name, common)
        if family is not None:
            roles: Counter[str] = Counter()
            statements = 0
            for _, role, number in rows:
                statements += number
                if role:
                    roles[role] += number
            yield *family, name, statements, json.dumps(roles)


def _joined(kin: list[Any], evidence: Evidence | None, *, named: bool) -> list[Speaker]:
    counts = {name: statements for _, _, name, statements, _ in kin}
    roles = {name: Counter(json.loads(found)) for _, _, name, _, found in kin}
    return join_family(counts, roles, evidence, named=named)


def _row(one: Speaker) -> tuple[str, str, str, int, bool]:
    return one.name, json.dumps(one.names), json.dumps(one.roles), one.statements, one.named
