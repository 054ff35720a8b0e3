"""Under which names somebody speaks, counted on disk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from .linking import SpeakerCount

_SHORT_NAME: Final = 3


class Heard:
    """Names as resolved in their articles, with roles and numbers of statements, in a scratch database."""

    def __init__(self, scratch: sqlite3.Connection) -> None:
        self._scratch = scratch
        scratch.execute(
            "CREATE TABLE heard (name TEXT, role TEXT, statements INTEGER, first INTEGER, last INTEGER)"
        )
        scratch.execute("CREATE TABLE numbered (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID")

    def put(self, rows: Iterable[tuple[str, str | None, int, int, int]]) -> None:
        """Take everybody who speaks, once.

        Args:
            rows: Name, role, number of statements, and the first and last key of the articles; in the order in
                which names are numbered.
        """
        self._scratch.executemany("INSERT INTO heard VALUES (?, ?, ?, ?, ?)", rows)
        self._scratch.execute("CREATE INDEX heard_by_name ON heard (name)")
        self._scratch.execute(
            "INSERT INTO numbered SELECT name, row_number() OVER (ORDER BY place) - 1"
            " FROM (SELECT name, min(rowid) AS place FROM heard GROUP BY name) ORDER BY name"
        )

    def __len__(self) -> int:
        """Number of names."""
        return int(self._scratch.execute("SELECT count(*) FROM numbered").fetchone()[0])

    def numbers(self, names: Iterable[str]) -> dict[str, int]:
        """Give the numbers of some names."""
        select = "SELECT name, number FROM numbered WHERE name IN (SELECT value FROM json_each(?))"
        return dict(self._scratch.execute(select, [json.dumps(list(names))]))

    def voices(self) -> Iterator[tuple[str, int]]:
        """Yield names and their numbers, by name."""
        yield from self._scratch.execute("SELECT name, number FROM numbered ORDER BY name")

    def counts(self) -> Iterator[SpeakerCount]:
        """Yield names, roles and numbers of statements, by name, and of each name as they were put."""
        yield from self._scratch.execute("SELECT name, role, statements FROM heard ORDER BY name, rowid")

    def articles(self, name: str) -> set[int]:
        """Give the keys of a few articles in which a short name speaks."""
        if name.count(" ") >= _SHORT_NAME:
            return set()
        found = self._scratch.execute("SELECT first, last FROM heard WHERE name = ?", [name])
        return {key for keys in found for key in keys}
