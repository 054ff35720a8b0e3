"""How dates like 03/04/2025 are read: an index keeps what it was told, so that another run loses no date."""

from __future__ import annotations

import sqlite3
from typing import Final

from .schema import get_meta, set_meta

_KEY: Final = "day_first"
_STATES: Final = {True: "yes", False: "no"}


def keep_date_order(connection: sqlite3.Connection, *, day_first: bool) -> None:
    """Note whether the day comes first in such dates."""
    set_meta(connection, _KEY, _STATES[day_first])


def kept_date_order(connection: sqlite3.Connection) -> bool | None:
    """Tell whether the day comes first; None where nobody has said so.

    Raises:
        sqlite3.DatabaseError: What was noted is damaged.
    """
    if connection.execute("SELECT 1 FROM meta WHERE key = ?", (_KEY,)).fetchone() is None:
        return None
    return get_meta(connection, _KEY) == _STATES[True]
