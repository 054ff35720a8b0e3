"""The table of statements against a plain list."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index.caches.spoken import StatementTable
from onrecord.index.entities.speaker_counts import Heard
from onrecord.index.storage.schema import Connection

NAMES = ("Ada Morrow", "Bo Lind", "the union", None)
Said = list[tuple[str | None, bool]]


def table_of(said: Said, folder: Path) -> tuple[StatementTable, dict[str, int]]:
    """Write statements of one article, each in the passage of its number or in none."""
    connection = sqlite3.connect(":memory:", factory=Connection)
    connection.execute("CREATE TABLE articles (key, born, died)")
    connection.execute("CREATE TABLE statements (id, article, speaker, as_written, role, passage, kind)")
    connection.execute("INSERT INTO articles VALUES (1, 1, NULL)")
    rows = [(n, name, n // 2 if placed else None) for n, (name, placed) in enumerate(said)]
    connection.executemany("INSERT INTO statements VALUES (?, 1, ?, '', NULL, ?, 'direct')", rows)
    heard = Heard(sqlite3.connect(":memory:", factory=Connection))
    StatementTable.write(connection, 1, folder, heard)
    return StatementTable.load(folder), dict(heard.voices())


@settings(max_examples=60, deadline=None)
@given(
    said=st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), max_size=30),
    by=st.none() | st.lists(st.sampled_from([name for name in NAMES if name]), unique=True),
    rows=st.none() | st.lists(st.integers(0, 16), max_size=6),
)
def test_chooses_what_a_list_chooses(said: Said, by: list[str] | None, rows: list[int] | None) -> None:
    with TemporaryDirectory() as folder:
        table, numbers = table_of(said, Path(folder))
        wanted = None if by is None else [numbers[name] for name in by if name in numbers]
        expected = [
            n
            for n, (name, placed) in enumerate(said)
            if (by is None or name in by) and (rows is None or (placed and n // 2 in rows))
        ]
        assert table.ids(wanted, rows) == expected
        if by is not None:
            passages = sorted(n // 2 for n, (name, placed) in enumerate(said) if name in by and placed)
            assert sorted(table.passages(wanted or []).tolist()) == passages
        assert len(table) == len(said)
        np.testing.assert_array_equal(table.all_ids, np.arange(len(said)))
