"""What indexing would do to an index, told without touching it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .model import Article
from .storage.ahead import is_same
from .storage.changes import Changes
from .storage.dateorder import kept_date_order
from .storage.removed import removed_origin
from .storage.schema import DATABASE, connect
from .storage.visited import gone_from_web, kept_visit


class Stored:
    """What an index holds, read only; one that is not there holds nothing."""

    def __init__(self, connection: sqlite3.Connection | None) -> None:
        """Ask a database, or none."""
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> Iterator[Stored]:
        """Open an index for the length of a block.

        Raises:
            IndexFormatError: It has another format version.
            IndexCorrupt: It is not a readable database.
        """
        if not (folder / DATABASE).exists():
            yield cls(None)
            return
        connection = connect(folder)
        try:
            yield cls(connection)
        finally:
            connection.close()

    @property
    def day_first(self) -> bool | None:
        """How a date like 03/04/2025 is read; None where the index was not told."""
        return None if self._connection is None else kept_date_order(self._connection)

    def origin_of(self, id_: str) -> str | None:
        """Give the file of an article that is stored or was taken out, "" where unknown, None for others."""
        found = self._row("origin", id_)
        return self._removed(id_) if found is None else str(found[0] or "")

    def was_removed(self, id_: str) -> bool:
        """Tell whether an article was taken out for good."""
        return self._removed(id_) is not None

    def kept_visit(self, url: str) -> str | None:
        """Give what was kept of a visit to an address, None where nothing was."""
        return None if self._connection is None else kept_visit(self._connection, url)

    def gone_from_web(self, sources: Sequence[str], missed: int) -> list[str]:
        """Give the ids of articles that sources led to, and whose pages so many looks have not found."""
        return [] if self._connection is None else gone_from_web(self._connection, sources, missed)

    def origins(self) -> dict[str, str]:
        """Give the files that articles were read from, by id, where they are known."""
        if self._connection is None:
            return {}
        select = "SELECT id, origin FROM articles WHERE died IS NULL AND origin IS NOT NULL"
        return dict(self._connection.execute(select))

    def state_of(self, article: Article) -> str:
        """Tell whether an article would be "added" or "updated", or is "unchanged"."""
        found = self._row("hash, language", article.id)
        if found is None:
            return "added"
        return "unchanged" if is_same(article, str(found[0]), found[1]) else "updated"

    def _removed(self, id_: str) -> str | None:
        return None if self._connection is None else removed_origin(self._connection, id_)

    def _row(self, columns: str, id_: str) -> tuple[str, str | None] | None:
        if self._connection is None:
            return None
        select = f"SELECT {columns} FROM articles WHERE id = ? AND died IS NULL"
        row: tuple[str, str | None] | None = self._connection.execute(select, (id_,)).fetchone()
        return row


def preview(stored: Stored, articles: Iterable[Article]) -> Iterator[Changes]:
    """Count what storing articles would do.

    Args:
        stored: The index.
        articles: Read one by one.

    Yields:
        The counts so far, an article at a time.
    """
    changes = Changes()
    for article in articles:
        state = stored.state_of(article)
        setattr(changes, state, getattr(changes, state) + 1)
        yield changes
