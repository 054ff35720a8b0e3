"""Reads an index: one revision of it, unchanging for as long as it is open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .cachereader import CacheReader
from .caches.caches import Place
from .errors import QueryError, StoreError
from .filters import Filters
from .model import Article, Passage, Statement
from .opening import Published, begun_again, open_published, published_generation
from .rowreader import RowReader, Said
from .storage.log import is_long, written_back
from .storage.schema import DATABASE

_BLOCK: Final = 256


class Index(CacheReader):
    """One revision of an index folder, for any number of threads.

    The database is read in one transaction that lasts as long as the reader, and the caches are files that
    never change: what a writer does meanwhile stays out of sight until the index is opened anew. Whatever is
    chosen is chosen in the caches, whose checksums were compared when they were opened; from the database come
    rows by their number, and each row carries a checksum of its own. Damage raises `IndexCorrupt`.

    Attributes:
        folder: The index folder.
        revision: Counts the publications.
        generation: As `published_generation` gave it when this was opened.
        publication: Names what is read here, whatever its numbers.
    """

    def __init__(self, folder: Path, published: Published) -> None:
        """Wrap what `open_published` opened; use `Index.open`."""
        super().__init__(published.caches)
        self.folder = folder
        self.revision = published.revision
        self.generation = published.generation
        self.publication = published.publication
        self._rows = RowReader(folder / DATABASE, published.connection)
        self._encoder_name = published.encoder
        self._trusted = Filters(min_probability=0.0)

    def trusting(self, min_probability: float | None) -> Index:
        """Give the same reader without the statements that are less probable; close the one that was opened.

        Args:
            min_probability: As in `Filters`; None leaves what is listed.

        Raises:
            QueryError: An earlier version found some of the statements, and told no probability.
        """
        self._check_rated(min_probability)
        view = copy(self)
        view._trusted = Filters(min_probability=min_probability)  # noqa: SLF001 - its own
        return view

    def _check_rated(self, min_probability: float | None) -> None:
        if min_probability and self.has_old_statements:
            raise QueryError(
                "some statements of this index have no probability yet; "
                f"find them anew with onrecord index --statements --index {self.folder}"
            )

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
        return cls(folder, open_published(folder))

    def articles_of(self, keys: Sequence[int]) -> list[Article]:
        """Read articles by their keys, in the same order."""
        return [self._rows.article(key) for key in keys]

    def said_in(self, key: int) -> list[tuple[int, Said]]:
        """Read the statements of the article with a key, with their ids, ascending."""
        ids = self._rows.statement_ids(key)
        return list(zip(ids, self._rows.statements(ids), strict=True))

    @property
    def place(self) -> str:
        """Where it lies, as errors name it."""
        return str(self.folder)

    def newest(self) -> tuple[int, int]:
        """Give the generation of the revision that is published now."""
        return published_generation(self.folder)

    def reopened(self) -> Index:
        """Open the revision that is published now; this one stays open."""
        return Index.open(self.folder)

    def shorten_log(self) -> None:
        """Have a long log of the database emptied: all of it that this reader holds is written back first.

        The transaction begins again for that, over the same revision. While somebody reads an older one, where
        nothing may be written, or when a newer one is published, nothing happens.
        """
        if is_long(self.folder):
            with suppress(sqlite3.Error, StoreError), written_back(self.folder) as whole:
                if whole and (connection := begun_again(self.folder, self.generation)) is not None:
                    self._rows.go_on(connection)

    def close(self) -> None:
        """Let go of the revision."""
        self._rows.close()
        self._caches.directory.close()

    @property
    def encoder_name(self) -> str:
        """The encoder that the vectors were made with."""
        return self._encoder_name

    @property
    def has_old_statements(self) -> bool:
        """Whether an earlier version found some of the statements; `index --statements` finds better ones."""
        return self._rows.has_old_statements

    def statements(self, speakers: Sequence[str] | None = None, rows: Sequence[int] | None = None) -> list[Said]:
        """Read statements.

        Args:
            speakers: Names as resolved in the articles; None takes everybody's.
            rows: Passages that the content begins in; None takes all.

        Returns:
            The statements with the rows of their passages, in the order they were stored.
        """
        numbers = None if speakers is None else self.directory.voices(speakers)
        said = self._rows.statements(self._caches.statements.ids(numbers, rows))
        return [one for one in said if self._trusted.trusts(one.statement)]

    def every_article(self, filters: Filters) -> Iterator[Article]:
        """Read the articles that filters let through, one at a time, in the order they were stored."""
        return (self._rows.article(key) for key in self._caches.articles.chosen_keys(filters))

    def articles_after(self, after: int, k: int, filters: Filters) -> list[tuple[int, Article]]:
        """Read the next articles that filters let through.

        Args:
            after: Number of the article before; 0 begins.
            k: How many.
            filters: What is asked for.

        Returns:
            At most k articles with their numbers, which stay theirs, in the order they were stored.
        """
        keys = self._caches.articles.chosen_keys(filters, after)[:k]
        return [(key, self._rows.article(key)) for key in keys]

    def every_passage(self, filters: Filters) -> Iterator[Passage]:
        """Read the passages that filters let through, some at a time, in the order they were stored."""
        chosen = self.select(filters)
        rows = self.rows if chosen is None else self.rows[chosen]
        for begin in range(0, len(rows), _BLOCK):
            yield from self.passages(rows[begin : begin + _BLOCK].tolist())

    def every_statement(self, filters: Filters) -> Iterator[Statement]:
        """Read the statements that filters let through, some at a time, in the order they were stored."""
        ids = self._caches.statements.all_ids
        self._check_rated(filters.min_probability)
        for begin in range(0, len(ids), _BLOCK):
            for said in self._rows.statements(ids[begin : begin + _BLOCK].tolist()):
                if filters.trusts(said.statement) and filters.allows(said.statement.article):
                    yield said.statement

    def statements_in(self, article: Article) -> list[Statement]:
        """Read the statements of an article, in their order."""
        return [one for key in self._caches.articles.keys(article.id) for one in self._rows.statements_of(key)]

    def alike(self, word: str, k: int = 40) -> list[Passage]:
        """Read passages that hold a word spelt nearly like one that stands nowhere, at most k."""
        stems = self.words(word)
        return self.passages(self._caches.words.alike(stems[0], k).tolist()) if len(stems) == 1 else []

    def rows_of(self, article: Article) -> NDArray[np.int64]:
        """Give the row numbers of an article's passages, ascending."""
        keys = [key for key in self._caches.articles.keys(article.id) if self._rows.article(key).id == article.id]
        places = np.flatnonzero(np.isin(self._caches.places[Place.ARTICLE], keys))
        return self.rows[places].astype(np.int64)

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Read passages by their row numbers, in the same order."""
        return self._rows.passages(rows)

    def article(self, id_: str) -> Article | None:
        """Read an article by its id, or None where there is none."""
        found = (self._rows.article(key) for key in self._caches.articles.keys(id_))
        return next((article for article in found if article.id == id_), None)
