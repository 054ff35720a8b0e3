"""Which statements there are, by speaker and by passage, without reading them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .errors import IndexCorrupt
from .rows import LIVING

_COLUMNS: Final = "statements.npy"
_SPEAKERS: Final = "speakers.json"
# Who has no name in the article is known by the words that it uses: "the teachers' union".
_NAME: Final = "coalesce(s.speaker, nullif(s.as_written, ''))"

SpeakerCount = tuple[str, str | None, int]
"""Name, role (or None) and number of statements."""


class _Column(IntEnum):
    ID = 0
    PASSAGE = 1
    SPEAKER = 2


class StatementTable:
    """The statements of a revision: their ids, the passages they begin in, who speaks."""

    def __init__(self, columns: NDArray[np.int64], speakers: list[SpeakerCount]) -> None:
        """Wrap the columns.

        Args:
            columns: One row for each statement, ascending by id, shape (n, 3); -1 for no passage or name.
            speakers: Name and role of everybody who speaks, and the number of such statements, most first.
        """
        self.speakers = speakers
        self._columns = columns
        self._numbers = _numbers(speakers)

    def __len__(self) -> int:
        """Number of statements."""
        return len(self._columns)

    @classmethod
    def write(cls, connection: sqlite3.Connection, revision: int, folder: Path) -> StatementTable:
        """Make the table of a revision from the database, and write it into a generation's folder."""
        living = f"FROM articles a JOIN statements s ON s.article = a.key WHERE {LIVING}"
        counted = connection.execute(
            f"SELECT {_NAME} AS name, s.role, count(*) {living} AND name IS NOT NULL"
            " GROUP BY name, s.role ORDER BY count(*) DESC, name, s.role",
            {"revision": revision},
        )
        speakers: list[SpeakerCount] = counted.fetchall()
        numbers = _numbers(speakers)
        rows = connection.execute(
            f"SELECT s.id, s.passage, {_NAME} {living} ORDER BY s.id", {"revision": revision}
        )
        columns = [(id_, -1 if passage is None else passage, numbers.get(name, -1)) for id_, passage, name in rows]
        table = np.array(columns, dtype=np.int64).reshape(-1, len(_Column))
        np.save(folder / _COLUMNS, table, allow_pickle=False)
        (folder / _SPEAKERS).write_text(json.dumps(speakers), encoding="utf-8")
        return cls(table, speakers)

    @classmethod
    def load(cls, folder: Path) -> StatementTable:
        """Open what `write` wrote, memory-mapped.

        Raises:
            IndexCorrupt: A file cannot be read.
        """
        try:
            columns = np.load(folder / _COLUMNS, mmap_mode="r", allow_pickle=False)
            speakers = [(name, role, count) for name, role, count in json.loads((folder / _SPEAKERS).read_bytes())]
        except (OSError, ValueError, TypeError) as error:
            raise IndexCorrupt(f"{folder}: cannot be read ({error}); run onrecord repair") from error
        return cls(columns, speakers)

    def ids(self, speakers: Sequence[str] | None = None, rows: Sequence[int] | None = None) -> list[int]:
        """Choose statements.

        Args:
            speakers: Names as resolved in the articles; None takes everybody's.
            rows: Passages that the content begins in; None takes all.

        Returns:
            Their ids, ascending.
        """
        return [int(id_) for id_ in self._columns[self._chosen(speakers, rows), _Column.ID]]

    def passages(self, speakers: Sequence[str]) -> NDArray[np.int64]:
        """Give the rows of the passages in which statements of somebody begin."""
        found: NDArray[np.int64] = self._columns[self._chosen(speakers, None), _Column.PASSAGE]
        return found[found >= 0]

    def _chosen(self, speakers: Sequence[str] | None, rows: Sequence[int] | None) -> NDArray[np.bool_]:
        chosen = np.ones(len(self), dtype=bool)
        if speakers is not None:
            wanted = [self._numbers[name] for name in speakers if name in self._numbers]
            chosen &= np.isin(self._columns[:, _Column.SPEAKER], wanted)
        if rows is not None:
            chosen &= np.isin(self._columns[:, _Column.PASSAGE], rows)
        return chosen


def _numbers(speakers: Sequence[SpeakerCount]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(name for name, _, _ in speakers))}
