"""Statements in words: their content, who speaks, what the cross-encoder reads."""

from __future__ import annotations

from typing import Final

from onrecord.index import Statement

_CONTENT_WORDS: Final = 80


def who(statement: Statement) -> str:
    """Give the name a statement goes under: the speaker's, or the words that stand for a speaker without one."""
    return statement.speaker or statement.as_written


def nobody_called(name: str) -> str:
    """Say that a corpus does not know a speaker."""
    return f"Nobody called {name} is quoted in this corpus"


def content(statement: Statement) -> str:
    """Give the pieces of a statement's content in a row."""
    text = statement.article.text
    return " ".join(text[span.start : span.end] for span in statement.content)


def reported(statement: Statement, before: str = "") -> str:
    """Put a statement as a sentence that names its speaker, whatever the article calls him there.

    Args:
        statement: The statement.
        before: What the article says ahead of it, if that is to be read along.
    """
    said = " ".join(content(statement).split()[:_CONTENT_WORDS])
    role = f", {statement.role}," if statement.role else ""
    cue = statement.cue.strip(" ,:") or "said"
    return f"{statement.article.title}. {before}{who(statement)}{role} {cue}: {said}"
