"""The caches of a generation, made from the database alone: nothing in them needs the encoder again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..arrays.arrayfile import RowFile, write_columns
from ..encoders import Vectors
from ..entities.joining import join_speakers
from ..entities.name_counts import NameCounter
from ..entities.short_names import ShortNames
from ..entities.speaker_counts import Heard
from ..entities.surnames import ArticleEvidence
from ..errors import IndexCorrupt
from ..model import Passage
from ..numpyfiles import load_array
from ..storage.blocks import blocks
from ..storage.possible import is_number, is_passage
from ..storage.rows import LIVING, PASSAGE_COLUMNS, STORED_COLUMNS, is_whole, stored_article, vectors_of
from .articles import ArticleTable
from .bm25 import Analyzer, WordIndex, WordIndexBuilder, searched_text
from .clusters import Earlier
from .directory import FILE as NAMES
from .directory import Directory, WrittenNames, write_directory
from .found import FoundPassages
from .scratch import scratch
from .spoken import StatementTable
from .vectors import VectorIndex, write_vectors
from .words import PassageWords, PassageWordsBuilder

_PLACES: Final = "places.npy"
_NUMBER: Final = "<i4"
_VECTORS_A_BLOCK: Final = 8192
_PASSAGES_A_BLOCK: Final = 1 << 20


class Place(IntEnum):
    """What each row of `Caches.places` holds."""

    ROW = 0
    ARTICLE = 1


class Caches(NamedTuple):
    """What a searcher keeps open.

    Attributes:
        places: For every passage its row number and its article's key, both ascending, shape (2, n).
        articles: What is known of the articles.
        statements: Which statements there are.
        vectors: The vector index; its n-th vector belongs to the n-th place.
        words: The word index; it knows passages by row number.
        passage_words: The words of the n-th place's passage.
        directory: The names of the corpus, and who speaks.
    """

    places: NDArray[np.int32]
    articles: ArticleTable
    statements: StatementTable
    vectors: VectorIndex
    words: WordIndex
    passage_words: PassageWords
    directory: Directory


def write_caches(
    connection: sqlite3.Connection, revision: int, dim: int, folder: Path, before: Path | None = None
) -> int:
    """Write the caches of a revision.

    Args:
        connection: The index's database.
        revision: The revision, published or about to be.
        dim: Number of components of a vector.
        folder: An empty folder.
        before: The folder of an earlier generation, found to be whole, whose clusters of vectors are gone on from.

    Returns:
        The number of articles.

    Raises:
        sqlite3.DatabaseError: A row is damaged or missing.
    """
    with scratch(folder) as aside:
        articles = ArticleTable.write(connection, revision, folder)
        # Room is made for as many as the articles say they have.
        if articles.passages > connection.execute("SELECT count(*) FROM passages").fetchone()[0]:
            raise sqlite3.DatabaseError("passages are missing")
        heard = Heard(aside)
        statements = StatementTable.write(connection, revision, folder, heard)
        vectors = write_vectors(
            _vectors(connection, revision, dim, folder), articles.passages, dim, folder,
            before=None if before is None else partial(_earlier, before, folder),
        )  # fmt: skip
        names, shorts = NameCounter(aside), ShortNames(aside)
        words = _write_words(_passages(connection, revision), names, shorts, folder)
        found = FoundPassages(connection, WordIndex.load(folder))
        evidence = ArticleEvidence(connection, heard.articles, found)
        speakers = join_speakers(heard.counts(), aside, names, evidence, shorts)
        written = WrittenNames(names.words(), names.skeletons(), names.spellings())
        write_directory(folder / NAMES, written, speakers, heard.voices(), aside)
    if (words, vectors, len(statements)) != (articles.passages, articles.passages, articles.statements):
        raise sqlite3.DatabaseError("passages or statements are missing")
    return len(articles)


def _earlier(before: Path, folder: Path) -> Earlier:
    """Tell where an earlier generation's passages stand now."""
    rows, old = (load_array(one / _PLACES, "r")[Place.ROW] for one in (folder, before))
    places = np.empty(len(old), np.int32)
    for at in range(0, len(old), _PASSAGES_A_BLOCK):
        some = old[at : at + _PASSAGES_A_BLOCK]
        now = np.searchsorted(rows, some)
        there = rows[np.minimum(now, len(rows) - 1)] == some
        places[at : at + len(some)] = np.where(there, now, -1)
    return Earlier(before, places)


