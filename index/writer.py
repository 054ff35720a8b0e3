"""Changes an index: adds, updates and removes articles, and publishes them as a new revision.

Rows are stored under the next revision, which no reader sees. Publishing writes a generation of caches and then
moves the revision and the generation, in one commit: a process killed at any moment leaves the published revision
intact, and what was already stored for the next one is not encoded again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from .caches.caches import write_caches
from .caches.generation import check_generation, drop_generations, write_generation
from .errors import IndexCorrupt
from .model import Article
from .storage.ahead import Prepared, prepared
from .storage.blocks import blocks
from .storage.changes import Changes
from .storage.damage import ADVICE
from .storage.dateorder import keep_date_order, kept_date_order
from .storage.published import note_published
from .storage.removed import forget, remember, removed_origin
from .storage.schema import DATABASE, get_meta, get_number, set_meta
from .storage.space import give_back
from .storage.store import ArticleStore
from .storage.visited import gone_from_web, keep_visits, kept_visit, read_from, visits_due

_ARTICLES_A_COMMIT: Final = 8


class IndexWriter:
    """The one writer of an index folder, while it lasts; `open_writer` makes one."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, store: ArticleStore) -> None:
        """Work on an opened database whose folder is locked.

        Args:
            folder: The index folder.
            connection: Its database, to be written.
            store: Stores rows in it.
        """
        self._folder = folder
        self._connection = connection
        self._store = store
        self._dim = get_number(connection, "dim")
        self._published = get_number(connection, "revision")
        self._generation = get_number(connection, "generation")
        self._ahead: Generator[list[Prepared], None, None] | None = None

    def close(self) -> None:
        """End what still reads ahead: SQLite crashes where a connection is closed under a thread that uses it."""
        if self._ahead is not None:
            self._ahead.close()

    @property
    def changes(self) -> Changes:
        """What has been done so far."""
        return self._store.changes

    @property
    def encoder_name(self) -> str:
        """Name of the encoder that the vectors are made with."""
        return get_meta(self._connection, "encoder")

    @property
    def day_first(self) -> bool | None:
        """How a date like 03/04/2025 is read, as `keep_day_first` was told; None where it was not."""
        return kept_date_order(self._connection)

    def keep_day_first(self, *, day_first: bool) -> None:
        """Note how such a date is to be read from now on."""
        with self._store.transaction():
            keep_date_order(self._connection, day_first=day_first)

    @property
    def next_revision(self) -> int:
        """The revision that changes are stored under."""
        return self._published + 1

    def add(
        self,
        articles: Iterable[Article],
        *,
        origins: Mapping[str, str] | None = None,
        on_passages: Callable[[int, int], None] | None = None,
    ) -> Iterator[Changes]:
        """Store articles that are new or have changed; an article is known by its id.

        Args:
            articles: Read one by one, never held all at once.
            origins: By id, the file that an article was read from; asked when the article has been read.
            on_passages: Told now and then how many passages of the articles at hand are encoded, of how many.

        Yields:
            The counts after every commit. What was committed survives whatever happens next.
        """
        if on_passages is not None:
            self._store.on_passages = on_passages
        self._ahead = prepared(articles, self._store.find, self._folder, _ARTICLES_A_COMMIT)
        # Closed here, not by whichever thread collects garbage next: it waits for a thread of its own.
        with closing(self._ahead) as batches:
            yield from self.take_in(batches, origins=origins)

    def take_in(
        self, batches: Iterable[Sequence[Prepared]], *, origins: Mapping[str, str] | None = None
    ) -> Iterator[Changes]:
        """Store articles as `add` does, of which statements and vectors may be known already.

        Args:
            batches: Articles that are committed together; asked for one by one.
            origins: By id, the file that an article was read from; asked when its batch has come.

        Yields:
            The counts after every commit.
        """
        for batch in batches:
            with self._store.transaction():
                self._store.put(batch, origins or {}, self.next_revision)
            yield self.changes

    def state_anew(self) -> Iterator[Changes]:
        """Find the statements of all stored articles again; vectors are taken over, nothing is encoded.

        Yields:
            The counts after every commit.
        """
        for ids in blocks(self.living(), _ARTICLES_A_COMMIT):
            batch = [Prepared(article, self._store.find(article)) for article in map(self._store.article, ids)]
            origins = {id_: origin for id_ in ids if (origin := self.origin_of(id_))}
            with self._store.transaction():
                self._store.put(batch, origins, self.next_revision, anew=True)
            yield self.changes

    def remove(self, ids: Iterable[str], *, for_good: bool = False) -> int:
        """Take articles out of the next revision.

        Args:
            ids: Their ids; unknown ones are passed over.
            for_good: Whether to remember them, so that `was_removed` tells whoever would bring them back.

        Returns:
            How many there were.
        """
        with self._store.transaction():
            origins = {id_: origin for id_ in ids if (origin := self.origin_of(id_)) is not None}
            gone = [id_ for id_ in origins if self._store.retire(id_, self.next_revision)]
            if for_good:
                remember(self._connection, origins)
        self.changes.removed += len(gone)
        return len(gone)

    def keep_visits(self, visits: Sequence[tuple[str, str]]) -> None:
        """Keep what is to be remembered of visits to the web, by address."""
        if visits:
            with self._store.transaction():
                keep_visits(self._connection, visits)

    def kept_visit(self, url: str) -> str | None:
        """Give what was kept of a visit to an address, None where nothing was."""
        return kept_visit(self._connection, url)

    def visits_due(self, source: str, now: float, most: int) -> list[tuple[str, str]]:
        """Give the visits, by address, that a source led to and are to be repeated, the most overdue first."""
        return visits_due(self._connection, source, now, most)

    def read_from(self, addresses: Sequence[str]) -> dict[str, Article]:
        """Give the stored articles that were read from addresses, by these."""
        return read_from(self._connection, addresses)

    def gone_from_web(self, sources: Sequence[str], missed: int) -> list[str]:
        """Give the ids of stored articles that sources led to, and whose pages so many looks have not found."""
        return gone_from_web(self._connection, sources, missed)

    def was_removed(self, id_: str) -> bool:
        """Tell whether an article was taken out for good."""
        return removed_origin(self._connection, id_) is not None

    def readmit(self, id_: str) -> None:
        """Let an article in again that was taken out for good."""
        with self._store.transaction():
            forget(self._connection, id_)

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

    def origin_of(self, id_: str) -> str | None:
        """Give the file of an article that is stored or was taken out, "" where unknown, None for others."""
        select = "SELECT origin FROM articles WHERE id = ? AND died IS NULL"
        found = self._connection.execute(select, [id_]).fetchone()
        return removed_origin(self._connection, id_) if found is None else found[0] or ""

    def languages(self) -> dict[str, int]:
        """Count the articles that the next revision adds or changes, by language; "" stands for an unknown one."""
        select = "SELECT coalesce(language, ''), count(*) FROM articles WHERE born = ? AND died IS NULL GROUP BY 1"
        return dict(self._connection.execute(select, [self.next_revision]))

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
        self._write_generation(revision, self._whole())
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
        self._write_generation(self._published, None)
        return self._published

    def purge(self) -> int:
        """Delete what no revision from the published one on contains.

        Returns:
            The number of articles' versions that were deleted.
        """
        return self._store.purge(self._published)

    def vacuum(self) -> bool:
        """Give the space of what was deleted back to the disk; tell whether all of it was."""
        drop_generations(self._folder, keep=self._generation)
        return give_back(self._connection)

    def _whole(self) -> Path | None:
        """Give the folder of the published generation, if there is one and nothing in it is damaged."""
        try:
            return check_generation(self._folder, self._generation, self._published)
        except IndexCorrupt:
            return None

    def _write_generation(self, revision: int, before: Path | None) -> None:
        number = self._generation + 1
        count = get_meta(self._connection, "stored" if revision == self.next_revision else "published")

        def fill(path: Path) -> None:
            written = write_caches(self._connection, revision, self._dim, path, before)
            if written != int(count):
                raise sqlite3.DatabaseError(f"{written} of {count} articles are left")

        write_generation(self._folder, number, revision, fill)
        with self._store.transaction():
            set_meta(self._connection, "revision", str(revision))
            set_meta(self._connection, "generation", str(number))
            set_meta(self._connection, "published", count)
        self._published, self._generation = revision, number
        note_published(self._folder, number)
        drop_generations(self._folder, keep=number - 1)
