"""The names of a corpus, looked up on disk: how they are spelt there, and who speaks."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..entities.linking import Speaker, stems, words_of
from ..errors import IndexCorrupt
from ..storage.damage import database_errors
from ..storage.schema import Connection

FILE: Final = "names.db"
_TABLES: Final = """
-- A name is written `word`; of several that differ in case the most frequent one counts, likewise of a skeleton.
CREATE TABLE names (lower TEXT PRIMARY KEY, word TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT PRIMARY KEY, word TEXT NOT NULL, length INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE spellings (lower TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID;
-- Speakers by number: most statements first.
CREATE TABLE speakers (number INTEGER PRIMARY KEY, name TEXT NOT NULL, names TEXT NOT NULL, roles TEXT NOT NULL,
    statements INTEGER NOT NULL, named INTEGER NOT NULL);
CREATE TABLE speaker_names (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE speaker_words (word TEXT, number INTEGER, PRIMARY KEY (word, number)) WITHOUT ROWID;
CREATE TABLE speaker_stems (stem TEXT, number INTEGER, PRIMARY KEY (stem, number)) WITHOUT ROWID;
-- Everybody who speaks, by the number that statements go by.
CREATE TABLE voices (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE last_words (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_LOOKED_UP: Final = "speaker_names", "speaker_words", "speaker_stems", "last_words"
_SPEAKER: Final = "SELECT name, names, roles, statements, named FROM speakers"
_HIGHEST: Final = "\U0010ffff"


class Directory:
    """Names and speakers of one revision, for any number of threads."""

    def __init__(self, path: Path) -> None:
        """Open the file that `write_directory` wrote.

        Raises:
            IndexCorrupt: It is not there, or cannot be read.
        """
        if not path.is_file():
            raise IndexCorrupt(f"{path}: is missing; run onrecord repair")
        self._path = path
        self._lock = threading.Lock()
        with database_errors(path):
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False, factory=Connection)
            self._connection.execute("SELECT 1 FROM speakers LIMIT 1").fetchone()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def name(self, word: str) -> str | None:
        """Give a name as the corpus writes it, whatever the case it is asked for in."""
        found: str | None = self._one("SELECT word FROM names WHERE lower = ?", word.lower())
        return found

    def named_like(self, skeleton_: str) -> str | None:
        """Give the most frequent name with a skeleton."""
        found: str | None = self._one("SELECT word FROM skeletons WHERE skeleton = ?", skeleton_)
        return found

    def skeletons(self, initial: str, shortest: int, longest: int) -> list[str]:
        """Give the skeletons that begin with a letter and are of some lengths."""
        select = "SELECT skeleton FROM skeletons WHERE skeleton BETWEEN ? AND ? AND length BETWEEN ? AND ?"
        return [row[0] for row in self._all(select, initial, initial + _HIGHEST, shortest, longest)]

    def spellings(self, word: str) -> tuple[str, ...]:
        """Give all spellings of a name, most frequent first; none if it has but one."""
        found = self._one("SELECT words FROM spellings WHERE lower = ?", word.lower())
        return tuple(json.loads(found)) if found else ()

    def speakers(self) -> list[Speaker]:
        """Give everybody whose words are there and who has a name, most statements first."""
        return [_speaker(row) for row in self._all(f"{_SPEAKER} WHERE named AND statements ORDER BY number")]

    def speaker(self, number: int) -> Speaker:
        """Give a speaker by number; 0 has most statements."""
        [row] = self._all(f"{_SPEAKER} WHERE number = ?", number)
        return _speaker(row)

    def speaker_named(self, name: str) -> int | None:
        """Give the number of whom articles call by just this name."""
        number: int | None = self._one("SELECT number FROM speaker_names WHERE name = ?", name)
        return number

    def speakers_with_words(self, words: Sequence[str]) -> list[int]:
        """Give the numbers of those who have one of some words (skeletons) in their names, ascending."""
        select = "SELECT DISTINCT number FROM speaker_words WHERE word IN (SELECT value FROM json_each(?))"
        return [row[0] for row in self._all(f"{select} ORDER BY number", json.dumps(list(words)))]

    def speakers_with_stems(self, wanted: Iterable[str]) -> Iterator[Speaker]:
        """Yield those who have all of some stems in their names and roles, most statements first."""
        each = sorted(set(wanted))
        select = "SELECT number FROM speaker_stems WHERE stem IN (SELECT value FROM json_each(?))"
        grouped = f"{select} GROUP BY number HAVING count(*) = ? ORDER BY number"
        for (number,) in self._all(grouped, json.dumps(each), len(each)):
            yield self.speaker(number)

    def last_words(self, initial: str) -> list[str]:
        """Give the last words (skeletons) of speakers' names that begin with a letter, ascending."""
        select = "SELECT word FROM last_words WHERE word BETWEEN ? AND ?"
        return [row[0] for row in self._all(select, initial, initial + _HIGHEST)]

    def voices(self, names: Sequence[str]) -> list[int]:
        """Give the numbers that statements note for names as resolved in articles; unknown ones have none."""
        select = "SELECT number FROM voices WHERE name IN (SELECT value FROM json_each(?)) ORDER BY number"
        return [row[0] for row in self._all(select, json.dumps(list(names)))]

    def table(self, columns: str, table: str) -> Iterator[tuple[Any, ...]]:
        """Yield columns of a table in the order of its keys, for who copies it elsewhere; for one thread."""
        with database_errors(self._path):
            yield from self._connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2")

    def _one(self, select: str, value: str) -> Any:
        rows = self._all(select, value)
        return rows[0][0] if rows else None

    def _all(self, select: str, *values: str | int) -> list[Any]:
        with self._lock, database_errors(self._path):
            return self._connection.execute(select, values).fetchall()


class WrittenNames(NamedTuple):
    """How names are written in a corpus.

    Attributes:
        words: Names in lower case and as they are written; the last one of the same in lower case counts.
        skeletons: Skeletons and names; the last one of a skeleton counts.
        spellings: Names that are spelt in several ways, most frequent spelling first.
    """

    words: Iterable[tuple[str, str]]
    skeletons: Iterable[tuple[str, str]]
    spellings: Iterable[Sequence[str]]


def write_directory(
    path: Path,
    names: WrittenNames,
    speakers: Iterable[Speaker],
    voices: Iterable[tuple[str, int]],
    scratch: sqlite3.Connection,
) -> None:
    """Write the names of a revision.

    Args:
        path: A new file.
        names: How names are written.
        speakers: Who speaks, most statements first.
        voices: Everybody who speaks, and the number that statements note.
        scratch: A database for scratch work.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # A generation is synced as a whole, and thrown away if it is not whole.
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES} BEGIN")
        connection.executemany("INSERT OR REPLACE INTO names VALUES (?, ?)", names.words)
        bones = ((bone, word, len(bone)) for bone, word in names.skeletons)
        connection.executemany("INSERT OR REPLACE INTO skeletons VALUES (?, ?, ?)", bones)
        groups = ((word.lower(), json.dumps(list(group))) for group in names.spellings for word in group)
        connection.executemany("INSERT OR REPLACE INTO spellings VALUES (?, ?)", groups)
        _write_speakers(connection, speakers, scratch)
        connection.executemany("INSERT INTO voices VALUES (?, ?)", voices)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _write_speakers(
    connection: sqlite3.Connection, speakers: Iterable[Speaker], scratch: sqlite3.Connection
) -> None:
    for table in _LOOKED_UP:
        scratch.execute(f"CREATE TABLE {table} (key TEXT, number INTEGER)")
    for number, one in enumerate(speakers):
        values = number, one.name, json.dumps(one.names), json.dumps(one.roles), one.statements, one.named
        connection.execute("INSERT INTO speakers VALUES (?, ?, ?, ?, ?, ?)", values)
        words = {word for name in one.names for word in words_of(name)}
        described = {stem for text in (one.name, *one.roles) for stem in stems(text)}
        last = words_of(one.name)[-1:] or ("",)
        for table, keys in zip(_LOOKED_UP, (one.names, words, described, last), strict=True):
            scratch.executemany(f"INSERT INTO {table} VALUES (?, ?)", ((key, number) for key in keys))
    # Rows that come in the order of their keys fill page after page.
    for table in _LOOKED_UP[:-1]:
        rows = scratch.execute(f"SELECT key, number FROM {table} ORDER BY key, number")
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", rows)
    rows = scratch.execute("SELECT DISTINCT key FROM last_words ORDER BY key")
    connection.executemany("INSERT INTO last_words VALUES (?)", rows)


def _speaker(row: Sequence[Any]) -> Speaker:
    name, names, roles, statements, named = row
    return Speaker(name, json.loads(names), Counter(json.loads(roles)), statements, bool(named))
