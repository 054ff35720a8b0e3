"""Finding passages by words: by sparse vectors, or, in a Milvus that has none, by the lists of passages' words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from ..caches.words import word_gains
from .conditions import EVERYTHING, NOTHING, Column, Condition, holding, one_of
from .revision import Revision
from .vocabulary import Vocabulary, term

_LISTED: Final = 10_000
"""So many rows are told one by one; of more, the servers look into each."""
_READ: Final = 4_000
"""The lists of so many passages are read for a question, where there are no sparse vectors."""


def without_sparse(version: str) -> str:
    """Say what a Milvus without sparse vectors does otherwise."""
    return (
        f"Milvus {version} has no sparse vectors (2.4 and newer do): words are looked for in the lists of all "
        f"passages, the rarest of a question first, until {_READ:,} passages are found"
    )


class WordSearch:
    """Finds passages of one revision by words, for any number of threads."""

    def __init__(self, revision: Revision, vocabulary: Vocabulary) -> None:
        """Read from a revision, whose words a vocabulary counts."""
        self._revision = revision
        self._vocabulary = vocabulary

    def best(self, words: Sequence[str], k: int, among: Condition) -> list[tuple[int, float]]:
        """Find the passages of the greatest BM25 for some words: their rows, and what it is."""
        distinct = list(dict.fromkeys(words))
        weights = dict(zip(distinct, self._vocabulary.rarities(distinct).tolist(), strict=True))
        if self._revision.facts.sparse:
            return self._by_vectors(weights, k, among)
        return self._by_lists([word for word in distinct if weights[word] > 0], k, among)

    def holding(self, words: Sequence[str]) -> Condition:
        """Ask for passages that hold at least one of some words."""
        distinct = list(dict.fromkeys(words))
        count = sum(self._vocabulary.counts(distinct))
        if count > _LISTED or not self._revision.facts.sparse:
            return holding(Column.TERMS, map(term, distinct))
        found = self._by_vectors(dict.fromkeys(distinct, 1.0), count, EVERYTHING)
        return one_of(Column.ROW, (row for row, _ in found))

    def _by_vectors(self, weights: Mapping[str, float], k: int, among: Condition) -> list[tuple[int, float]]:
        asked = {term(word): weight for word, weight in weights.items() if weight > 0}
        found = self._revision.search("words", asked, k, among if asked else NOTHING)
        return [(row, score) for row, score in found if score > 0]

    def _by_lists(self, words: Sequence[str], k: int, among: Condition) -> list[tuple[int, float]]:
        """Find passages by their lists: those of the rarest words, weighed here by all."""
        if not words or k <= 0:
            return []
        counts = dict(zip(words, self._vocabulary.counts(words), strict=True))
        rarest = sorted(words, key=lambda word: counts[word])
        fit = int(np.searchsorted(np.cumsum([counts[word] for word in rarest]), _READ, side="right"))
        asked = holding(Column.TERMS, map(term, rarest[: max(1, fit)])) & among
        told = self._revision.query("passages", asked, ["row", "terms"], most=_READ)
        terms = [np.array(one["terms"], np.int64) for one in told]
        gains = word_gains(
            np.concatenate([np.empty(0, np.int64), *terms]),
            np.array(list(map(len, terms)), np.int64),
            words,
            self._vocabulary.rarities(words),
            self._revision.facts.words_a_passage,
        ).sum(axis=1)
        best = np.argsort(-gains, kind="stable")[:k]
        return [(int(told[at]["row"]), float(gains[at])) for at in best.tolist()]