def _write_words(
    passages: Iterable[tuple[int, Passage]], names: NameCounter, shorts: ShortNames, folder: Path
) -> int:
    analyzer = Analyzer()
    index = WordIndexBuilder(folder)
    with closing(PassageWordsBuilder(folder)) as words:
        for row, passage in passages:
            text = searched_text(passage)
            index.add(row, text)
            words.add(analyzer.words(text))
            names.add(passage.text)
            shorts.add(passage.text)
        index.finish()
        words.finish()
    names.finish()
    return index.count


def load_caches(folder: Path) -> Caches:
    """Open the caches that `write_caches` wrote, memory-mapped.

    Args:
        folder: A generation's folder.

    Raises:
        IndexCorrupt: A file cannot be read, or the caches do not agree with each other.
    """
    try:
        places = load_array(folder / _PLACES, "r")
    except (OSError, ValueError) as error:
        raise IndexCorrupt(f"{folder}: cannot be read ({error}); run onrecord repair") from error
    articles, statements = ArticleTable.load(folder), StatementTable.load(folder)
    vectors, words, passage_words = VectorIndex.load(folder), WordIndex.load(folder), PassageWords.load(folder)
    caches = Caches(places, articles, statements, vectors, words, passage_words, Directory(folder / NAMES))
    counts = places.shape[-1], len(caches.vectors), len(caches.words), len(caches.passage_words)
    if len(set(counts)) != 1:
        raise IndexCorrupt(f"{folder}: places, vectors and words differ in number {counts}; run onrecord repair")
    return caches


def _vectors(connection: sqlite3.Connection, revision: int, dim: int, folder: Path) -> Iterator[Vectors]:
    """Yield the vectors in blocks, and write the place of each on the way."""
    cursor = connection.execute(
        f"SELECT {PASSAGE_COLUMNS} FROM articles a JOIN passages p ON p.article = a.key"
        f" WHERE {LIVING} ORDER BY a.key, p.row",
        {"revision": revision},
    )
    with RowFile(folder / "places.new", _NUMBER, len(Place)) as places:
        for block in blocks(cursor, _VECTORS_A_BLOCK):
            damaged = next((row[0] for row in block if not _is_stored(row, dim)), None)
            if damaged is not None:
                raise sqlite3.DatabaseError(f"passage {damaged}")
            places.add([(row, article) for row, article, *_ in block])
            yield vectors_of([vector for *_, vector, _ in block], dim)
        write_columns(folder / _PLACES, _NUMBER, len(places.rows()), places.columns())


def _passages(connection: sqlite3.Connection, revision: int) -> Iterator[tuple[int, Passage]]:
    articles = connection.execute(
        f"SELECT {STORED_COLUMNS} FROM articles a WHERE {LIVING} ORDER BY a.key", {"revision": revision}
    )
    for values in articles:
        article, whole = stored_article(values)
        if not whole:
            raise sqlite3.DatabaseError(f"article {article.id!r}")
        spans = connection.execute(
            'SELECT row, "start", "end", paragraph FROM passages WHERE article = ? ORDER BY row', (values[0],)
        )
        for row, start, end, paragraph in spans:
            passage = Passage(article, start, end, paragraph)
            if not is_passage(passage):
                raise sqlite3.DatabaseError(f"passage {row} lies outside its article")
            yield row, passage


def _is_stored(row: Sequence[Any], dim: int) -> bool:
    """Whether the values of `PASSAGE_COLUMNS` are those of a passage with its vector."""
    number, article, *_, vector, _ = row
    held = isinstance(vector, bytes) and len(vector) == 2 * dim
    return held and is_number(number, 1) and is_number(article, 1) and is_whole(row)
