"""Reads rows of a database, each with its checksum, in one read transaction."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from .errors import IndexCorrupt
from .model import Article, Passage, Statement
from .storage.damage import ADVICE, database_errors
from .storage.possible import is_number, is_passage, is_statement
from .storage.rows import (
    PASSAGE_COLUMNS,
    STATEMENT_COLUMNS,
    STORED_COLUMNS,
    finding_of,
    is_whole,
    statement_of,
    stored_article,
)
from .storage.schema import finding_column

_CACHED_ARTICLES: Final = 512


class Said(NamedTuple):
    """A statement, and the row of the passage that it begins in (None where that is not indexed)."""

    statement: Statement
    row: int | None


class RowReader:
    """Articles, passages and statements by their numbers, for any number of threads.

    Damage raises `IndexCorrupt`.
    """

    def __init__(self, database: Path, connection: sqlite3.Connection) -> None:
        """Read from a connection whose transaction has begun."""
        self.article = lru_cache(_CACHED_ARTICLES)(self._read_article)
        self._database = database
        self._connection = connection
        self._lock = threading.Lock()
        with database_errors(database):
            self._finding = finding_column(connection)

    @property
    def has_old_statements(self) -> bool:
        """Whether an earlier version found some of the statements."""
        found = f"SELECT 1 FROM statements s JOIN articles a ON a.key = s.article WHERE {self._finding} IS NULL"
        return bool(self._all(f"SELECT EXISTS ({found} AND a.died IS NULL)", [])[0][0])

    def close(self) -> None:
        """End the transaction."""
        self._connection.close()
        # The cache and this hold each other, until somebody collects them.
        self.article.cache_clear()

    def go_on(self, connection: sqlite3.Connection) -> None:
        """Read from another connection from now on, whose transaction sees the same; close the one before."""
        with self._lock:
            before, self._connection = self._connection, connection
        before.close()

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Read passages.

        Args:
            rows: Row numbers, as `nearest` and `matching` give them.

        Returns:
            The passages in the same order.
        """
        wanted = sorted({int(row) for row in rows})
        select = f"SELECT {PASSAGE_COLUMNS} FROM passages p WHERE p.row IN (SELECT value FROM json_each(?))"
        found = self._whole(select, [json.dumps(wanted)], len(wanted))
        spans = {row: (key, start, end, paragraph) for row, key, paragraph, start, end, _, _ in found}
        ordered = [spans[int(row)] for row in rows]
        passages = [Passage(self.article(key), *span) for key, *span in ordered]
        if not all(map(is_passage, passages)):
            raise self._damaged("a passage lies outside its article")
        return passages

    def statements(self, ids: Sequence[int]) -> list[Said]:
        """Read statements.

        Args:
            ids: Their ids, ascending.

        Returns:
            The statements with the rows of their passages.
        """
        select = (
            f"SELECT s.id, s.article, {STATEMENT_COLUMNS}, s.passage, s.checksum FROM statements s"
            " WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id"
        )
        found = self._whole(select, [json.dumps(ids)], len(ids))
        findings = self._findings(ids)
        try:
            said = [
                Said(statement_of(values, self.article(key), findings[id_]), passage)
                for id_, key, *values, passage, _ in found
            ]
        except ValueError as error:
            raise self._damaged("a statement is none") from error
        for statement, row in said:
            if not is_statement(statement, len(statement.article.text)) or not (row is None or is_number(row)):
                raise self._damaged("a statement lies outside its article, or is none")
        return said

    def _findings(self, ids: Sequence[int]) -> dict[int, tuple[float | None, str]]:
        """Read how statements were found, by id."""
        select = f"SELECT s.id, {self._finding} FROM statements s WHERE s.id IN (SELECT value FROM json_each(?))"
        try:
            return {id_: finding_of(id_, text) for id_, text in self._all(select, [json.dumps(ids)])}
        except ValueError as error:
            raise self._damaged("how a statement was found is altered") from error

    def statement_ids(self, key: int) -> list[int]:
        """Give the ids of the statements of the article with a number, ascending."""
        return sorted(id_ for (id_,) in self._all("SELECT id FROM statements WHERE article = ?", [key]))

    def statements_of(self, key: int) -> list[Statement]:
        """Read the statements of the article with a number, in the order of their content."""
        said = [one.statement for one in self.statements(self.statement_ids(key))]
        return sorted(said, key=lambda one: (one.start, one.end))

    def _read_article(self, key: int) -> Article:
        for row in self._all(f"SELECT {STORED_COLUMNS} FROM articles a WHERE a.key = ?", [key]):
            article, whole = stored_article(row)
            if whole and row[0] == key:
                return article
        raise self._damaged(f"article number {key}")

    def _whole(self, select: str, values: Sequence[Any], count: int) -> list[Any]:
        """Read rows that end with their checksums."""
        rows = self._all(select, values)
        if len(rows) != count or not all(is_whole(row) for row in rows):
            raise self._damaged("a row is missing or altered")
        return rows

    def _all(self, select: str, values: Sequence[Any]) -> list[Any]:
        with self._lock, database_errors(self._database):
            return self._connection.execute(select, values).fetchall()

    def _damaged(self, what: str) -> IndexCorrupt:
        return IndexCorrupt(f"{self._database}: the database is damaged ({what}); {ADVICE}")
