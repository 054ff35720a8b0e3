"""Which articles a user took out, so that files which are still there do not bring them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from .schema import set_meta

_KEY: Final = "removed:"


def remember(connection: sqlite3.Connection, origins: Mapping[str, str]) -> None:
    """Note articles as taken out, with the files they were read from, in the transaction that takes them out."""
    for id_, origin in origins.items():
        set_meta(connection, f"{_KEY}{id_}", origin)


def forget(connection: sqlite3.Connection, id_: str) -> None:
    """Let an article in again."""
    connection.execute("DELETE FROM meta WHERE key = ?", (f"{_KEY}{id_}",))


def removed_origin(connection: sqlite3.Connection, id_: str) -> str | None:
    """Give the file of an article that was taken out, "" where that is unknown, None where none was."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (f"{_KEY}{id_}",)).fetchone()
    return None if found is None else str(found[0])
