"""What is kept of visits to the web: beside the articles that came of them, so that both are lost or neither."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final

from .schema import set_meta

_KEY: Final = "visited:"


def keep_visits(connection: sqlite3.Connection, visits: Iterable[tuple[str, str]]) -> None:
    """Keep visits, by address, in a transaction."""
    for url, told in visits:
        set_meta(connection, f"{_KEY}{url}", told)


def kept_visit(connection: sqlite3.Connection, url: str) -> str | None:
    """Give what was kept of an address, None where nothing was."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (f"{_KEY}{url}",)).fetchone()
    return None if found is None else str(found[0])
