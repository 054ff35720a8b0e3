"""Changes an index: adds, updates and removes articles, and publishes them as a new revision.

Rows are stored under the next revision, which no reader sees. Publishing writes a generation of caches and then
moves the revision and the generation, in one commit: a process killed at any moment leaves the published revision
intact, and what was already stored for the next one is not encoded again.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .blocks import blocks
from .caches import write_caches
from .context import passage_vectors, vector_key
from .damage import ADVICE, database_errors
from .encoders import DEFAULT_MODEL, Encoder, load_encoder
from .errors import IndexCorrupt, StoreError
from .generation import drop_generations, write_generation
from .lock import writing
from .model import Article, Passage, Statement
from .published import check_note, last_published, note_published
from .rows import (
    ARTICLE_COLUMNS,
    KEPT_COLUMNS,
    PASSAGE_COLUMNS,
    article_of,
    article_values,
    checksum,
    is_whole,
    statement_values,
    vector_blob,
)
from .schema import DATABASE, connect, create_database, get_meta, set_meta
from .split import split
from .statements import StatementFinder

_ARTICLES_A_COMMIT: Final = 8
_PURGED_A_COMMIT: Final = 64
_PASSAGES_A_CALL: Final = 256
_PAGES_A_STEP: Final = 500
_FULL: Final = 0.7
_INSERT_ARTICLE: Final = (
    "INSERT INTO articles (id, text, title, url, source, author, published, updated, language,"
    " key, hash, passages, statements, origin, born, died, checksum)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_PASSAGE: Final = (
    'INSERT INTO passages (row, article, paragraph, "start", "end", vector, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)'
)
_INSERT_STATEMENT: Final = (
    "INSERT INTO statements (id, article, speaker, as_written, as_written_start, as_written_end, role, cue,"
    " content, kind, paragraph, passage, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


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


@dataclass(slots=True)
class Changes:
    """What a writer has done so far, in articles and (encoded) passages."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    encoded: int = 0

    @property
    def articles(self) -> int:
        """Number of articles looked at."""
        return self.added + self.updated + self.unchanged


