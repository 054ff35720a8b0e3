"""Reads the caches of one revision: what may be found, and what is near to a question; no database is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from .caches.caches import Caches, Place
from .caches.directory import Directory
from .encoders import Vectors
from .filters import Filters
from .selection import Facts, Scored, Selection

_SCORED: Final = 20_000  # of so few passages that a filter leaves, every one is scored

Chosen = NDArray[np.bool_]
"""What `CacheReader` keeps a selection as: for every passage whether it may be found."""


class CacheReader:
    """Candidates, their columns and the names of a corpus, for any number of threads.

    A passage is known by its row number in the database, and in the caches by its position.
    """

    def __init__(self, caches: Caches) -> None:
        """Read these."""
        self._caches = caches

    @property
    def caches(self) -> Caches:
        """The files of the revision, for who copies it elsewhere."""
        return self._caches

    @property
    def n_passages(self) -> int:
        """Number of passages."""
        return int(self._caches.places.shape[1])

    @property
    def n_articles(self) -> int:
        """Number of articles."""
        return len(self._caches.articles)

    @property
    def source_names(self) -> tuple[str, ...]:
        """The outlets by number."""
        return self._caches.articles.sources

    @property
    def author_names(self) -> tuple[str, ...]:
        """The bylines."""
        return self._caches.articles.authors

    @property
    def directory(self) -> Directory:
        """The names of the corpus, and who speaks."""
        return self._caches.directory

    def sources(self) -> dict[str, int]:
        """Give the outlets and how many articles each has, most first."""
        return self._caches.articles.sizes()

    def period(self) -> tuple[str, str] | None:
        """Give the first and the last day of publication, or None where no article has one."""
        return self._caches.articles.period()

    @property
    def n_undated(self) -> int:
        """Number of articles without a day of publication."""
        return self._caches.articles.n_undated()

    @property
    def rows(self) -> NDArray[np.int32]:
        """The row numbers of all passages, ascending."""
        rows: NDArray[np.int32] = self._caches.places[Place.ROW]
        return rows

    def words(self, text: str) -> list[str]:
        """Give the words of a text as the index compares them."""
        return self._caches.words.analyzer.words(text)

    def rarities(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give the inverse document frequency of words, 0 for those that stand nowhere, shape (len(words),)."""
        return self._caches.words.rarities(words)

    def select(self, filters: Filters) -> Chosen | None:
        """Choose the passages that filters let through.

        Args:
            filters: What is asked for.

        Returns:
            For every passage whether it may be found; None where nothing is asked for.

        Raises:
            QueryError: A date is not a date.
        """
        return self._caches.articles.select(filters)

    def reported(self, sources: Collection[int], days: Collection[tuple[int, int]]) -> Chosen:
        """Choose the passages of some outlets and days.

        Args:
            sources: Outlets, as numbers in `source_names`; none allows all.
            days: First and last days, counted from 1970; none allows all; an undated article is of no day.

        Returns:
            For every passage whether it may be found.
        """
        return self._caches.articles.reported(sources, days)

    def holding(self, words: Sequence[str]) -> Chosen:
        """Choose the passages that hold at least one of some words, from `words`."""
        return self.choosing(self._caches.words.search(words, max(self.n_passages, 1))[1])

    def spoken(self, speakers: Sequence[str]) -> Chosen:
        """Choose the passages in which statements of somebody begin.

        Args:
            speakers: Names as resolved in the articles.

        Returns:
            For every passage whether it may be found.
        """
        return self.choosing(self._caches.statements.passages(self.directory.voices(speakers)))

    def choosing(self, rows: NDArray[np.int64]) -> Chosen:
        """Choose passages by their row numbers."""
        chosen: Chosen = np.zeros(self.n_passages, dtype=bool)
        chosen[self._positions(rows)] = True
        return chosen

    def allowed(self, rows: Sequence[int], among: Selection) -> set[int]:
        """Give those of some rows that a selection lets through."""
        kept = cast(Chosen, among)[self._positions(np.array(rows, dtype=np.int64))]
        return {row for row, keep in zip(rows, kept, strict=True) if keep}

    def nearest(self, query: Vectors, k: int, *, among: Selection | None = None) -> Scored:
        """Find the passages whose vectors are nearest to a question's.

        Args:
            query: A unit vector, shape (dim,).
            k: How many to find.
            among: What may be found, from `select`; None allows all.

        Returns:
            Cosines and row numbers, best first.
        """
        scores, places = self._caches.vectors.search(query, k, among=cast("Chosen | None", among))
        return scores, self._caches.places[Place.ROW, places].astype(np.int64)

    def matching(self, words: Sequence[str], k: int, *, among: Selection | None = None) -> Scored:
        """Find the passages that hold words of a question.

        Args:
            words: From `words`.
            k: How many to find.
            among: What may be found, from `select`; None allows all.

        Returns:
            BM25 scores and row numbers, best first; scores of one call only are comparable.
        """
        if among is None:
            return self._caches.words.search(words, k)
        chosen = cast(Chosen, among)
        allowed = np.flatnonzero(chosen)
        if len(allowed) <= _SCORED:
            words = list(dict.fromkeys(words))
            gains = self._caches.passage_words.bm25(allowed, words, self.rarities(words)).sum(axis=1)
            best = np.argsort(-gains, kind="stable")[:k]
            best = best[gains[best] > 0]
            return gains[best], self._caches.places[Place.ROW, allowed[best]].astype(np.int64)
        depth = k * self.n_passages // len(allowed)
        while True:
            scores, rows = self._caches.words.search(words, depth)
            kept = chosen[self._positions(rows)]
            if kept.sum() >= k or len(rows) < depth:
                return scores[kept][:k], rows[kept][:k]
            depth *= 4

    def facts(self, rows: NDArray[np.int64]) -> Facts:
        """Give what is known of passages without reading them.

        Args:
            rows: Row numbers, as `nearest` and `matching` give them.

        Returns:
            One value for each row in every field.
        """
        keys = self._caches.places[Place.ARTICLE, self._positions(rows)]
        return Facts(keys, *self._caches.articles.facts(keys))

    def cosines(self, queries: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """Compare passages with questions: cosines, shape (len(queries), len(rows))."""
        return self._caches.vectors.cosines(queries, self._positions(rows))

    def bm25(self, rows: NDArray[np.int64], words: Sequence[str]) -> NDArray[np.float32]:
        """Score passages word by word.

        Args:
            rows: Row numbers, shape (n,).
            words: Distinct words, from `words`.

        Returns:
            What each word adds to each passage's BM25 (k1 .9, b .3), shape (n, len(words)).
        """
        return self._caches.passage_words.bm25(self._positions(rows), words, self.rarities(words))

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Give the vectors of passages, unit rows, shape (len(rows), dim)."""
        return self._caches.vectors.read(self._positions(rows))

    def of_article(self, row: int) -> NDArray[np.int64]:
        """Give the row numbers of all passages of the article that one is from, ascending."""
        places = self._caches.places
        keys = places[Place.ARTICLE]
        [key] = keys[self._positions(np.array([row]))]
        first, last = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
        rows: NDArray[np.int64] = places[Place.ROW, first:last].astype(np.int64)
        return rows

    def _positions(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        # Of another type, all the places would be converted first.
        found: NDArray[np.int64] = np.searchsorted(self._caches.places[Place.ROW], rows.astype(np.int32))
        return found
