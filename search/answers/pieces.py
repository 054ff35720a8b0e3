"""Chooses what of a statement is quoted where its content stands in pieces far apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from onrecord.index import Span, Statement

_MOST_BETWEEN: Final = 250
_FAR: Final = 100


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
