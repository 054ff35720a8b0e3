"""Reads an index: one revision of it, unchanging for as long as it is open."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .caches import Caches, Names, Place, load_caches
from .encoders import Vectors
from .errors import IndexCorrupt, IndexNotFound
from .filters import Filters
from .generation import check_generation
from .model import Article, Passage
from .rows import ARTICLE_COLUMNS, LIVING, article_of
from .schema import connect
from .writer import open_writer

_CACHED_ARTICLES: Final = 512
_TRIES: Final = 3

Scored = tuple[NDArray[np.float32], NDArray[np.int64]]
"""Scores and row numbers of passages, of the same length, best first."""


Selection = NDArray[np.bool_]
"""For every passage of an index whether it may be found."""


class Facts(NamedTuple):
    """What is known of passages without reading them, each of shape (n,).

    Attributes:
        articles: Keys that tell articles apart.
        sources: Outlets, as numbers in `Index.source_names`; -1 for none.
        days: Days of publication since 1970; `NO_DAY` for none.
    """

    articles: NDArray[np.int32]
    sources: NDArray[np.int32]
    days: NDArray[np.int32]


class Index:
    """One revision of an index folder, for any number of threads.

    The database is read in one transaction that lasts as long as the reader, and the caches are files that
    never change: what a writer does meanwhile stays out of sight until the index is opened anew.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection, revision: int, caches: Caches) -> None:
        """Wrap an open read transaction and the caches of its revision; use `Index.open`."""
        self.folder = folder
        self.revision = revision
        self._connection = connection
        self._lock = threading.Lock()
        self._caches = caches
        self._article_by_key = lru_cache(_CACHED_ARTICLES)(self._read_article)

    @classmethod
    def open(cls, folder: Path | str) -> Index:
        """Open the published revision; damaged or missing caches are built again from the database.

        Args:
            folder: The index folder.

        Raises:
            IndexNotFound: There is no index, or nothing was published yet.
            IndexFormatError: It was written by another format version.
            IndexCorrupt: The database is damaged.
        """
        folder = Path(folder)
        for attempt in range(_TRIES):
            connection = connect(folder)
            try:
                revision = _revision(connection, folder)
                caches = load_caches(check_generation(folder, revision))
                return cls(folder, connection, revision, caches)
            except IndexCorrupt:
                connection.close()
                # A writer may have published, and dropped the old generation, since the transaction began.
                if attempt and _latest(folder) == revision:
                    with open_writer(folder) as writer:
                        writer.rebuild()
            except BaseException:
                connection.close()
                raise
        raise IndexCorrupt(f"{folder}: its caches cannot be read; run onrecord repair --index {folder}")

    def close(self) -> None:
        """Let go of the revision."""
        self._connection.close()

    @property
    def encoder_name(self) -> str:
        """The encoder that the vectors were made with."""
        return str(self._one("SELECT value FROM meta WHERE key = 'encoder'")[0])

    @property
    def n_passages(self) -> int:
        """Number of passages."""
        return len(self._caches.places)

    @property
    def n_articles(self) -> int:
        """Number of articles."""
        return int(self._one(f"SELECT count(*) FROM articles a WHERE {LIVING}")[0])

    @property
    def source_names(self) -> tuple[str, ...]:
        """The outlets by number."""
        return self._caches.sources

    @property
    def names(self) -> Names:
        """The words that are written as names."""
        return self._caches.names

    def sources(self) -> dict[str, int]:
        """Give the outlets and how many articles each has, most first."""
        select = (
            f"SELECT a.source, count(*) FROM articles a WHERE {LIVING} AND a.source IS NOT NULL"
            " GROUP BY a.source ORDER BY count(*) DESC, a.source"
        )
        return dict(self._all(select))

    def period(self) -> tuple[str, str] | None:
        """Give the first and the last date of publication, or None where no article has one."""
        first, last = self._one(f"SELECT min(a.published), max(a.published) FROM articles a WHERE {LIVING}")
        return None if first is None else (first, last)

    def words(self, text: str) -> list[str]:
        """Give the words of a text as the index compares them."""
        return self._caches.words.analyzer.words(text)

    def rarities(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give the inverse document frequency of words, 0 for those that stand nowhere, shape (len(words),)."""
        return self._caches.words.rarities(words)

    def select(self, filters: Filters) -> Selection | None:
        """Choose the passages that filters let through.

        Args:
            filters: What is asked for.

        Returns:
            For every passage whether it may be found; None where nothing is asked for.

        Raises:
            QueryError: A date is not a date.
        """
        condition, values = filters.condition()
        if not condition:
            return None
        select = f"SELECT a.key FROM articles a WHERE {LIVING} AND {condition}"
        keys = [key for (key,) in self._all(select, {**values, "revision": self.revision})]
        chosen: Selection = np.isin(self._caches.places[:, Place.ARTICLE], np.array(keys, dtype=np.int32))
        return chosen

    def nearest(self, query: Vectors, k: int, *, among: Selection | None = None) -> Scored:
        """Find the passages whose vectors are nearest to a question's.

        Args:
            query: A unit vector, shape (dim,).
            k: How many to find.
            among: What may be found, from `select`; None allows all.

        Returns:
            Cosines and row numbers, best first.
        """
        scores, places = self._caches.vectors.search(query.reshape(1, -1), k, among=among)
        return scores[0], self._caches.places[places[0], Place.ROW].astype(np.int64)

    def matching(self, words: Sequence[str], k: int, *, among: Selection | None = None) -> Scored:
        """Find the passages that hold words of a question.

        Args:
            words: From `words`.
            k: How many to find.
            among: What may be found, from `select`; None allows all.

        Returns:
            BM25 scores and row numbers, best first.
        """
        depth = k
        while True:
            scores, rows = self._caches.words.search(words, depth)
            if among is None:
                return scores, rows
            kept = among[self._positions(rows)]
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
        places = self._positions(rows)
        columns = self._caches.places[places]
        return Facts(columns[:, Place.ARTICLE], columns[:, Place.SOURCE], columns[:, Place.DAY])

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

    def _positions(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.searchsorted(self._caches.places[:, Place.ROW], rows)
        return found

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Read passages.

        Args:
            rows: Row numbers, as `nearest` and `matching` give them.

        Returns:
            The passages in the same order.
        """
        marks = ",".join("?" * len(rows))
        select = f'SELECT row, article, "start", "end", paragraph FROM passages WHERE row IN ({marks})'
        found = {row: rest for row, *rest in self._all(select, [int(row) for row in rows])}
        spans = [found[int(row)] for row in rows]
        return [Passage(self._article_by_key(key), *span) for key, *span in spans]

    def article(self, id_: str) -> Article | None:
        """Read an article by its id, or None where there is none."""
        select = f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE a.id = :id AND {LIVING}"
        rows = self._all(select, {"id": id_, "revision": self.revision})
        return article_of(rows[0]) if rows else None

    def _read_article(self, key: int) -> Article:
        select = f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE a.key = :key"
        return article_of(self._all(select, {"key": key})[0])

    def _one(self, select: str) -> Any:
        return self._all(select)[0]

    def _all(self, select: str, values: Sequence[Any] | dict[str, Any] | None = None) -> list[Any]:
        with self._lock:
            return self._connection.execute(select, values or {"revision": self.revision}).fetchall()


def _revision(connection: sqlite3.Connection, folder: Path) -> int:
    """Begin the reader's transaction, and read the revision that it sees."""
    connection.execute("BEGIN")
    revision = int(connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()[0])
    if revision == 0:
        raise IndexNotFound(f"{folder}: nothing is published here yet; run onrecord index PATH --index {folder}")
    return revision


def _latest(folder: Path) -> int:
    connection = connect(folder)
    try:
        return int(connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()[0])
    finally:
        connection.close()
