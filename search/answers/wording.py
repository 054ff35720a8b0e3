"""Whose words statements are, in words."""

from __future__ import annotations

from onrecord.index import Statement


def who(statement: Statement) -> str:
    """Give the name a statement goes under: the speaker's, or the words that stand for a speaker without one."""
    return statement.speaker or statement.as_written
