"""Stores articles, their passages and their statements in the database, for the revision to be published next."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from ..encoders import Encoder
from ..errors import StoreError
from ..model import Article, Passage, Statement
from ..text.language import language_of
from ..text.split import split
from .ahead import Prepared, check_text, is_same
from .blocks import blocks
from .changes import Changes, Finder
from .context import passage_vectors, vector_key
from .possible import is_passage
from .rows import (
    ARTICLE_COLUMNS,
    INSERT_ARTICLE,
    INSERT_PASSAGE,
    INSERT_STATEMENT,
    KEPT_COLUMNS,
    PASSAGE_COLUMNS,
    article_of,
    article_values,
    checksum,
    finding_text,
    is_whole,
    statement_values,
    vector_blob,
)
from .schema import get_number, set_meta

_PURGED_A_COMMIT: Final = 64
_PASSAGES_A_CALL: Final = 64


@dataclass(slots=True)
class _Stored:
    """An article of a batch, and what is stored with it.

    Attributes:
        key: The article's.
        statements: What is said in it.
        rows: Row number and span of its passages.
    """

    key: int
    statements: Sequence[Statement]
    rows: list[tuple[int, int, int]]


class ArticleStore:
    """The rows of a database that is being written."""

    def __init__(
        self,
        folder: Path,
        connection: sqlite3.Connection,
        load: Callable[[], Encoder],
        finder: Finder | None = None,
    ) -> None:
        """Work on an opened database whose folder is locked.

        Args:
            folder: The index folder.
            connection: Its database, to be written.
            load: Loads the encoder, when the first passage needs one.
            finder: Finds statements; None loads the one that comes with the project, when it is needed.
        """
        self.changes = Changes()
        self.on_passages: Callable[[int, int], None] = lambda _done, _total: None
        self._folder = folder
        self._connection = connection
        self._load = load
        self._encoder: Encoder | None = None
        self._finder = finder
        self._dim = get_number(connection, "dim")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that the block does, or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        finally:
            # After some errors, a full disk's among them, SQLite has rolled back by itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def find(self, article: Article) -> list[Statement]:
        """Find what is said in an article."""
        if self._finder is None:
            from ..attribution import StatementFinder

            self._finder = StatementFinder.load()
        return self._finder.find(article)

    def put(
        self, batch: Sequence[Prepared], origins: Mapping[str, str], revision: int, *, anew: bool = False
    ) -> None:
        """Store articles that are new or have changed, in a transaction.

        Args:
            batch: The articles, and what is known of them: what is said in them, vectors.
            origins: By id, the file that an article was read from.
            revision: The one to be published next.
            anew: Whether to store articles again that have not changed; their vectors are taken over.
        """
        before = self.changes
        self.changes = Changes(before.added, before.updated, before.unchanged, before.removed, before.encoded)
        known = {key: vector for read in batch for key, vector in (read.vectors or {}).items()}
        added = [
            one
            for article, statements, _ in batch
            if (one := self._put_article(article, statements, origins, revision, known, anew=anew)) is not None
        ]
        passages = ((stored, passage) for stored, found in added for passage in found)
        done, total = 0, sum(len(found) for _, found in added)
        for block in blocks(passages, _PASSAGES_A_CALL):
            self._put_passages(block, known)
            done += len(block)
            self.on_passages(done, total)
        for stored, _ in added:
            self._put_statements(stored)

    def article(self, id_: str) -> Article:
        """Give a living article."""
        select = f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE a.id = ? AND a.died IS NULL"
        return article_of(self._connection.execute(select, (id_,)).fetchone())

    def retire(self, id_: str, revision: int) -> bool:
        """Take an article out of a revision that is to be published; tell whether it was there."""
        kept = self._living(id_)
        if kept is not None:
            self._note(id_, kept, died=revision)
        return kept is not None

    def purge(self, revision: int) -> int:
        """Delete what no revision from this one on contains.

        Returns:
            The number of articles' versions that were deleted.
        """
        select = f"SELECT {KEPT_COLUMNS}, a.id FROM articles a WHERE a.died <= ?"
        gone = [self._kept(row) for row in self._connection.execute(select, (revision,))]
        for keys in blocks((key for key, *_ in gone), _PURGED_A_COMMIT):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            with self.transaction():
                for key in keys:
                    self._connection.execute("DELETE FROM passages WHERE article = ?", (key,))
                    self._connection.execute("DELETE FROM statements WHERE article = ?", (key,))
                    self._connection.execute("DELETE FROM articles WHERE key = ?", (key,))
        return len(gone)

    def _put_article(
        self,
        article: Article,
        statements: list[Statement] | None,
        origins: Mapping[str, str],
        revision: int,
        known: dict[tuple[str, str], bytes],
        *,
        anew: bool,
    ) -> tuple[_Stored, list[Passage]] | None:
        """Store an article itself, if there is something new in it, and note the vectors of its last version."""
        check_text(article)
        origin, old = origins.get(article.id), self._living(article.id)
        if old is not None and not anew and self._is_stored(article, old):
            self.changes.unchanged += 1
            if origin is not None:
                self._note(article.id, old, origin=origin)
            return None
        if old is None:
            self.changes.added += 1
        else:
            self.changes.updated += 1
            known.update(self._embedded(old[0]))
            self._note(article.id, old, died=revision)
        if article.language is None:
            article = replace(article, language=language_of(article.text))
        passages, statements = split(article), self.find(article) if statements is None else statements
        key = self._last("articles") + 1
        kept = (key, article.content_hash, len(passages), len(statements), origin, revision, None)
        values = (*article_values(article), *kept, checksum(article.id, *kept))
        self._connection.execute(INSERT_ARTICLE, values)
        self._count(1)
        return _Stored(key, statements, []), passages

    def _put_passages(self, block: list[tuple[_Stored, Passage]], known: Mapping[tuple[str, str], bytes]) -> None:
        keys = [vector_key(passage) for _, passage in block]
        fresh = list(dict.fromkeys(key for key in keys if key not in known))
        vectors: dict[tuple[str, str], bytes] = {}
        if fresh:
            encoded = passage_vectors(self._loaded(), fresh)
            vectors = {key: vector_blob(row) for key, row in zip(fresh, encoded, strict=True)}
            self.changes.encoded += len(fresh)
        first = self._last("passages") + 1
        for row, ((stored, passage), key) in enumerate(zip(block, keys, strict=True), first):
            start, end = passage.start, passage.end
            values = (row, stored.key, passage.paragraph, start, end, vectors.get(key) or known[key])
            self._connection.execute(INSERT_PASSAGE, (*values, checksum(*values)))
            stored.rows.append((row, start, end))

    def _put_statements(self, stored: _Stored) -> None:
        starts = [start for _, start, _ in stored.rows]
        for id_, statement in enumerate(stored.statements, self._last("statements") + 1):
            place = bisect_right(starts, statement.start) - 1
            row, _, end = stored.rows[place] if place >= 0 else (None, 0, 0)
            values = (id_, stored.key, *statement_values(statement), row if statement.start < end else None)
            finding = finding_text(id_, statement)
            self._connection.execute(INSERT_STATEMENT, (*values, checksum(*values), finding))

    def _is_stored(self, article: Article, old: Sequence[Any]) -> bool:
        (language,) = self._connection.execute("SELECT language FROM articles WHERE key = ?", (old[0],)).fetchone()
        return is_same(article, old[1], language)

    def _last(self, table: str) -> int:
        """Give the highest number that a table has ever had."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return 0 if row is None else int(row[0])

    def _embedded(self, key: int) -> Iterator[tuple[tuple[str, str], bytes]]:
        """Yield the texts that are already encoded for an article, with their vectors."""
        select = f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE a.key = ?"
        article = article_of(self._connection.execute(select, (key,)).fetchone())
        for row in self._connection.execute(
            f"SELECT {PASSAGE_COLUMNS} FROM passages p WHERE p.article = ?", (key,)
        ):
            _, _, paragraph, start, end, vector, _ = row
            passage = Passage(article, start, end, paragraph)
            if is_whole(row) and is_passage(passage) and len(vector) == 2 * self._dim:
                yield vector_key(passage), vector

    def _living(self, id_: str) -> Sequence[Any] | None:
        select = f"SELECT {KEPT_COLUMNS}, a.id FROM articles a WHERE a.id = ? AND a.died IS NULL"
        row = self._connection.execute(select, (id_,)).fetchone()
        return None if row is None else self._kept(row)

    def _kept(self, row: Sequence[Any]) -> Sequence[Any]:
        *kept, id_ = row
        if kept[-1] != checksum(id_, *kept[:-1]):
            raise sqlite3.DatabaseError(f"article {id_!r}")
        return kept

    def _note(self, id_: str, kept: Sequence[Any], *, origin: str | None = None, died: int | None = None) -> None:
        """Change what is noted of a living article."""
        *steady, before, born, _, _ = kept
        origin = origin or before
        if (origin, died) == (before, None):
            return
        total = checksum(id_, *steady, origin, born, died)
        update = "UPDATE articles SET origin = ?, died = ?, checksum = ? WHERE key = ?"
        self._connection.execute(update, (origin, died, total, steady[0]))
        self._count(0 if died is None else -1)

    def _count(self, change: int) -> None:
        """Keep the number of living articles, so that a page that is lost cannot go unnoticed."""
        set_meta(self._connection, "stored", str(get_number(self._connection, "stored") + change))

    def _loaded(self) -> Encoder:
        if self._encoder is None:
            self._encoder = self._load()
            if self._encoder.dim != self._dim:
                raise StoreError(
                    f"{self._folder}: holds vectors of {self._dim} components, "
                    f"{self._encoder.name} makes {self._encoder.dim}; use the model it was built with"
                )
        return self._encoder
