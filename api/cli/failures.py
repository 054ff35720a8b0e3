"""Errors in one line."""

from __future__ import annotations

HINT = "this is a fault of onrecord; `onrecord --debug ...` shows where"


def explain(error: Exception) -> str:
    """Say what went wrong in one line: what, where, and what to do.

    Args:
        error: What ended the command.
    """
    import sqlite3

    from onrecord.index import OnrecordError

    if isinstance(error, OnrecordError):
        return one_line(error)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename is not None else ""
        return one_line(f"{where}{error.strerror}")
    if isinstance(error, sqlite3.Error):
        return one_line(f"the index's database cannot be used: {error}")
    if isinstance(error, MemoryError):
        return "out of memory"
    return one_line(f"{type(error).__name__}: {error} ({HINT})")


def one_line(message: object) -> str:
    """Join the lines of a message and drop what could steer a terminal."""
    text = " ".join(str(message).split())
    return "".join(character if character.isprintable() else "�" for character in text)
