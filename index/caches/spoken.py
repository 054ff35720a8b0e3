"""Which statements there are, by speaker and by passage, without reading them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..arrays.arrayfile import RowFile, write_columns
from ..arrays.grouping import grouped
from ..entities.speaker_counts import Heard
from ..errors import IndexCorrupt
from ..numpyfiles import load_array
from ..storage.blocks import blocks
from ..storage.possible import is_number
from ..storage.rows import LIVING, listed
from ..storage.schema import finding_column

_COLUMNS: Final = "statements.npy"
_STARTS: Final = "said.npy"
_NUMBER: Final = "<i4"
_STATEMENTS_A_BLOCK: Final = 16_384
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
    def write(cls, connection: sqlite3.Connection, revision: int, folder: Path, heard: Heard) -> StatementTable:
        """Make the table of a revision from the database, and write it into a generation's folder.

        Args:
            connection: The index's database.
            revision: The revision.
            folder: The generation's folder.
            heard: Takes everybody who speaks, and numbers them.
        """
        living = f"FROM articles a JOIN statements s ON s.article = a.key WHERE {LIVING}"
        counted = connection.execute(
            f"SELECT {_NAME} AS name, s.role, sum({listed(finding_column(connection))}), min(a.key), max(a.key)"
            f" {living} AND name IS NOT NULL GROUP BY name, s.role ORDER BY 3 DESC, name, s.role",
            {"revision": revision},
        )
        strange = (
            f"SELECT s.id {living} AND (typeof(s.as_written) <> 'text'"
            " OR typeof(s.speaker) NOT IN ('text', 'null') OR typeof(s.role) NOT IN ('text', 'null')) LIMIT 1"
        )
        if found := connection.execute(strange, {"revision": revision}).fetchone():
            raise sqlite3.DatabaseError(f"statement {found[0]} is none")
        heard.put(counted)
        rows = connection.execute(
            f"SELECT s.id, coalesce(s.passage, -1), {_NAME} {living} ORDER BY s.id", {"revision": revision}
        )
        with RowFile(folder / "statements.new", _NUMBER, _Column.BY_SPEAKER) as draft:
            reached = -1
            for block in blocks(rows, _STATEMENTS_A_BLOCK):
                if not all(is_number(id_) and is_number(passage, -1) for id_, passage, _ in block):
                    raise sqlite3.DatabaseError("a statement is none")
                numbers = heard.numbers({name for *_, name in block if name is not None})
                facts = np.array([(id_, passage, numbers.get(name, -1)) for id_, passage, name in block], np.int32)
                highest = np.maximum.accumulate(np.maximum(facts[:, _Column.PASSAGE], reached))
                draft.add(np.column_stack([facts, highest]))
                reached = highest[-1]
            facts = draft.rows()
            # Who has no name comes first.
            speakers = facts[:, _Column.SPEAKER] + np.int32(1)
            counts = np.bincount(speakers, minlength=len(heard) + 1)
            by_speaker = (group.places for group in grouped(speakers, counts))
            write_columns(folder / _COLUMNS, _NUMBER, len(facts), [*draft.columns(), by_speaker])
            np.save(folder / _STARTS, np.cumsum(counts).astype(_NUMBER), allow_pickle=False)
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> StatementTable:
        """Open what `write` wrote, memory-mapped.

        Raises:
            IndexCorrupt: A file cannot be read.
        """
        try:
            columns = load_array(folder / _COLUMNS, "r")
            starts = load_array(folder / _STARTS, "r")
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

    def voices(self, rows: Sequence[int]) -> dict[int, list[int]]:
        """Give who says what begins in passages, by their rows, as numbers; who has no name is left out."""
        found: dict[int, list[int]] = {}
        for place in self._beginning_in(rows).tolist():
            if (speaker := int(self._columns[_Column.SPEAKER, place])) >= 0:
                found.setdefault(int(self._columns[_Column.PASSAGE, place]), []).append(speaker)
        return found

    def speakers(self, ids: Sequence[int]) -> list[int]:
        """Give who says statements by their ids, as numbers; -1 for who has no name."""
        places = np.searchsorted(self.all_ids, np.array(ids, np.int32))
        return [int(number) for number in self._columns[_Column.SPEAKER, places]]

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
