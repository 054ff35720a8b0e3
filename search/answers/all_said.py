"""Whether the list of all that somebody said on a topic holds what an answer cites of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from onrecord.index import QueryError, Statement, Store

from ..model import Citation
from .citations import overlap
from .statement_list import StatementList

_FEW: Final = 20


def not_listed(
    index: Store, listing: StatementList, topic: str, citations: Sequence[Citation], *, by_name: bool
) -> frozenset[str]:
    """Tell whose list on a topic lacks what is cited of them first: an answer may put the topic in other words.

    Args:
        index: The corpus.
        listing: Lists statements.
        topic: Of the lists.
        citations: What answers.
        by_name: Whether a list is of each speaker; else it is of everybody.

    Returns:
        Names; "" for everybody.
    """
    firsts: dict[str, Citation] = {}
    for one in citations:
        if one.statement is not None:
            firsts.setdefault((one.speaker or "") if by_name else "", one)
    return frozenset(name for name, one in firsts.items() if not _lists(index, listing, name, topic, one))


def _lists(index: Store, listing: StatementList, name: str, topic: str, cited: Citation) -> bool:
    """Whether a list has what is cited: it is made of what holds this alone, as all of it would take long."""
    said = [
        one
        for one in index.statements(None, index.rows_of(cited.article).tolist())
        if one.statement.start < cited.end and cited.start < one.statement.end
    ]
    words = set(index.words(topic))
    if any(words <= set(index.words(f"{cited.article.title} {_words(one.statement)}")) for one in said):
        return True
    rows = sorted({one.row for one in said if one.row is not None})
    try:
        among = index.choosing(np.array(rows, np.int64))
        listed = listing.of(name or None, topic, among, newest=False, k=_FEW) if rows else []
    except QueryError:
        return False
    return any(overlap(one, cited) for one in listed)


def _words(said: Statement) -> str:
    return said.article.text[said.start : said.end]
