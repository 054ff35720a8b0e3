"""Changes an index: adds, updates and removes articles, and publishes them as a new revision.

Rows are stored under the next revision, which no reader sees. Publishing writes that revision's caches and
then moves the revision number, in one commit: a process killed at any moment leaves the published revision
intact, and what was already stored for the next one is not encoded again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .blocks import blocks
from .caches import write_caches
from .context import embedded_text
from .encoders import DEFAULT_MODEL, Encoder, load_encoder
from .errors import StoreError
from .generation import drop_generations, write_generation
from .lock import writing
from .model import Article, Passage
from .rows import ARTICLE_COLUMNS, article_of, article_values, vector_blob
from .schema import DATABASE, connect, create_database
from .split import split

_ARTICLES_A_COMMIT: Final = 8
_PASSAGES_A_CALL: Final = 256
_INSERT_ARTICLE: Final = (
    "INSERT INTO articles"
    " (id, text, title, url, source, author, published, updated, language, hash, born)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


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
        self._dim = int(self._meta("dim"))
        self._published = int(self._meta("revision"))
        self._purge()

    @property
    def next_revision(self) -> int:
        """The revision that changes are stored under."""
        return self._published + 1

    def add(self, articles: Iterable[Article]) -> Iterator[Changes]:
        """Store articles that are new or have changed; an article is known by its id.

        Args:
            articles: Read one by one, never held all at once.

        Yields:
            The counts after every commit. What was committed survives whatever happens next.
        """
        for batch in blocks(articles, _ARTICLES_A_COMMIT):
            with self._transaction():
                before = self.changes
                self.changes = Changes(
                    before.added, before.updated, before.unchanged, before.removed, before.encoded
                )
                self._store(batch)
            yield self.changes

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out of the next revision.

        Args:
            ids: Their ids; unknown ones are passed over.

        Returns:
            How many there were.
        """
        with self._transaction():
            removed = sum(self._retire(id_) is not None for id_ in ids)
        self.changes.removed += removed
        return removed

    def publish(self) -> int:
        """Make all that is stored visible to readers.

        Returns:
            The published revision; a new one only if there is a change to publish.
        """
        revision = self.next_revision
        changed = "SELECT 1 FROM articles WHERE (born = :r) <> (died IS :r) LIMIT 1"
        if self._connection.execute(changed, {"r": revision}).fetchone() is None and self._published:
            return self._published
        write_generation(
            self._folder, revision, lambda path: write_caches(self._connection, revision, self._dim, path)
        )
        with self._transaction():
            self._connection.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (str(revision),))
        self._published = revision
        drop_generations(self._folder, keep=revision - 1)
        return revision

    def rebuild(self) -> int:
        """Write the caches of the published revision again, from the database alone.

        Returns:
            The revision.
        """
        revision = self._published
        write_generation(
            self._folder, revision, lambda path: write_caches(self._connection, revision, self._dim, path)
        )
        return revision

    def _store(self, batch: list[Article]) -> None:
        known: dict[str, bytes] = {}
        stored: list[tuple[int, Article]] = []
        for article in batch:
            hash_ = article.content_hash
            living = "SELECT key, hash FROM articles WHERE id = ? AND died IS NULL"
            old = self._connection.execute(living, (article.id,)).fetchone()
            if old is not None and old[1] == hash_:
                self.changes.unchanged += 1
                continue
            if old is None:
                self.changes.added += 1
            else:
                self.changes.updated += 1
                known.update(self._embedded(old[0]))
                self._retire(article.id)
            values = (*article_values(article), hash_, self.next_revision)
            stored.append((int(self._connection.execute(_INSERT_ARTICLE, values).lastrowid or 0), article))
        passages = ((key, passage) for key, article in stored for passage in split(article))
        for block in blocks(passages, _PASSAGES_A_CALL):
            self._store_passages(block, known)

    def _store_passages(self, block: list[tuple[int, Passage]], known: dict[str, bytes]) -> None:
        texts = [embedded_text(passage) for _, passage in block]
        fresh = list(dict.fromkeys(text for text in texts if text not in known))
        vectors: dict[str, bytes] = {}
        if fresh:
            rows = self._loaded().encode_passages(fresh)
            vectors = {text: vector_blob(row) for text, row in zip(fresh, rows, strict=True)}
            self.changes.encoded += len(fresh)
        self._connection.executemany(
            'INSERT INTO passages (article, paragraph, "start", "end", vector) VALUES (?, ?, ?, ?, ?)',
            (
                (key, passage.paragraph, passage.start, passage.end, vectors.get(text) or known[text])
                for (key, passage), text in zip(block, texts, strict=True)
            ),
        )

    def _embedded(self, key: int) -> Iterator[tuple[str, bytes]]:
        """Yield the texts that are already encoded for an article, with their vectors."""
        select = f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE a.key = ?"
        article = article_of(self._connection.execute(select, (key,)).fetchone())
        spans = 'SELECT "start", "end", paragraph, vector FROM passages WHERE article = ?'
        for start, end, paragraph, vector in self._connection.execute(spans, (key,)):
            yield embedded_text(Passage(article, start, end, paragraph)), vector

    def _retire(self, id_: str) -> int | None:
        update = "UPDATE articles SET died = ? WHERE id = ? AND died IS NULL RETURNING key"
        row = self._connection.execute(update, (self.next_revision, id_)).fetchone()
        return None if row is None else int(row[0])

    def _purge(self) -> None:
        """Delete what no revision from the published one on contains."""
        gone = "SELECT key FROM articles WHERE died <= ?"
        with self._transaction():
            for table in ("passages", "statements"):
                self._connection.execute(f"DELETE FROM {table} WHERE article IN ({gone})", (self._published,))
            self._connection.execute("DELETE FROM articles WHERE died <= ?", (self._published,))

    def _loaded(self) -> Encoder:
        if self._encoder is None:
            self._encoder = self._load()
            if self._encoder.dim != self._dim:
                raise StoreError(
                    f"{self._folder}: holds vectors of {self._dim} components, "
                    f"{self._encoder.name} makes {self._encoder.dim}; use the model it was built with"
                )
        return self._encoder

    def _meta(self, key: str) -> str:
        return str(self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


@contextmanager
def open_writer(
    folder: Path | str,
    *,
    model: str | None = None,
    device: str | None = None,
    load: Callable[..., Encoder] = load_encoder,
) -> Iterator[IndexWriter]:
    """Open an index to change it, and create it where there is none.

    Args:
        folder: The index folder.
        model: The encoder; None takes the one the index was built with, or the default for a new one.
        device: Where a sentence-transformers model runs.
        load: Loads an encoder by name.

    Yields:
        The writer; the folder is locked until the end of the block.

    Raises:
        IndexLocked: Another process is writing.
        StoreError: The index was built with another model.
        ModelError: The model of a new index cannot be loaded.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with writing(folder):
        if not (folder / DATABASE).exists():
            encoder = load(model or DEFAULT_MODEL, device=device)
            create_database(folder, {"encoder": encoder.name, "dim": str(encoder.dim)})
        connection = connect(folder, write=True)
        try:
            built = str(connection.execute("SELECT value FROM meta WHERE key = 'encoder'").fetchone()[0])
            if model is not None and model not in (built, Path(built).name):
                raise StoreError(f"{folder}: was built with {built}; a new model needs a new folder")
            yield IndexWriter(folder, connection, lambda: load(built, device=device))
        finally:
            connection.close()
