"""What is known of every article without reading it, and which articles filters let through."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..arrays.arrayfile import RowFile, write_columns
from ..days import day_of, epoch_day, from_epoch
from ..errors import IndexCorrupt
from ..filters import Filters
from ..numpyfiles import load_array
from ..storage.blocks import blocks
from ..storage.possible import is_number
from ..storage.rows import LIVING

_COLUMNS: Final = "articles.npy"
_NAMES: Final = "articles.json"
_NUMBER: Final = "<i8"
_ARTICLES_A_BLOCK: Final = 8192

NO_DAY: Final = np.iinfo(np.int32).min
"""The day of an article without a date of publication."""


class Column(IntEnum):
    """The columns of an `ArticleTable`."""

    KEY = 0
    ID = 1
    PASSAGES = 2
    STATEMENTS = 3
    SOURCE = 4
    AUTHOR = 5
    LANGUAGE = 6
    DAY = 7


class ArticleTable:
    """Keys, numbered ids, sizes, outlets, authors, languages and days of all articles of a revision."""

    def __init__(self, columns: NDArray[np.int64], names: list[list[str]]) -> None:
        """Wrap the columns.

        Args:
            columns: What `Column` names of each article, ascending by key, shape (8, n); -1 where there is none.
            names: The outlets, authors and languages by number.
        """
        self._columns = columns
        self.sources, self._authors, self._languages = (tuple(one) for one in names)

    def __len__(self) -> int:
        """Number of articles."""
        return int(self._columns.shape[1])

    @classmethod
    def write(cls, connection: sqlite3.Connection, revision: int, folder: Path) -> ArticleTable:
        """Make the table of a revision from the database, and write it into a generation's folder."""
        select = (
            "SELECT a.key, a.id, a.passages, a.statements, a.source, a.author, a.language, a.published"
            f" FROM articles a WHERE {LIVING} ORDER BY a.key"
        )
        numbers: list[dict[str, int]] = [{}, {}, {}]
        rows = (
            (
                key,
                id_number(id_),
                passages,
                statements,
                *(found.setdefault(n, len(found)) if n else -1 for n, found in zip(names, numbers, strict=True)),
                number_of_day(published),
            )
            for key, id_, passages, statements, *names, published in map(
                _checked, connection.execute(select, {"revision": revision})
            )
        )
        with RowFile(folder / "articles.new", _NUMBER, len(Column)) as draft:
            for block in blocks(rows, _ARTICLES_A_BLOCK):
                draft.add(block)
            write_columns(folder / _COLUMNS, _NUMBER, len(draft.rows()), draft.columns())
        with (folder / _NAMES).open("w", encoding="utf-8") as file:
            json.dump([list(found) for found in numbers], file)
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> ArticleTable:
        """Open what `write` wrote, memory-mapped.

        Raises:
            IndexCorrupt: A file cannot be read.
        """
        try:
            columns = load_array(folder / _COLUMNS, "r")
            return cls(columns, json.loads((folder / _NAMES).read_bytes()))
        except (OSError, ValueError, TypeError, RecursionError) as error:
            raise IndexCorrupt(f"{folder}: cannot be read ({error}); run onrecord repair") from error

    @property
    def passages(self) -> int:
        """Number of passages."""
        return int(self._columns[Column.PASSAGES].sum())

    @property
    def statements(self) -> int:
        """Number of statements."""
        return int(self._columns[Column.STATEMENTS].sum())

    @property
    def all_keys(self) -> NDArray[np.int64]:
        """The keys of all articles, ascending."""
        keys: NDArray[np.int64] = self._columns[Column.KEY]
        return keys

    def keys(self, id_: str) -> list[int]:
        """Give the keys of the articles that may have an id: one or none, but for one chance in 2^64."""
        found = self._columns[Column.ID] == id_number(id_)
        return [int(key) for key in self._columns[Column.KEY, found]]

    def facts(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Give the outlets (as numbers, -1 for none) and days of articles, each of shape (len(keys),)."""
        places = np.searchsorted(self._columns[Column.KEY], keys)
        sources, days = self._columns[Column.SOURCE, places], self._columns[Column.DAY, places]
        return sources.astype(np.int32), days.astype(np.int32)

    @property
    def authors(self) -> tuple[str, ...]:
        """The bylines by number."""
        return self._authors

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages by number."""
        return self._languages

    def columns(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give what `Column` names of articles, shape (8, len(keys))."""
        found: NDArray[np.int64] = self._columns[:, np.searchsorted(self._columns[Column.KEY], keys)]
        return found

    def select(self, filters: Filters) -> NDArray[np.bool_] | None:
        """Choose the passages of articles.

        Args:
            filters: What is asked for.

        Returns:
            For every passage whether filters let it through; None where nothing is asked for.

        Raises:
            QueryError: A date is not a date.
        """
        chosen = self._chosen(filters)
        return None if chosen is None else self._spread(chosen)

    def chosen_keys(self, filters: Filters, after: int = 0) -> list[int]:
        """Give the keys of the articles that filters let through and that come after a key, ascending.

        Raises:
            QueryError: A date is not a date.
        """
        chosen = self._chosen(filters)
        keys = self.all_keys if chosen is None else self.all_keys[chosen]
        return [int(key) for key in keys[np.searchsorted(keys, after, "right") :]]

    def _chosen(self, filters: Filters) -> NDArray[np.bool_] | None:
        """Choose articles; None where nothing is asked for."""
        first, last = filters.days()
        if filters.of_articles == Filters():
            return None
        chosen = np.ones(len(self), dtype=bool)
        days = self._columns[Column.DAY]
        if first is not None:
            chosen &= days >= epoch_day(first)
        if last is not None:
            chosen &= (days <= epoch_day(last)) & (days != NO_DAY)
        if outlets := filters.outlets:
            chosen &= self._named(Column.SOURCE, self.sources, lambda name: name in outlets)
        if author := (filters.author or "").casefold():
            chosen &= self._named(Column.AUTHOR, self._authors, lambda name: author in name)
        if language := (filters.language or "").casefold():
            chosen &= self._named(Column.LANGUAGE, self._languages, lambda name: name == language)
        return chosen

    def reported(self, sources: Collection[int], days: Collection[tuple[int, int]]) -> NDArray[np.bool_]:
        """Choose the passages of the articles of some outlets and days.

        Args:
            sources: Outlets by number; none allows all.
            days: First and last days, counted from 1970; none allows all; an undated article is of no day.

        Returns:
            For every passage whether it is chosen.
        """
        chosen = np.ones(len(self), dtype=bool)
        if sources:
            chosen &= np.isin(self._columns[Column.SOURCE], list(sources))
        if days:
            day = self._columns[Column.DAY]
            within = np.any([(day >= first) & (day <= last) for first, last in days], axis=0)
            chosen &= within & (day != NO_DAY)
        return self._spread(chosen)

    def sizes(self) -> dict[str, int]:
        """Give the outlets and how many articles each has, most first."""
        counts = Counter(self._columns[Column.SOURCE].tolist())
        sizes = {name: counts[number] for number, name in enumerate(self.sources)}
        return dict(sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])))

    def period(self) -> tuple[str, str] | None:
        """Give the first and the last day of publication, or None where no article has one."""
        days = self._columns[Column.DAY]
        days = days[days != NO_DAY]
        if not len(days):
            return None
        first, last = (from_epoch(int(day)).isoformat() for day in (days.min(), days.max()))
        return first, last

    def n_undated(self) -> int:
        """Count the articles without a day of publication."""
        return int((self._columns[Column.DAY] == NO_DAY).sum())

    def _spread(self, articles: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Choose the passages of chosen articles: both stand in the order of the articles' keys."""
        spread: NDArray[np.bool_] = np.repeat(articles, self._columns[Column.PASSAGES])
        return spread

    def _named(self, column: Column, names: tuple[str, ...], fits: Callable[[str], bool]) -> NDArray[np.bool_]:
        wanted = [number for number, name in enumerate(names) if fits(name.casefold())]
        chosen: NDArray[np.bool_] = np.isin(self._columns[column], wanted)
        return chosen


def _checked(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Check that the values of an article are of their types.

    Raises:
        sqlite3.DatabaseError: They are not.
    """
    key, id_, passages, statements, *texts = row
    numbers = is_number(key, 1) and is_number(passages) and is_number(statements)
    if not (numbers and isinstance(id_, str) and all(one is None or isinstance(one, str) for one in texts)):
        raise sqlite3.DatabaseError(f"article {id_!r}")
    return row


def id_number(id_: str) -> int:
    """Number an id, 64 bits."""
    digest = hashlib.blake2b(id_.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def number_of_day(published: str | None) -> int:
    """Count the days from 1970 to a date of publication (ISO 8601), or give `NO_DAY`."""
    day = day_of(published)
    return NO_DAY if day is None else epoch_day(day)
