"""What SQLite and the operating system say of trouble, as the errors of onrecord."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import IndexCorrupt, IndexLocked, StoreError

_BASE = 0xFF
"""The low byte of SQLite's extended result codes: the kind of error."""

ADVICE = "restore a snapshot (onrecord restore), or index the articles again into a new folder"


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into one line: what, where, what to do.

    Args:
        path: The database, or the folder that it is in.

    Raises:
        StoreError: The disk is full, or the database may not be read or written.
        IndexLocked: Another program holds it.
        IndexCorrupt: It is damaged.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise _explained(path, error) from error


def _explained(path: Path, error: sqlite3.Error) -> StoreError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _BASE
    match code:
        case sqlite3.SQLITE_FULL:
            return StoreError(f"{path}: no space left on the disk; free some and run the same again")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreError(f"{path}: may not be written ({error}); check its permissions")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            reason = f"cannot be read or written ({error})"
            return StoreError(f"{path}: {reason}; check its permissions, and that the disk has room")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return IndexLocked(f"{path}: another program holds the database; close it and try again")
        case sqlite3.SQLITE_NOMEM:
            return StoreError(f"{path}: out of memory")
    return IndexCorrupt(f"{path}: the database is damaged ({error}); {ADVICE}")
