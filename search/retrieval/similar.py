"""Articles that are like one: nearest in meaning passage by passage, and in the words that tell it from others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Article, Passage, Selection, Store, Vectors

from ..model import Alike, Similar
from .copies import is_copy

_PASSAGES: Final = 24
"""Passages of the article that are compared; news says first what it is about."""
_APART: Final = 6
_FOR_ARTICLE: Final = 200
_FOR_PASSAGE: Final = 50
_WORDS: Final = 12
_SPARE: Final = 4
"""Candidates read for each article that is wanted: copies fold."""


class SimilarArticles:
    """Finds articles like one over one index."""

    def __init__(self, index: Store) -> None:
        """Wire an index."""
        self._index = index

    def find(self, article: Article, k: int, among: Selection | None) -> Similar:
        """Find the articles that are most like one.

        Likeness is the mean of two: over the article's passages, the best cosine with any passage of the other
        (late interaction, as in ColBERT, arXiv:2004.12832), stretched to 0 to 1 over what was found; and the share
        of the article's telling words (tf·idf) that stand there, by their idf.

        Args:
            article: Which.
            k: How many.
            among: What may be found; None allows all.

        Returns:
            The articles, best first. A near copy of one that is listed stands beside it, one of the article itself
            apart.
        """
        own = self._index.rows_of(article)
        if not len(own):
            return Similar(article, (), ())
        vectors = self._index.vectors(own[:_PASSAGES])
        words = self._telling(article)
        rows = np.setdiff1d(self._candidates(vectors, words, among), own)
        if not len(rows):
            return Similar(article, (), ())
        return self._folded(article, k, list(self._ranked(vectors, words, rows, k * _SPARE)))

    def _telling(self, article: Article) -> list[str]:
        counts = Counter(self._index.words(f"{article.title}\n{article.text}"))
        words = list(counts)
        weights = self._index.rarities(words) * np.log1p([counts[word] for word in words])
        return [words[place] for place in np.argsort(-weights, kind="stable")[:_WORDS].tolist()]

    def _candidates(self, vectors: Vectors, words: Sequence[str], among: Selection | None) -> NDArray[np.int64]:
        middle = vectors.mean(axis=0)
        found = [self._index.nearest(middle / np.linalg.norm(middle), _FOR_ARTICLE, among=among)[1]]
        found += [self._index.nearest(one, _FOR_PASSAGE, among=among)[1] for one in vectors[:_APART]]
        found.append(self._index.matching(words, _FOR_ARTICLE, among=among)[1])
        return np.unique(np.concatenate(found))

    def _ranked(
        self, vectors: Vectors, words: Sequence[str], rows: NDArray[np.int64], most: int
    ) -> Iterator[tuple[float, int]]:
        """Yield likeness and the nearest passage of each article found, best first."""
        cosines = self._index.cosines(vectors, rows)
        holds = self._index.bm25(rows, words) > 0
        idf = self._index.rarities(words)
        keys = self._index.facts(rows).articles
        meant, shared, nearest = [], [], []
        for key in np.unique(keys).tolist():
            places = np.flatnonzero(keys == key)
            meant.append(float(cosines[:, places].max(axis=1).mean()))
            shared.append(float(idf[holds[places].any(axis=0)].sum() / max(float(idf.sum()), 1e-9)))
            nearest.append(int(rows[places[int(cosines[:, places].mean(axis=0).argmax())]]))
        low, high = min(meant), max(meant)
        scores = [
            ((one - low) / ((high - low) or 1.0) + words) / 2 for one, words in zip(meant, shared, strict=True)
        ]
        for place in np.argsort(-np.array(scores), kind="stable")[:most].tolist():
            yield scores[place], nearest[place]

    def _folded(self, article: Article, k: int, ranked: Sequence[tuple[float, int]]) -> Similar:
        copies: list[Article] = []
        kept: list[Alike] = []
        words = [self._words(article)]
        passages: Sequence[Passage] = self._index.passages([row for _, row in ranked])
        for (score, _), passage in zip(ranked, passages, strict=True):
            other = passage.article
            own = self._words(other)
            home = next((n for n, one in enumerate(words) if is_copy(own, one)), None)
            if home == 0:
                copies.append(other)
            elif home is not None:
                kept[home - 1] = replace(kept[home - 1], also=(*kept[home - 1].also, other))
            elif len(kept) < k:
                kept.append(Alike(passage, score))
                words.append(own)
        return Similar(article, tuple(kept), tuple(copies))

    def _words(self, article: Article) -> frozenset[str]:
        return frozenset(self._index.words(article.text))
