"""The names of a published index, its speakers and its words, as rows; in an order that is the same each time."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ..caches.bm25 import Analyzer, searched_text
from ..caches.scratch import scratch
from ..reader import Index
from .layout import Kind
from .parts import in_parts, named
from .revision import Facts

_PASSAGES: Final = 4096

_Told = tuple[Kind, str, int, Any]
"""The kind of a row, what it is looked up by, a number that it may be looked up by too, and what it holds."""


def name_rows(index: Index, facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the rows of the names' collection; what there is to know of the revision comes last."""
    for told in (_names(index), _speakers(index), _words(index)):
        for kind, key, number, held in told:
            body = json.dumps([key, held], ensure_ascii=False)
            yield from in_parts(named(kind, key), body, kind=int(kind), number=number, length=len(key))
    settings = Kind.SETTINGS
    yield from in_parts(named(settings, ""), facts.to_text(), kind=int(settings), number=0, length=0)


def _names(index: Index) -> Iterator[_Told]:
    table = index.caches.directory.table
    for lower, word in table("lower, word", "names"):
        yield Kind.NAME, lower, 0, word
    for bone, word in table("skeleton, word", "skeletons"):
        yield Kind.SKELETON, bone, _initial(bone), word
    for lower, words in table("lower, words", "spellings"):
        yield Kind.SPELLINGS, lower, 0, json.loads(words)


def _speakers(index: Index) -> Iterator[_Told]:
    table = index.caches.directory.table
    for number, name, names, roles, *others in table("number, name, names, roles, statements, named", "speakers"):
        yield Kind.SPEAKER, str(number), number, [name, json.loads(names), json.loads(roles), *others]
    for kind, column, name in (
        (Kind.SPEAKER_NAME, "name", "speaker_names"),
        (Kind.SPEAKER_WORD, "word", "speaker_words"),
        (Kind.SPEAKER_STEM, "stem", "speaker_stems"),
        (Kind.VOICE, "name", "voices"),
    ):
        for key, rows in groupby(table(f"{column}, number", name), key=itemgetter(0)):
            yield kind, key, 0, [number for _, number in rows]
    for word, _ in table("word, 0", "last_words"):
        yield Kind.LAST_WORD, word, _initial(word), 0


def _words(index: Index) -> Iterator[_Told]:
    """Count the passages of each word, on the disk."""
    analyzer = Analyzer()
    with TemporaryDirectory(prefix="onrecord-") as folder, scratch(Path(folder)) as aside:
        aside.execute("CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID")
        for at in range(0, len(index.rows), _PASSAGES):
            counts: Counter[str] = Counter()
            for passage in index.passages(index.rows[at : at + _PASSAGES].tolist()):
                counts.update(set(analyzer.words(searched_text(passage))))
            _add(aside, counts)
        for word, passages in aside.execute("SELECT word, passages FROM words ORDER BY word"):
            yield Kind.WORD, word, 0, passages


def _add(aside: sqlite3.Connection, counts: Counter[str]) -> None:
    aside.executemany(
        "INSERT INTO words VALUES (?, ?) ON CONFLICT DO UPDATE SET passages = passages + excluded.passages",
        sorted(counts.items()),
    )


def _initial(word: str) -> int:
    return ord(word[0]) if word else -1
