"""Checks that an index is whole and agrees with itself. Nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..caches.caches import Caches, Place, load_caches
from ..caches.generation import check_generation, generation_path
from ..errors import IndexCorrupt
from ..model import Article
from ..storage.blocks import blocks
from ..storage.damage import ADVICE, database_errors
from ..storage.possible import MOST, is_span, is_statement
from ..storage.published import NOTE, last_published
from ..storage.rows import (
    LIVING,
    PASSAGE_COLUMNS,
    STATEMENT_COLUMNS,
    STORED_COLUMNS,
    finding_of,
    is_whole,
    statement_of,
    stored_article,
    vectors_of,
)
from ..storage.schema import DATABASE, connect, finding_column, get_meta, get_number

_BLOCK: Final = 8192
_OFF: Final = 2e-3
"""How far a unit vector's length may be off; float16 components allow about 0.0005."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with an index.

    Attributes:
        where: The file.
        what: What is wrong, and what to do.
    """

    where: str
    what: str


def verify(folder: Path | str, *, deep: bool = False) -> list[Finding]:
    """Check an index.

    Args:
        folder: The index folder; it may be read and written meanwhile.
        deep: Read every row and every file: checksums, spans inside their articles, finite vectors of unit length,
            and caches that hold what the database holds. Without it: structure, sizes and counts.

    Returns:
        What is wrong; nothing, if all is well.

    Raises:
        IndexNotFound: There is no index, or nothing is published yet.
        IndexFormatError: It was written by another format version.
    """
    folder = Path(folder)
    findings: list[Finding] = []
    try:
        noted = last_published(folder)
        with closing(connect(folder)) as connection, database_errors(folder / DATABASE):
            connection.execute("BEGIN")
            for finding in _Check(folder, connection, noted).run(deep=deep):
                findings.append(finding)  # noqa: PERF402  (what was found stays, should the next step fail)
    except IndexCorrupt as error:
        where, _, what = str(error).partition(": ")
        findings.append(Finding(where, what))
    return findings


class _Check:
    """One check of one revision."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, noted: int | None) -> None:
        self._folder = folder
        self._connection = connection
        self._noted = noted
        self._dim = get_number(connection, "dim")
        self._generation = get_number(connection, "generation")
        self._revision = get_number(connection, "revision")
        get_meta(connection, "encoder")
        self._lengths: dict[int, int] = {}

    def run(self, *, deep: bool) -> Iterator[Finding]:
        yield from self._structure(deep=deep)
        yield from self._note()
        if deep:
            yield from self._articles()
            yield from self._passages()
            yield from self._statements()
        if self._revision:
            yield from self._caches(deep=deep)

    def _structure(self, *, deep: bool) -> Iterator[Finding]:
        for (found,) in self._connection.execute("PRAGMA integrity_check" if deep else "PRAGMA quick_check"):
            if found != "ok":
                yield self._damage(str(found))
        for table, row, *_ in self._connection.execute("PRAGMA foreign_key_check"):
            yield self._damage(f"{table} {row} belongs to no article")

    def _note(self) -> Iterator[Finding]:
        path = self._folder / NOTE
        if self._noted is None and path.exists():
            yield Finding(str(path), f"cannot be read; run onrecord repair --index {self._folder}")
        if self._noted is not None and self._noted > self._generation:
            yield self._damage(f"generation {self._noted} was published, it knows {self._generation} only")

    def _articles(self) -> Iterator[Finding]:
        for row in self._connection.execute(f"SELECT {STORED_COLUMNS} FROM articles a"):
            article, whole = stored_article(row)
            if whole:
                self._lengths[row[0]] = len(article.text)
            else:
                yield self._damage(f"article {article.id!r} is altered")

        counted = "SELECT id FROM articles a WHERE {0} <> (SELECT count(*) FROM {0} WHERE article = a.key)"
        for table in ("passages", "statements"):
            for (id_,) in self._connection.execute(counted.format(table)):
                yield self._damage(f"some {table} of article {id_!r} are missing")

    def _passages(self) -> Iterator[Finding]:
        cursor = self._connection.execute(f"SELECT {PASSAGE_COLUMNS} FROM passages p")
        for block in blocks(cursor, _BLOCK):
            whole = [row for row in block if is_whole(row)]
            yield from (self._damage(f"passage {row[0]} is altered") for row in block if not is_whole(row))
            for row, key, _, start, end, _, _ in whole:
                if key in self._lengths and not is_span(start, end, self._lengths[key]):
                    yield self._damage(f"passage {row} lies outside its article")
            yield from self._vectors([(row[0], row[5]) for row in whole])

    def _vectors(self, rows: list[tuple[int, bytes]]) -> Iterator[Finding]:
        for row, blob in rows:
            if not isinstance(blob, bytes) or len(blob) != 2 * self._dim:
                yield self._damage(f"the vector of passage {row} is not one of {self._dim} components")
                return
        lengths = np.linalg.norm(vectors_of([blob for _, blob in rows], self._dim), axis=1)
        for number in np.flatnonzero(~(np.abs(lengths - 1) < _OFF)):  # NaN is not near 1
            yield self._damage(f"the vector of passage {rows[number][0]} is not of unit length")

    def _statements(self) -> Iterator[Finding]:
        select = f"SELECT s.id, s.article, {STATEMENT_COLUMNS}, s.passage, s.checksum FROM statements s"
        nowhere = Article("", "")
        findings = f"SELECT s.id, {finding_column(self._connection)} FROM statements s"
        for id_, text in self._connection.execute(findings):
            try:
                finding_of(id_, text)
            except ValueError:
                yield self._damage(f"how statement {id_} was found is altered")
        for row in self._connection.execute(select):
            id_, key, *values, _, _ = row
            if not is_whole(row):
                yield self._damage(f"statement {id_} is altered")
                continue
            try:
                held = is_statement(statement_of(values, nowhere), self._lengths.get(key, MOST))
            except ValueError:
                held = False
            if not held:
                yield self._damage(f"statement {id_} lies outside its article")

    def _caches(self, *, deep: bool) -> Iterator[Finding]:
        try:
            caches = load_caches(check_generation(self._folder, self._generation, self._revision, deep=deep))
        except IndexCorrupt as error:
            where, _, what = str(error).partition(": ")
            yield Finding(where, what)
            return
        yield from self._agreement("articles", "SELECT a.key FROM articles a WHERE", caches.articles.all_keys)
        rows = caches.places[Place.ROW]
        yield from self._agreement(
            "passages", "SELECT p.row FROM passages p JOIN articles a ON a.key = p.article WHERE", rows
        )
        yield from self._agreement(
            "statements",
            "SELECT s.id FROM statements s JOIN articles a ON a.key = s.article WHERE",
            caches.statements.all_ids,
        )
        if deep:
            yield from self._same_vectors(caches)

    def _agreement(
        self, what: str, select: str, cached: NDArray[np.int64] | NDArray[np.int32]
    ) -> Iterator[Finding]:
        stored = self._connection.execute(f"{select} {LIVING}", {"revision": self._revision})
        if sorted(number for (number,) in stored) != sorted(cached.tolist()):
            yield self._stale(f"its {what} are not the database's")

    def _same_vectors(self, caches: Caches) -> Iterator[Finding]:
        place = {int(row): n for n, row in enumerate(caches.places[Place.ROW])}
        cursor = self._connection.execute("SELECT row, vector FROM passages")
        for block in blocks(((row, blob) for row, blob in cursor if row in place), _BLOCK):
            if not all(isinstance(blob, bytes) and len(blob) == 2 * self._dim for _, blob in block):
                return  # said already
            stored = vectors_of([blob for _, blob in block], self._dim)
            cached = caches.vectors.read(np.array([place[row] for row, _ in block], dtype=np.int64))
            if not np.array_equal(stored, cached):
                yield self._stale("its vectors are not the database's")
                return

    def _damage(self, what: str) -> Finding:
        return Finding(str(self._folder / DATABASE), f"{what}; {ADVICE}")

    def _stale(self, what: str) -> Finding:
        path = generation_path(self._folder, self._generation)
        return Finding(str(path), f"{what}; run onrecord repair --index {self._folder}")
