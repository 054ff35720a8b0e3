"""Chooses the passages that are cut into units: those found, their neighbours, and the rest of the best articles.

An article says once whom and what it is about; the paragraph that answers says "he" and "the deal". So what stands
beside a passage that was found, or in an article of which several were found, may answer without a word of the
question.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Index, Selection

_BESIDE: Final = 2
"""So many passages before and behind one that was found are its neighbours."""

_ARTICLES: Final = 3
"""Of so many articles, those with the best passages, every passage is looked at."""

_MOST: Final = 60
"""So many passages are cut into units at most."""

Cosines = NDArray[np.float32]


class Standing(NamedTuple):
    """What the searches say of a passage.

    Attributes:
        rank: One over its place in the search for the question; 0 where that did not find it.
        spoken: The same for the search of passages in which those speak who are asked for.
        cosine: Of its vector with the topic's.
        near: The best of both for it and its neighbours, less for farther ones.
        article: The sum of both over the passages of its article.
    """

    rank: float
    spoken: float
    cosine: float
    near: float
    article: float


class PassagePool:
    """Chooses passages of one index."""

    def __init__(self, index: Index) -> None:
        """Look passages up in a corpus."""
        self._index = index

    def choose(
        self, first: Sequence[int], spoken: Sequence[int], among: Selection | None
    ) -> dict[int, tuple[float, float, float, float]]:
        """Choose passages.

        Args:
            first: What the search for the question found, best first.
            spoken: What that of passages in which those speak who are asked for found, best first.
            among: Passages that may be looked at; None allows all.

        Returns:
            By row what `Standing` has of it, but for the cosine.
        """
        ranks = _reciprocal(first), _reciprocal(spoken)
        found = list(dict.fromkeys([*first, *spoken]))
        weight = {row: max(its.get(row, 0.0) for its in ranks) for row in found}
        articles: dict[int, NDArray[np.int64]] = {}
        its: dict[int, int] = {}
        shares: dict[int, float] = {}
        for row in found:
            if row not in its:
                rows = self._index.of_article(row)
                articles[int(rows[0])] = rows
                its.update(dict.fromkeys(rows.tolist(), int(rows[0])))
            shares[its[row]] = shares.get(its[row], 0.0) + sum(one.get(row, 0.0) for one in ranks)
        best = sorted(shares, key=lambda one: -shares[one])[:_ARTICLES]
        near: dict[int, float] = {}
        for row in found:
            rows = articles[its[row]]
            place = int(np.searchsorted(rows, row))
            for other in range(max(0, place - _BESIDE), min(len(rows), place + _BESIDE + 1)):
                beside = int(rows[other])
                near[beside] = max(near.get(beside, 0.0), weight[row] / (1 + abs(other - place)))
        pool = dict.fromkeys([*found, *near, *(int(row) for one in best for row in articles[one])])
        rows = list(pool)
        if among is not None:
            allowed = self._index.allowed(sorted(rows), among)
            rows = [row for row in rows if row in allowed]
        return {
            row: (ranks[0].get(row, 0.0), ranks[1].get(row, 0.0), near.get(row, 0.0), shares[its[row]])
            for row in rows
        }


def _reciprocal(rows: Sequence[int]) -> dict[int, float]:
    return {row: 1 / place for place, row in enumerate(rows, 1)}
