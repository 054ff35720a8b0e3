"""Finds passages: candidates by words and by meaning, scored alike, spread over what the question asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from index import Encoder, Index, Scored

from .question import Facet, Question

Scores = NDArray[np.float32]

_FOR_QUESTION: Final = 200
_FOR_FACET: Final = 50

# Found on the development halves; eval/REPORT.md has the curves.
_DENSE: Final = 0.5
_FACET: Final = 0.6
_OUTLET: Final = 0.35
_DAY: Final = 0.35


class Retriever:
    """Hybrid retrieval over one index."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        """Wire an index and the encoder it was built with."""
        self._index = index
        self._encoder = encoder

    def retrieve(self, question: Question, k: int) -> Scored:
        """Find passages.

        Every facet of the question ranks the same candidates by its own words and meaning, blended with the whole
        question's, and by its own outlets and days; the rankings take turns, the surest first.

        Args:
            question: The question, understood.
            k: How many to find.

        Returns:
            Scores and row numbers, best first; a score is never above the one before it.
        """
        facets = question.facets
        texts = [question.text] if len(facets) == 1 else [question.text, *(facet.text for facet in facets)]
        vectors = self._encoder.encode_queries(texts)
        rows = self._candidates(question, vectors, k)
        if not len(rows):
            return np.empty(0, np.float32), rows
        gains = self._index.bm25(rows, question.words)
        cosines = self._index.cosines(vectors, rows)
        whole = _blend(gains.sum(axis=1), cosines[0])
        boosts = self._boosts(rows, facets, question.sources)
        if len(facets) == 1:
            return _ordered(whole + boosts[0], rows, k)
        columns = {word: column for column, word in enumerate(question.words)}
        rankings = []
        for number, facet in enumerate(facets):
            words = gains[:, [columns[word] for word in facet.words]].sum(axis=1)
            own = _blend(words, cosines[number + 1])
            rankings.append(_ordered((1 - _FACET) * whole + _FACET * own + boosts[number], rows, k))
        return interleave(rankings, k)

    def _candidates(self, question: Question, vectors: Scores, k: int) -> NDArray[np.int64]:
        depth = max(_FOR_QUESTION, k)
        found = [self._index.matching(question.words, depth)[1], self._index.nearest(vectors[0], depth)[1]]
        if len(question.facets) > 1:
            for facet, vector in zip(question.facets, vectors[1:], strict=True):
                found.append(self._index.matching(facet.words, _FOR_FACET)[1])
                found.append(self._index.nearest(vector, _FOR_FACET)[1])
        return np.unique(np.concatenate(found))

    def _boosts(self, rows: NDArray[np.int64], facets: Sequence[Facet], sources: frozenset[int]) -> list[Scores]:
        """Give what outlets and days add to each facet's scores; a facet without an outlet takes the question's."""
        facts = self._index.facts(rows)
        boosts = []
        for facet in facets:
            outlet = np.isin(facts.sources, list(facet.sources or sources))
            day = np.zeros(len(rows), dtype=bool)
            for first, last in facet.days:
                day |= (facts.days >= first) & (facts.days <= last)
            boosts.append((_OUTLET * outlet + _DAY * day).astype(np.float32))
        return boosts


def interleave(rankings: Sequence[Scored], k: int) -> Scored:
    """Take turns between rankings, the one with the best first score first; nothing comes twice.

    Args:
        rankings: Scores and row numbers, best first.
        k: How many to take.

    Returns:
        Scores and row numbers; a score is lowered to the one before it where it would be above.
    """
    turns = sorted(rankings, key=lambda ranking: -float(ranking[0][0]) if len(ranking[0]) else 0.0)
    taken: dict[int, float] = {}
    lowest = float("inf")
    for place in range(max((len(rows) for _, rows in turns), default=0)):
        for scores, rows in turns:
            if place < len(rows) and int(rows[place]) not in taken and len(taken) < k:
                lowest = min(lowest, float(scores[place]))
                taken[int(rows[place])] = lowest
    return np.array(list(taken.values()), np.float32), np.array(list(taken), np.int64)


def _blend(words: Scores, cosines: Scores) -> Scores:
    """Fuse BM25 (whose least is 0, for no word in common) and cosines, both stretched to a best of 1.

    Min-max fusion with equal weights: Fox and Shaw 1994 (CombSUM); best of the fusions that Pyserini's authors
    compared over the news collections of BEIR.
    """
    highest = float(words.max())
    lexical = words / highest if highest > 0 else words
    low, high = float(cosines.min()), float(cosines.max())
    dense = (cosines - low) / (high - low) if high > low else np.ones_like(cosines)
    blended: Scores = ((1 - _DENSE) * lexical + _DENSE * dense).astype(np.float32)
    return blended


def _ordered(scores: Scores, rows: NDArray[np.int64], k: int) -> Scored:
    """Sort best first; ties fall to the lesser row (rows ascend)."""
    order = np.argsort(-scores, kind="stable")[:k]
    return scores[order], rows[order]