class IndexWriter:
    """The one writer of an index folder, while it lasts; `open_writer` makes one."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, load: Callable[[], Encoder]) -> None:
        """Work on an opened database whose folder is locked.

        Args:
            folder: The index folder.
            connection: Its database, to be written.
            load: Loads the encoder, when the first passage needs one.
        """
        self.changes = Changes()
        self._folder = folder
        self._connection = connection
        self._load = load
        self._encoder: Encoder | None = None
        self._finder: StatementFinder | None = None
        self._dim = int(get_meta(connection, "dim"))
        self._published = int(get_meta(connection, "revision"))
        self._generation = int(get_meta(connection, "generation"))

    @property
    def next_revision(self) -> int:
        """The revision that changes are stored under."""
        return self._published + 1

    def add(self, articles: Iterable[Article], *, origins: Mapping[str, str] | None = None) -> Iterator[Changes]:
        """Store articles that are new or have changed; an article is known by its id.

        Args:
            articles: Read one by one, never held all at once.
            origins: By id, the file that an article was read from; asked when the article has been read.

        Yields:
            The counts after every commit. What was committed survives whatever happens next.
        """
        for batch in blocks(articles, _ARTICLES_A_COMMIT):
            with self._transaction():
                before = self.changes
                self.changes = Changes(
                    before.added, before.updated, before.unchanged, before.removed, before.encoded
                )
                self._store(batch, origins or {})
            yield self.changes

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out of the next revision.

        Args:
            ids: Their ids; unknown ones are passed over.

        Returns:
            How many there were.
        """
        with self._transaction():
            removed = sum(self._retire(id_) for id_ in ids)
        self.changes.removed += removed
        return removed

    def living(self, *, source: str | None = None, before: str | None = None) -> list[str]:
        """Give the ids of stored articles.

        Args:
            source: Only those of this outlet, whatever its case.
            before: Only those published before this day, ISO 8601; those without a date are not.
        """
        select = (
            "SELECT id FROM articles WHERE died IS NULL AND (:source IS NULL OR source = :source COLLATE NOCASE)"
            " AND (:before IS NULL OR published < :before) ORDER BY key"
        )
        return [id_ for (id_,) in self._connection.execute(select, {"source": source, "before": before})]

    def origins(self) -> dict[str, str]:
        """Give the files that stored articles were read from, by id, where they are known."""
        select = "SELECT id, origin FROM articles WHERE died IS NULL AND origin IS NOT NULL"
        return dict(self._connection.execute(select))

    def publish(self) -> int:
        """Make all that is stored visible to readers.

        Returns:
            The published revision; a new one only if there is a change to publish.
        """
        revision = self.next_revision
        changed = (
            "SELECT EXISTS (SELECT 1 FROM articles WHERE born = :r AND died IS NULL)"
            " OR EXISTS (SELECT 1 FROM articles WHERE died = :r AND born < :r)"
        )
        if self._published and not self._connection.execute(changed, {"r": revision}).fetchone()[0]:
            return self._published
        self._write_generation(revision)
        return revision

    def rebuild(self) -> int:
        """Write the caches of the published revision again, from the database alone.

        Returns:
            The revision.

        Raises:
            IndexCorrupt: The database itself is damaged.
        """
        found = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise IndexCorrupt(f"{self._folder / DATABASE}: the database is damaged ({found}); {ADVICE}")
        self._write_generation(self._published)
        return self._published

    def purge(self) -> int:
        """Delete what no revision from the published one on contains.

        Returns:
            The number of articles' versions that were deleted.
        """
        select = f"SELECT {KEPT_COLUMNS}, a.id FROM articles a WHERE a.died <= ?"
        gone = [self._kept(row) for row in self._connection.execute(select, (self._published,))]
        for keys in blocks((key for key, *_ in gone), _PURGED_A_COMMIT):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            with self._transaction():
                for key in keys:
                    self._connection.execute("DELETE FROM passages WHERE article = ?", (key,))
                    self._connection.execute("DELETE FROM statements WHERE article = ?", (key,))
                    self._connection.execute("DELETE FROM articles WHERE key = ?", (key,))
        return len(gone)

    def vacuum(self) -> bool:
        """Give the space of what was deleted back to the disk, a little at a time.

        The database's last pages move into its free ones and go through the log, which is emptied after every
        few: VACUUM would need twice the database's size meanwhile. A reader keeps the log from being emptied; as
        soon as it has grown to the size of what is left, moving stops.

        Returns:
            Whether all of it was given back.
        """
        drop_generations(self._folder, keep=self._generation)
        free = self._free_pages()
        step = min(_PAGES_A_STEP, 1 + free // 8)
        while free and self._held_pages() <= _FULL * self._pages():
            self._connection.execute(f"PRAGMA incremental_vacuum({step})").fetchall()
            free, before = self._free_pages(), free
            if free >= before:
                break
        return free == 0 and not self._held_pages()

    def _held_pages(self) -> int:
        """Empty the log as far as readers allow; give its length, in pages, if some of it is left."""
        _, logged, emptied = self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return int(logged) if logged > emptied else 0

    def _pages(self) -> int:
        return int(self._connection.execute("PRAGMA page_count").fetchone()[0])

    def _free_pages(self) -> int:
        return int(self._connection.execute("PRAGMA freelist_count").fetchone()[0])

    def _write_generation(self, revision: int) -> None:
        number = self._generation + 1
        count = get_meta(self._connection, "stored" if revision == self.next_revision else "published")

        def fill(path: Path) -> None:
            written = write_caches(self._connection, revision, self._dim, path)
            if written != int(count):
                raise sqlite3.DatabaseError(f"{written} of {count} articles are left")

        write_generation(self._folder, number, revision, fill)
        with self._transaction():
            set_meta(self._connection, "revision", str(revision))
            set_meta(self._connection, "generation", str(number))
            set_meta(self._connection, "published", count)
        self._published, self._generation = revision, number
        note_published(self._folder, number)
        drop_generations(self._folder, keep=number - 1)

    def _store(self, batch: list[Article], origins: Mapping[str, str]) -> None:
        known: dict[tuple[str, str], bytes] = {}
        added = [one for article in batch if (one := self._store_article(article, origins, known)) is not None]
        passages = ((stored, passage) for stored, found in added for passage in found)
        for block in blocks(passages, _PASSAGES_A_CALL):
            self._store_passages(block, known)
        for stored, _ in added:
            self._store_statements(stored)

    def _store_article(
        self, article: Article, origins: Mapping[str, str], known: dict[tuple[str, str], bytes]
    ) -> tuple[_Stored, list[Passage]] | None:
        """Store an article itself, if there is something new in it, and note the vectors of its last version."""
        hash_, origin = self._hash(article), origins.get(article.id)
        old = self._living(article.id)
        if old is not None and old[1] == hash_:
            self.changes.unchanged += 1
            if origin is not None:
                self._note(article.id, old, origin=origin)
            return None
        if old is None:
            self.changes.added += 1
        else:
            self.changes.updated += 1
            known.update(self._embedded(old[0]))
            self._note(article.id, old, died=self.next_revision)
        self._finder = self._finder or StatementFinder.load()
        passages, statements = split(article), self._finder.find(article)
        key = self._last("articles") + 1
        kept = (key, hash_, len(passages), len(statements), origin, self.next_revision, None)
        values = (*article_values(article), *kept, checksum(article.id, *kept))
        self._connection.execute(_INSERT_ARTICLE, values)
        self._count(1)
        return _Stored(key, statements, []), passages

    def _store_passages(
        self, block: list[tuple[_Stored, Passage]], known: Mapping[tuple[str, str], bytes]
    ) -> None:
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
            self._connection.execute(_INSERT_PASSAGE, (*values, checksum(*values)))
            stored.rows.append((row, start, end))

    def _store_statements(self, stored: _Stored) -> None:
        starts = [start for _, start, _ in stored.rows]
        for id_, statement in enumerate(stored.statements, self._last("statements") + 1):
            place = bisect_right(starts, statement.start) - 1
            row, _, end = stored.rows[place] if place >= 0 else (None, 0, 0)
            values = (id_, stored.key, *statement_values(statement), row if statement.start < end else None)
            self._connection.execute(_INSERT_STATEMENT, (*values, checksum(*values)))

    def _hash(self, article: Article) -> str:
        try:
            for value in article_values(article):
                (value or "").encode()
        except UnicodeEncodeError as error:
            raise StoreError(f"article {article.id!a}: has a lone surrogate, which UTF-8 cannot carry") from error
        return article.content_hash

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
            if is_whole(row):
                yield vector_key(Passage(article, start, end, paragraph)), vector

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
        set_meta(self._connection, "stored", str(int(get_meta(self._connection, "stored")) + change))

    def _retire(self, id_: str) -> bool:
        kept = self._living(id_)
        if kept is not None:
            self._note(id_, kept, died=self.next_revision)
        return kept is not None

    def _loaded(self) -> Encoder:
        if self._encoder is None:
            self._encoder = self._load()
            if self._encoder.dim != self._dim:
                raise StoreError(
                    f"{self._folder}: holds vectors of {self._dim} components, "
                    f"{self._encoder.name} makes {self._encoder.dim}; use the model it was built with"
                )
        return self._encoder

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        finally:
            # After some errors, a full disk's among them, SQLite has rolled back by itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


@contextmanager
def open_writer(
    folder: Path | str,
    *,
    model: str | None = None,
    device: str | None = None,
    load: Callable[..., Encoder] = load_encoder,
    create: bool = True,
) -> Iterator[IndexWriter]:
    """Open an index to change it, and create it where there is none.

    Args:
        folder: The index folder.
        model: The encoder; None takes the one the index was built with, or the default for a new one.
        device: Where a sentence-transformers model runs.
        load: Loads an encoder by name.
        create: Whether an index is made where there is none.

    Yields:
        The writer; the folder is locked until the end of the block.

    Raises:
        IndexNotFound: There is none, and none is to be made.
        IndexLocked: Another process is writing.
        StoreError: The index was built with another model, or the disk is full.
        IndexCorrupt: The database is damaged.
        ModelError: The model of a new index cannot be loaded.
    """
    folder = Path(folder)
    if not create:
        connect(folder).close()
    folder.mkdir(parents=True, exist_ok=True)
    with writing(folder):
        if not (folder / DATABASE).exists():
            encoder = load(model or DEFAULT_MODEL, device=device)
            create_database(folder, {"encoder": encoder.name, "dim": str(encoder.dim)})
        connection = connect(folder, write=True)
        try:
            with database_errors(folder / DATABASE):
                built = get_meta(connection, "encoder")
                if model is not None and model not in (built, Path(built).name):
                    raise StoreError(f"{folder}: was built with {built}; a new model needs a new folder")
                check_note(folder, last_published(folder), int(get_meta(connection, "generation")))
                writer = IndexWriter(folder, connection, lambda: load(built, device=device))
                writer.purge()
                yield writer
        finally:
            connection.close()
