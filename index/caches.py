"""The caches of a generation, made from the database alone: nothing in them needs the encoder again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .blocks import blocks
from .bm25 import Analyzer, WordIndex, WordIndexBuilder, searched_text
from .encoders import Vectors
from .errors import IndexCorrupt
from .model import Passage
from .names import NameCounter
from .rows import ARTICLE_COLUMNS, LIVING, article_of, vectors_of
from .vectors import VectorIndex
from .words import PassageWords, PassageWordsBuilder

_PLACES: Final = "places.npy"
_SOURCES: Final = "sources.json"
_NAMES: Final = "names.json"
_VECTORS_A_BLOCK: Final = 8192
_EPOCH: Final = date(1970, 1, 1).toordinal()

NO_DAY: Final = np.iinfo(np.int32).min
"""The day of an article without a date of publication."""


class Place(IntEnum):
    """The columns of `Caches.places`."""

    ROW = 0
    ARTICLE = 1
    SOURCE = 2
    DAY = 3


class Names(NamedTuple):
    """The words that are written as names.

    Attributes:
        counts: How many passages each stands in.
        spellings: Names that are spelt in several ways, most frequent spelling first.
    """

    counts: dict[str, int]
    spellings: list[list[str]]


class Caches(NamedTuple):
    """What a searcher keeps open.

    Attributes:
        places: For every passage its row number, article key, outlet (a number in `sources`, -1 for none) and day
            of publication (days since 1970, or `NO_DAY`), shape (n, 4), ascending by row.
        sources: The outlets' names.
        vectors: The vector index; its n-th vector belongs to the n-th place.
        words: The word index; it knows passages by row number.
        passage_words: The words of the n-th place's passage.
        names: The names of the corpus.
    """

    places: NDArray[np.int32]
    sources: tuple[str, ...]
    vectors: VectorIndex
    words: WordIndex
    passage_words: PassageWords
    names: Names


def write_caches(connection: sqlite3.Connection, revision: int, dim: int, folder: Path) -> None:
    """Write the caches of a revision.

    Args:
        connection: The index's database.
        revision: The revision, published or about to be.
        dim: Number of components of a vector.
        folder: An empty folder.
    """
    places: list[NDArray[np.int32]] = [np.empty((0, len(Place)), np.int32)]
    sources: dict[str, int] = {}
    vectors = VectorIndex.build(_vectors(connection, revision, dim, places, sources), dim)
    vectors.save(folder)
    np.save(folder / _PLACES, np.concatenate(places), allow_pickle=False)
    (folder / _SOURCES).write_text(json.dumps(list(sources)), encoding="utf-8")
    _write_words(_passages(connection, revision), folder)


def _write_words(passages: Iterable[tuple[int, Passage]], folder: Path) -> None:
    analyzer = Analyzer()
    index, words, names = WordIndexBuilder(folder), PassageWordsBuilder(folder), NameCounter()
    for row, passage in passages:
        text = searched_text(passage)
        index.add(row, text)
        words.add(analyzer.words(text))
        names.add(passage.text)
    index.finish()
    words.finish()
    (folder / _NAMES).write_text(json.dumps([names.counts(), names.spellings()]), encoding="utf-8")


def load_caches(folder: Path) -> Caches:
    """Open the caches that `write_caches` wrote, memory-mapped.

    Args:
        folder: A generation's folder.

    Raises:
        IndexCorrupt: A file cannot be read, or the caches do not agree with each other.
    """
    try:
        places = np.load(folder / _PLACES, mmap_mode="r", allow_pickle=False)
        sources = tuple(json.loads((folder / _SOURCES).read_bytes()))
        names = Names(*json.loads((folder / _NAMES).read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise IndexCorrupt(f"{folder}: cannot be read ({error}); run onrecord repair") from error
    vectors, words, passage_words = VectorIndex.load(folder), WordIndex.load(folder), PassageWords.load(folder)
    caches = Caches(places, sources, vectors, words, passage_words, names)
    counts = len(caches.places), len(caches.vectors), len(caches.words), len(caches.passage_words)
    if len(set(counts)) != 1:
        raise IndexCorrupt(f"{folder}: places, vectors and words differ in number {counts}; run onrecord repair")
    return caches


def _vectors(
    connection: sqlite3.Connection,
    revision: int,
    dim: int,
    places: list[NDArray[np.int32]],
    sources: dict[str, int],
) -> Iterator[Vectors]:
    """Yield the vectors in blocks, and note the place of each on the way."""
    cursor = connection.execute(
        "SELECT p.row, p.article, a.source, a.published, p.vector"
        f" FROM articles a JOIN passages p ON p.article = a.key WHERE {LIVING} ORDER BY a.key, p.row",
        {"revision": revision},
    )
    for block in blocks(cursor, _VECTORS_A_BLOCK):
        places.append(
            np.array(
                [
                    (
                        row,
                        article,
                        sources.setdefault(source, len(sources)) if source else -1,
                        day_of(published),
                    )
                    for row, article, source, published, _ in block
                ],
                dtype=np.int32,
            )
        )
        yield vectors_of([vector for *_, vector in block], dim)


def day_of(published: str | None) -> int:
    """Count the days from 1970 to a date of publication (ISO 8601), or give `NO_DAY`."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal() - _EPOCH
    except ValueError:
        return NO_DAY


def _passages(connection: sqlite3.Connection, revision: int) -> Iterator[tuple[int, Passage]]:
    articles = connection.execute(
        f"SELECT a.key, {ARTICLE_COLUMNS} FROM articles a WHERE {LIVING} ORDER BY a.key",
        {"revision": revision},
    )
    for key, *values in articles:
        article = article_of(values)
        spans = connection.execute(
            'SELECT row, "start", "end", paragraph FROM passages WHERE article = ? ORDER BY row', (key,)
        )
        for row, start, end, paragraph in spans:
            yield row, Passage(article, start, end, paragraph)
