"""The ladder of migrations: what turns a database of an earlier version into one of this version, step by step.

A step that only adds, so that old code can still read the database, leaves the format's number as it is; one that
old code cannot read raises it. Every step is done in one transaction with the others: a kill leaves the old
database or the new one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final, NamedTuple

OLDEST: Final = 1
"""The oldest format that the ladder begins with."""


class Step(NamedTuple):
    """A migration.

    Attributes:
        what: What it does, for people.
        is_due: Whether a database needs it.
        sql: Does it.
    """

    what: str
    is_due: Callable[[sqlite3.Connection], bool]
    sql: str


def has_findings(connection: sqlite3.Connection) -> bool:
    """Tell whether a database has room for how statements were found; the first ones had not."""
    return "finding" in {row[1] for row in connection.execute("PRAGMA table_info(statements)")}


STEPS: Final = (
    Step(
        "made room for how each statement was found",
        lambda connection: not has_findings(connection),
        "ALTER TABLE statements ADD COLUMN finding TEXT",
    ),
)


def due_steps(connection: sqlite3.Connection) -> list[Step]:
    """Give the steps that a database needs, in order."""
    return [step for step in STEPS if step.is_due(connection)]


def migrate_database(connection: sqlite3.Connection, format_: int) -> list[str]:
    """Bring a database to this version.

    Args:
        connection: May write, in autocommit mode.
        format_: The number of this version's format.

    Returns:
        What was done.
    """
    steps = due_steps(connection)
    if steps:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in steps:
                connection.execute(step.sql)
            connection.execute(f"PRAGMA user_version = {format_}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return [step.what for step in steps]
