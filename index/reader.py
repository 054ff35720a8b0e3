"""Reads an index: one revision of it, unchanging for as long as it is open."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .caches import Caches, Names, Place, load_caches
from .damage import ADVICE, database_errors
from .encoders import Vectors
from .errors import IndexCorrupt, IndexLocked, IndexNotFound
from .filters import Filters
from .generation import check_generation
from .model import Article, Passage, Statement
from .published import check_note, last_published
from .rows import (
    ARTICLE_COLUMNS,
    KEPT_COLUMNS,
    PASSAGE_COLUMNS,
    STATEMENT_COLUMNS,
    article_of,
    is_whole,
    is_whole_article,
    statement_of,
)
from .schema import DATABASE, connect, get_meta
from .spoken import SpeakerCount
from .writer import open_writer

_CACHED_ARTICLES: Final = 512
_TRIES: Final = 3
_PAUSE: Final = 0.1
_KEPT: Final = len(KEPT_COLUMNS.split())

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


class Said(NamedTuple):
    """A statement, and the row of the passage that it begins in (None where that is not indexed)."""

    statement: Statement
    row: int | None


class Index:
    """One revision of an index folder, for any number of threads.

    The database is read in one transaction that lasts as long as the reader, and the caches are files that
    never change: what a writer does meanwhile stays out of sight until the index is opened anew. Whatever is
    chosen is chosen in the caches, whose checksums were compared when they were opened; from the database come
    rows by their number, and each row carries a checksum of its own. Damage raises `IndexCorrupt`.

    Attributes:
        folder: The index folder.
        revision: Counts the publications.
        generation: As `published_generation` gave it when this was opened.
    """

    def __init__(
        self,
        folder: Path,
        connection: sqlite3.Connection,
        revision: int,
        generation: tuple[int, int],
        caches: Caches,
    ) -> None:
        """Wrap an open read transaction and the caches of its revision; use `Index.open`."""
        self.folder = folder
        self.revision = revision
        self.generation = generation
        self._connection = connection
        self._lock = threading.Lock()
        self._caches = caches
        self._article_by_key = lru_cache(_CACHED_ARTICLES)(self._read_article)
        with database_errors(folder / DATABASE):
            self._encoder_name = get_meta(connection, "encoder")

    @classmethod
    def open(cls, folder: Path | str) -> Index:
        """Open the published revision; damaged or missing caches are built again from the database.

        Args:
            folder: The index folder.

        Raises:
            IndexNotFound: There is no index, or nothing was published yet.
            IndexFormatError: It was written by another format version.
            IndexCorrupt: The database is damaged.
            IndexLocked: The caches are damaged, and another process is writing.
        """
        folder = Path(folder)
        for attempt in range(_TRIES):
            noted = last_published(folder)
            connection = connect(folder)
            try:
                file = (folder / DATABASE).stat().st_ino
                revision, generation = _begin(connection, folder, noted)
            except BaseException:
                connection.close()
                raise
            try:
                caches = load_caches(check_generation(folder, generation, revision))
                return cls(folder, connection, revision, (file, generation), caches)
            except IndexCorrupt:
                connection.close()
                # A writer may have published, and dropped the old generation, since the transaction began.
                if attempt and published_generation(folder)[1] == generation:
                    _rebuild(folder, last=attempt == _TRIES - 1)
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
        return self._encoder_name

    @property
    def n_passages(self) -> int:
        """Number of passages."""
        return len(self._caches.places)

    @property
    def n_articles(self) -> int:
        """Number of articles."""
        return len(self._caches.articles)

    @property
    def source_names(self) -> tuple[str, ...]:
        """The outlets by number."""
        return self._caches.articles.sources

    @property
    def names(self) -> Names:
        """The words that are written as names."""
        return self._caches.names

    @property
    def speakers(self) -> list[SpeakerCount]:
        """Name, role and number of statements of everybody who speaks, most first."""
        return self._caches.statements.speakers

    def spoken(self, speakers: Sequence[str]) -> Selection:
        """Choose the passages in which statements of somebody begin.

        Args:
            speakers: Names as resolved in the articles.

        Returns:
            For every passage whether it may be found.
        """
        rows = self._caches.statements.passages(speakers)
        chosen: Selection = np.isin(self._caches.places[:, Place.ROW], rows)
        return chosen

    def statements(self, speakers: Sequence[str] | None = None, rows: Sequence[int] | None = None) -> list[Said]:
        """Read statements.

        Args:
            speakers: Names as resolved in the articles; None takes everybody's.
            rows: Passages that the content begins in; None takes all.

        Returns:
            The statements with the rows of their passages, in the order they were stored.
        """
        ids = self._caches.statements.ids(speakers, rows)
        select = (
            f"SELECT s.id, s.article, {STATEMENT_COLUMNS}, s.passage, s.checksum FROM statements s"
            " WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id"
        )
        found = self._whole(select, [json.dumps(ids)], len(ids))
        return [
            Said(statement_of(values, self._article_by_key(key)), passage) for _, key, *values, passage, _ in found
        ]

    def sources(self) -> dict[str, int]:
        """Give the outlets and how many articles each has, most first."""
        return self._caches.articles.sizes()

    def period(self) -> tuple[str, str] | None:
        """Give the first and the last day of publication, or None where no article has one."""
        return self._caches.articles.period()

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
        keys = self._caches.articles.select(filters)
        if keys is None:
            return None
        chosen: Selection = np.isin(self._caches.places[:, Place.ARTICLE], keys)
        return chosen

    def reported(self, sources: Collection[int], days: Collection[tuple[int, int]]) -> Selection:
        """Choose the passages of some outlets and days.

        Args:
            sources: Outlets, as numbers in `source_names`; none allows all.
            days: First and last days, counted from 1970; none allows all. Undated articles are always allowed.

        Returns:
            For every passage whether it may be found.
        """
        keys = self._caches.articles.reported(sources, days)
        chosen: Selection = np.isin(self._caches.places[:, Place.ARTICLE], keys)
        return chosen

    def holding(self, words: Sequence[str]) -> Selection:
        """Choose the passages that hold at least one of some words, from `words`."""
        _, rows = self._caches.words.search(words, max(len(self._caches.places), 1))
        chosen: Selection = np.isin(self._caches.places[:, Place.ROW], rows)
        return chosen

    def allowed(self, rows: Sequence[int], among: Selection) -> set[int]:
        """Give those of some rows that a selection lets through."""
        kept = among[self._positions(np.array(rows, dtype=np.int64))]
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
        keys = self._caches.places[self._positions(rows), Place.ARTICLE]
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
        wanted = sorted({int(row) for row in rows})
        select = f"SELECT {PASSAGE_COLUMNS} FROM passages p WHERE p.row IN (SELECT value FROM json_each(?))"
        found = self._whole(select, [json.dumps(wanted)], len(wanted))
        spans = {row: (key, start, end, paragraph) for row, key, paragraph, start, end, _, _ in found}
        ordered = [spans[int(row)] for row in rows]
        return [Passage(self._article_by_key(key), *span) for key, *span in ordered]

    def article(self, id_: str) -> Article | None:
        """Read an article by its id, or None where there is none."""
        found = (self._article_by_key(key) for key in self._caches.articles.keys(id_))
        return next((article for article in found if article.id == id_), None)

    def _read_article(self, key: int) -> Article:
        select = f"SELECT {KEPT_COLUMNS}, {ARTICLE_COLUMNS} FROM articles a WHERE a.key = ?"
        for row in self._all(select, [key]):
            kept, article = row[:_KEPT], article_of(row[_KEPT:])
            if kept[0] == key and is_whole_article(kept, article):
                return article
        raise self._damaged(f"article number {key}")

    def _whole(self, select: str, values: Sequence[Any], count: int) -> list[Any]:
        """Read rows that end with their checksums."""
        rows = self._all(select, values)
        if len(rows) != count or not all(is_whole(row) for row in rows):
            raise self._damaged("a row is missing or altered")
        return rows

    def _all(self, select: str, values: Sequence[Any]) -> list[Any]:
        with self._lock, database_errors(self.folder / DATABASE):
            return self._connection.execute(select, values).fetchall()

    def _damaged(self, what: str) -> IndexCorrupt:
        return IndexCorrupt(f"{self.folder / DATABASE}: the database is damaged ({what}); {ADVICE}")


def _begin(connection: sqlite3.Connection, folder: Path, noted: int | None) -> tuple[int, int]:
    """Begin the reader's transaction, and read the revision and the generation that it sees."""
    with database_errors(folder / DATABASE):
        connection.execute("BEGIN")
        revision, generation = (int(get_meta(connection, key)) for key in ("revision", "generation"))
    check_note(folder, noted, generation)
    if revision == 0:
        raise IndexNotFound(f"{folder}: nothing is published here yet; run onrecord index PATH --index {folder}")
    return revision, generation


def _rebuild(folder: Path, *, last: bool) -> None:
    try:
        with open_writer(folder, create=False) as writer:
            writer.rebuild()
    except IndexLocked:
        # Perhaps another reader is at it.
        if last:
            raise
        time.sleep(_PAUSE)


def published_generation(folder: Path | str) -> tuple[int, int]:
    """Give what changes whenever there is something new to read: the database file's number and the generation's.

    Raises:
        StoreError: The index cannot be read.
    """
    folder = Path(folder)
    connection = connect(folder)
    try:
        with database_errors(folder / DATABASE):
            return (folder / DATABASE).stat().st_ino, int(get_meta(connection, "generation"))
    finally:
        connection.close()
