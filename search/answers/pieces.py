"""Chooses what is quoted together: pieces of a statement, and statements that one speaker goes on with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from onrecord.index import Span, Statement

from .statement_checks import QUOTED

_MOST_BETWEEN: Final = 250
_FAR: Final = 100
_BETWEEN: Final = 60
"""Characters between words in quote marks that go on: a few words of saying."""

_MOST_WORDS: Final = 60


def close_pieces(statement: Statement) -> Statement:
    """Give a statement with those pieces of its content that stand together.

    A quote runs from the first piece to the last. What stands between them is mostly "said Roe"; where it is half
    a report, the pieces are no one quote.

    Args:
        statement: The statement.

    Returns:
        The same where the pieces have little between them, else with the longest run of pieces.
    """
    between = [(after.start - before.end) for before, after in pairwise(statement.content)]
    if sum(between) <= _MOST_BETWEEN:
        return statement
    runs: list[list[Span]] = [[statement.content[0]]]
    for gap, piece in zip(between, statement.content[1:], strict=True):
        if gap > _FAR:
            runs.append([])
        runs[-1].append(piece)
    longest = max(runs, key=lambda run: sum(end - start for start, end in run))
    return replace(statement, content=tuple(longest))


def joined(statements: Iterable[Statement]) -> list[Statement]:
    """Join words in quote marks that one speaker goes on with, as in: "It leaks," said Roe. "It always has".

    Either half alone may leave out what the other says; together they are one quotation, as long as it is short.

    Args:
        statements: Of one passage.

    Returns:
        The statements by their places.
    """
    found: list[Statement] = []
    for one in sorted(statements, key=lambda statement: statement.start):
        if found and _goes_on(found[-1], one):
            found[-1] = together(found[-1], one)
        else:
            found.append(one)
    return found


def together(before: Statement, after: Statement) -> Statement:
    """Give one statement of two that one speaker makes, the earlier first; as sure as the less sure of them."""
    known = [one for one in (before.probability, after.probability) if one is not None]
    return replace(
        before,
        content=(*before.content, *after.content),
        cue=before.cue or after.cue,
        kind=before.kind if before.kind == after.kind else "mixed",
        probability=min(known, default=None),
    )


def _goes_on(before: Statement, after: Statement) -> bool:
    return (
        before.kind in QUOTED
        and after.kind in QUOTED
        and before.paragraph == after.paragraph
        and before.who == after.who
        and 0 <= after.start - before.end <= _BETWEEN
        and len(before.article.text[before.start : after.end].split()) <= _MOST_WORDS
    )
