"""Gives the free pages of a database back to the disk, a little at a time."""

from __future__ import annotations

import sqlite3
from typing import Final

_PAGES_A_STEP: Final = 500
_FULL: Final = 0.7


def give_back(connection: sqlite3.Connection) -> bool:
    """Give the space of what was deleted back to the disk, a little at a time.

    The database's last pages move into its free ones and go through the log, which is emptied after every
    few: VACUUM would need twice the database's size meanwhile. A reader keeps the log from being emptied; as
    soon as it has grown to the size of what is left, moving stops.

    Returns:
        Whether all of it was given back.
    """
    free = _free_pages(connection)
    step = min(_PAGES_A_STEP, 1 + free // 8)
    while free and _held_pages(connection) <= _FULL * _pages(connection):
        connection.execute(f"PRAGMA incremental_vacuum({step})").fetchall()
        free, before = _free_pages(connection), free
        if free >= before:
            break
    return free == 0 and not _held_pages(connection)


def _held_pages(connection: sqlite3.Connection) -> int:
    """Empty the log as far as readers allow; give its length, in pages, if some of it is left."""
    _, logged, emptied = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return int(logged) if logged > emptied else 0


def _pages(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA page_count").fetchone()[0])


def _free_pages(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA freelist_count").fetchone()[0])
