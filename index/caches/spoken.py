"""Which statements there are, by speaker and by passage, without reading them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from enum import IntEnum
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexCorrupt
from ..names.speakers import SpeakerCount
from ..storage.rows import LIVING
from .directory import voice_numbers

_COLUMNS: Final = "statements.npy"
_STARTS: Final = "said.npy"
_SHORT_NAME: Final = 3
# Who has no name in the article is known by the words that it uses: "the teachers' union".
_NAME: Final = "coalesce(s.speaker, nullif(s.as_written, ''))"


Places = NDArray[np.int64]


class _Column(IntEnum):
    ID = 0
    PASSAGE = 1
    SPEAKER = 2
    REACHED = 3
    """The highest passage so far: ascending, where PASSAGE has gaps."""
    BY_SPEAKER = 4
    """Places of the statements in the order of their speakers."""


class StatementTable:
    """The statements of a revision: their ids, the passages they begin in, who speaks."""

    def __init__(self, columns: NDArray[np.int32], starts: NDArray[np.int32]) -> None:
        """Wrap the columns.

        Args:
            columns: What `_Column` names, of each statement, ascending by id, shape (5, n); -1 for no passage or
                name.
            starts: Where each speaker's begin in `_Column.BY_SPEAKER`, shape (speakers + 1,).
        """
        self._columns = columns
        self._starts = starts

    def __len__(self) -> int:
        """Number of statements."""
        return int(self._columns.shape[1])

    @classmethod
    def write(
        cls, connection: sqlite3.Connection, revision: int, folder: Path
    ) -> tuple[StatementTable, list[SpeakerCount], dict[str, set[int]]]:
        """Make the table of a revision from the database, and write it into a generation's folder.

        Returns:
            The table; everybody who speaks, by the number that the table has: `voice_numbers`; and for each short
            name the keys of a few articles in which it speaks.
        """
        living = f"FROM articles a JOIN statements s ON s.article = a.key WHERE {LIVING}"
        counted = connection.execute(
            f"SELECT {_NAME} AS name, s.role, count(*), min(a.key), max(a.key) {living} AND name IS NOT NULL"
            " GROUP BY name, s.role ORDER BY count(*) DESC, name, s.role",
            {"revision": revision},
        )
        speakers: list[SpeakerCount] = []
        articles: defaultdict[str, set[int]] = defaultdict(set)
        for name, role, number, *keys in counted:
            speakers.append((name, role, number))
            if name.count(" ") < _SHORT_NAME:
                articles[name].update(keys)
        numbers = voice_numbers(speakers)
        rows = connection.execute(
            f"SELECT s.id, coalesce(s.passage, -1), {_NAME} {living} ORDER BY s.id", {"revision": revision}
        )
        numbered = ((id_, passage, numbers.get(name, -1)) for id_, passage, name in rows)
        facts = np.fromiter(chain.from_iterable(numbered), np.int32).reshape(-1, 3).T
        reached = np.maximum.accumulate(facts[_Column.PASSAGE])
        by_speaker = np.argsort(facts[_Column.SPEAKER], kind="stable").astype(np.int32)
        columns = np.concatenate([facts, [reached, by_speaker]]).astype(np.int32)
        counts = np.bincount(facts[_Column.SPEAKER] + 1, minlength=len(numbers) + 1)
        starts = np.cumsum(counts).astype(np.int32)
        np.save(folder / _COLUMNS, columns, allow_pickle=False)
        np.save(folder / _STARTS, starts, allow_pickle=False)
        return cls(columns, starts), speakers, articles

    @classmethod
    def load(cls, folder: Path) -> StatementTable:
        """Open what `write` wrote, memory-mapped.

        Raises:
            IndexCorrupt: A file cannot be read.
        """
        try:
            columns = np.load(folder / _COLUMNS, mmap_mode="r", allow_pickle=False)
            starts = np.load(folder / _STARTS, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise IndexCorrupt(f"{folder}: cannot be read ({error}); run onrecord repair") from error
        return cls(columns, starts)

    @property
    def all_ids(self) -> NDArray[np.int32]:
        """The ids of all statements, ascending."""
        ids: NDArray[np.int32] = self._columns[_Column.ID]
        return ids

    def ids(self, speakers: Sequence[int] | None = None, rows: Sequence[int] | None = None) -> list[int]:
        """Choose statements.

        Args:
            speakers: Their numbers (`Directory.voices`); None takes everybody's.
            rows: Passages that the content begins in; None takes all.

        Returns:
            Their ids, ascending.
        """
        if rows is not None:
            places = self._beginning_in(rows)
            if speakers is not None:
                places = places[np.isin(self._columns[_Column.SPEAKER, places], speakers)]
        elif speakers is not None:
            places = self._said_by(speakers)
        else:
            return [int(id_) for id_ in self.all_ids]
        return sorted(self._columns[_Column.ID, places].tolist())

    def passages(self, speakers: Sequence[int]) -> Places:
        """Give the rows of the passages in which statements of somebody begin."""
        found: Places = self._columns[_Column.PASSAGE, self._said_by(speakers)].astype(np.int64)
        return found[found >= 0]

    def _said_by(self, speakers: Sequence[int]) -> Places:
        order = self._columns[_Column.BY_SPEAKER]
        spans = (order[self._starts[number] : self._starts[number + 1]] for number in speakers)
        places: Places = np.concatenate([np.empty(0, np.int32), *spans]).astype(np.int64)
        return places

    def _beginning_in(self, rows: Sequence[int]) -> Places:
        wanted = np.unique(np.array(rows, dtype=np.int32))
        reached = self._columns[_Column.REACHED]
        firsts, ends = np.searchsorted(reached, wanted), np.searchsorted(reached, wanted, "right")
        near: Places = np.concatenate([np.empty(0, np.int64), *map(np.arange, firsts, ends)]).astype(np.int64)
        chosen: Places = near[np.isin(self._columns[_Column.PASSAGE, near], wanted)]
        return chosen
