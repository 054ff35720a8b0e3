"""A dictionary of strings that takes space on the disk and little memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, MutableMapping


class DiskMap(MutableMapping[str, str]):
    """Strings by string, in a temporary file that goes with it; for any thread, but for one at a time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        # A database without a name: SQLite puts into a file what its cache has no room for.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE map (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def __del__(self) -> None:
        """Close the database; from Python 3.13 on, one that is left open is warned of."""
        self._database.close()

    def __getitem__(self, key: str) -> str:
        """Give the value of a key."""
        row = self._database.execute("SELECT value FROM map WHERE key = ?", [_packed(key)]).fetchone()
        if row is None:
            raise KeyError(key)
        return _unpacked(row[0])

    def __setitem__(self, key: str, value: str) -> None:
        """Set the value of a key."""
        self._database.execute("INSERT OR REPLACE INTO map VALUES (?, ?)", [_packed(key), _packed(value)])

    def __delitem__(self, key: str) -> None:
        """Forget a key."""
        if not self._database.execute("DELETE FROM map WHERE key = ?", [_packed(key)]).rowcount:
            raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        """Yield the keys, ascending."""
        return (_unpacked(key) for (key,) in self._database.execute("SELECT key FROM map ORDER BY key"))

    def __len__(self) -> int:
        """Number of keys."""
        return int(self._database.execute("SELECT count(*) FROM map").fetchone()[0])


# File names may hold lone surrogates: bytes that are not UTF-8.
def _packed(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _unpacked(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
