"""The database's log (SQLite's WAL): written back into the database, so that it does not grow for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from .schema import DATABASE

MOST: Final = 1 << 23
"""Bytes of a log that is left alone; SQLite itself writes one back from 1,000 pages on, of 8 kB here."""


def is_long(folder: Path, most: int = MOST) -> bool:
    """Tell whether the log of an index has grown."""
    with suppress(OSError):
        return Path(f"{folder / DATABASE}-wal").stat().st_size > most
    return False


@contextmanager
def written_back(folder: Path) -> Iterator[bool]:
    """Write the log back for the length of a block, and empty it after the block.

    Whoever reads holds what there was of the log when they began. A reader that begins within the block holds none
    of it, and when those from before are gone, the log is empty.

    Args:
        folder: The index folder.

    Yields:
        Whether all of the log was written back: no, where somebody reads an older revision, or writes.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    uri = f"{(folder / DATABASE).resolve().as_uri()}?mode=rw"
    # A writer is not waited for, nor kept waiting.
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0)) as connection:
        busy, frames, moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        yield not busy and frames == moved
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
