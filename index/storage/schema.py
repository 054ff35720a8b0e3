"""The tables of an index's database, and how a connection to them is opened."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from ..errors import IndexCorrupt, IndexFormatError, IndexNotFound, StoreError
from .damage import ADVICE, database_errors
from .migrations import has_findings, migrate_database
from .possible import is_number
from .rows import checksum

FORMAT: Final = 1
"""Version of everything in an index folder; a change that old code cannot read raises it."""

DATABASE: Final = "onrecord.db"


class Connection(sqlite3.Connection):
    """A connection that is closed with the last who holds it: an index that is dropped lets go of its files."""

    def __del__(self) -> None:
        """Close it; from Python 3.13 on, one that is left open is warned of."""
        # What was never opened cannot be closed.
        with suppress(sqlite3.ProgrammingError):
            self.close()


_NO_ROOM: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)

_DIGITS: Final = 10

_STRANGE: Final = (
    "SELECT name FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL %'"
    " UNION ALL SELECT s.name FROM sqlite_schema s, pragma_table_xinfo(s.name) c"
    " WHERE s.type = 'table' AND s.sql NOT LIKE 'CREATE VIRTUAL %' AND c.hidden > 0 LIMIT 1"
)
"""SQL: what would run something when it is read or written: views, triggers, modules, computed columns."""

_TABLES: Final = """
-- A row's checksum is the CRC-32 of its other values: a flipped bit is found when the row is read.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;

-- An article is part of revision r when born <= r and (died IS NULL or died > r).
CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, hash TEXT NOT NULL,
    title TEXT NOT NULL, url TEXT, source TEXT, author TEXT, published TEXT, updated TEXT, language TEXT,
    -- the file it was read from, if that is known
    origin TEXT,
    -- how many there are
    passages INTEGER NOT NULL, statements INTEGER NOT NULL,
    -- hash stands for title to language and text in the checksum
    born INTEGER NOT NULL, died INTEGER, checksum INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE UNIQUE INDEX living ON articles (id) WHERE died IS NULL;
CREATE INDEX born ON articles (born);
CREATE INDEX dead ON articles (died) WHERE died IS NOT NULL;

CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles (key),
    paragraph INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, checksum INTEGER NOT NULL,
    vector BLOB NOT NULL
);
CREATE INDEX passages_of ON passages (article);

CREATE TABLE statements (
    id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles (key),
    speaker TEXT, as_written TEXT NOT NULL, as_written_start INTEGER, as_written_end INTEGER,
    role TEXT, cue TEXT NOT NULL, content TEXT NOT NULL, kind TEXT NOT NULL, paragraph INTEGER NOT NULL,
    -- the row of the passage that the content begins in; NULL where that paragraph is not indexed
    passage INTEGER, checksum INTEGER NOT NULL,
    -- how it was found (rows.finding_text); NULL in indexes older than this column
    finding TEXT
);
CREATE INDEX statements_of ON statements (article);
"""


def create_database(folder: Path, facts: dict[str, str]) -> None:
    """Create the database of a new index.

    Args:
        folder: The index folder, which exists.
        facts: How the index is built (the encoder's name, the size of its vectors).
    """
    draft = folder / f"{DATABASE}.new"
    # A log that a killed process left would be replayed into the new database.
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{draft}{end}").unlink(missing_ok=True)
    with database_errors(draft):
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.execute("PRAGMA page_size = 8192")
            # Free pages can be given back a few at a time, where VACUUM needs twice the database's size.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {FORMAT};")
            for key, value in {
                "revision": "0",
                "generation": "0",
                "stored": "0",
                "published": "0",
                **facts,
            }.items():
                set_meta(connection, key, value)
            connection.execute("COMMIT")
        finally:
            connection.close()
    draft.replace(folder / DATABASE)
    sync(folder)


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Note a fact of the index as a whole."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value, checksum = excluded.checksum",
        (key, value, checksum(key, value)),
    )


def get_meta(connection: sqlite3.Connection, key: str) -> str:
    """Read a fact of the index as a whole.

    Raises:
        sqlite3.DatabaseError: It is missing or damaged.
    """
    row = connection.execute("SELECT value, checksum FROM meta WHERE key = ?", (key,)).fetchone()
    if row is None or row[1] != checksum(key, row[0]):
        raise sqlite3.DatabaseError(f"the fact {key!r} is missing or damaged")
    return str(row[0])


def get_number(connection: sqlite3.Connection, key: str) -> int:
    """Read a fact that is a number.

    Raises:
        sqlite3.DatabaseError: It is missing, damaged, or no number that an index comes to.
    """
    value = get_meta(connection, key)
    number = int(value) if value.isdecimal() and len(value) <= _DIGITS else None
    if number is None or not is_number(number):
        raise sqlite3.DatabaseError(f"the fact {key!r} is no number of an index")
    return number


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_name(folder: Path) -> None:
    """Check that a folder can hold an index: the libraries that write its caches take names in UTF-8 alone.

    Raises:
        StoreError: Its name holds other bytes.
    """
    try:
        str(folder).encode()
    except UnicodeEncodeError:
        raise StoreError(f"{folder}: the name of an index's folder must be UTF-8; give it another") from None


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
        StoreError: It may not be read, or not be written, or its name is no UTF-8.
    """
    check_name(folder)
    path = folder / DATABASE
    if not path.is_file():
        raise IndexNotFound(f"{folder}: no index here; build one: onrecord index PATH --index {folder}")
    with database_errors(path):
        connection = _open(path, "rw" if write else "ro")
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        strange = connection.execute(_STRANGE).fetchone()
    if strange is not None:
        connection.close()
        raise IndexCorrupt(f"{path}: holds {strange[0]!r}, which no index of onrecord's holds; {ADVICE}")
    if version != FORMAT:
        connection.close()
        raise IndexFormatError(
            f"{folder}: index format {version}, this onrecord reads format {FORMAT}; "
            + (
                "a later version wrote it: install that one"
                if version > FORMAT
                else "it is no index of onrecord's"
            )
        )
    if write:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        with database_errors(path):
            connection.execute("PRAGMA journal_mode = WAL")
            migrate_database(connection, FORMAT)
    return connection


def finding_column(connection: sqlite3.Connection) -> str:
    """Give SQL for how a statement `s` was found, which older indexes do not tell."""
    return "s.finding" if has_findings(connection) else "NULL"


def _open(path: Path, mode: str) -> sqlite3.Connection:
    try:
        return _tried(path, f"mode={mode}")
    except sqlite3.OperationalError as error:
        log = Path(f"{path}-wal")
        if mode != "ro" or error.sqlite_errorcode & 0xFF not in _NO_ROOM or (log.exists() and log.stat().st_size):
            raise
    # Where the folder cannot be written, or the disk is full, there is no place for WAL's shared memory; while
    # there is no log, none is needed.
    return _tried(path, "mode=ro&immutable=1")


def _tried(path: Path, settings: str) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?{settings}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, factory=Connection)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
