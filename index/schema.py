"""The tables of an index's database, and how a connection to them is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from .errors import IndexCorrupt, IndexFormatError, IndexNotFound

FORMAT: Final = 1
"""Version of everything in an index folder; a change that old code cannot read raises it."""

DATABASE: Final = "onrecord.db"

_TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- An article is part of revision r when born <= r and (died IS NULL or died > r).
CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, hash TEXT NOT NULL,
    title TEXT NOT NULL, url TEXT, source TEXT, author TEXT, published TEXT, updated TEXT, language TEXT,
    born INTEGER NOT NULL, died INTEGER, text TEXT NOT NULL
);
CREATE UNIQUE INDEX living ON articles (id) WHERE died IS NULL;
CREATE INDEX dead ON articles (died) WHERE died IS NOT NULL;

CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles (key),
    paragraph INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX passages_of ON passages (article);

CREATE TABLE statements (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles (key),
    speaker TEXT, as_written TEXT NOT NULL, as_written_start INTEGER, as_written_end INTEGER,
    role TEXT, cue TEXT NOT NULL, content TEXT NOT NULL, kind TEXT NOT NULL, paragraph INTEGER NOT NULL
);
CREATE INDEX statements_of ON statements (article);
CREATE INDEX statements_by ON statements (speaker);
"""


def create_database(folder: Path, facts: dict[str, str]) -> None:
    """Create the database of a new index.

    Args:
        folder: The index folder, which exists.
        facts: How the index is built (the encoder's name, the size of its vectors).
    """
    draft = folder / f"{DATABASE}.new"
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {FORMAT};")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", {"revision": "0", **facts}.items())
        connection.execute("COMMIT")
    finally:
        connection.close()
    draft.replace(folder / DATABASE)


def connect(folder: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open the database of an index.

    Args:
        folder: The index folder.
        write: Whether to change it; every commit then reaches the disk before it returns.

    Returns:
        A connection in autocommit mode that threads may share under a lock of their own.

    Raises:
        IndexNotFound: There is no database in the folder.
        IndexFormatError: It has another format version.
        IndexCorrupt: It is not a readable database.
    """
    path = folder / DATABASE
    if not path.is_file():
        raise IndexNotFound(f"{folder}: no index here; build one: onrecord index PATH --index {folder}")
    try:
        connection = _open(path, "rw" if write else "ro")
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        message = f"{path}: not a readable database ({error}); restore a snapshot, or index the articles again"
        raise IndexCorrupt(message) from error
    if version != FORMAT:
        connection.close()
        raise IndexFormatError(
            f"{folder}: index format {version}, this onrecord reads format {FORMAT}; "
            "use the version that wrote it, or index the articles again into a new folder"
        )
    if write:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = path.resolve().as_uri()
    connection = sqlite3.connect(f"{uri}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if mode != "ro":
            raise
        # A folder that cannot be written has no room for WAL's shared memory; nobody can change it either.
        connection = sqlite3.connect(
            f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
        )
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    return connection
