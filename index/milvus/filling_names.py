"""The names of a published index, its speakers and its words, as rows; in an order that is the same each time."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ..caches.bm25 import Analyzer, searched_text
from ..caches.scratch import scratch
from ..caches.words import word_number
from ..reader import Index
from .layout import Kind
from .parts import in_parts, text_key
from .revision import Facts

_PASSAGES: Final = 4096

_Told = tuple[Kind, int, int, int, Any]
"""The kind of a row, its key, its number, its length, and what it holds."""


def name_rows(index: Index, facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the rows of the names' collection; what there is to know of the revision has the number 0."""
    columns = {"kind": int(Kind.SETTINGS), "key": 0, "number": 0, "length": 0}
    yield from in_parts(0, facts.to_text(), **columns)
    numbers = count(1)
    for told in (_names(index), _speakers(index), _words(index)):
        for kind, key, number, length, body in told:
            text = json.dumps(body, ensure_ascii=False)
            yield from in_parts(next(numbers), text, kind=int(kind), key=key, number=number, length=length)


def _names(index: Index) -> Iterator[_Told]:
    table = index.caches.directory.table
    for lower, word in table("lower, word", "names"):
        yield Kind.NAME, text_key(lower), 0, len(lower), [lower, word]
    for bone, word, length in table("skeleton, word, length", "skeletons"):
        yield Kind.SKELETON, text_key(bone), _initial(bone), length, [bone, word]
    for lower, words in table("lower, words", "spellings"):
        yield Kind.SPELLINGS, text_key(lower), 0, len(lower), [lower, json.loads(words)]


def _speakers(index: Index) -> Iterator[_Told]:
    table = index.caches.directory.table
    for number, name, names, roles, statements, named in table(
        "number, name, names, roles, statements, named", "speakers"
    ):
        body = [name, json.loads(names), json.loads(roles), statements, named]
        yield Kind.SPEAKER, text_key(name), number, len(name), body
    for kind, column, name in (
        (Kind.SPEAKER_NAME, "name", "speaker_names"),
        (Kind.SPEAKER_WORD, "word", "speaker_words"),
        (Kind.SPEAKER_STEM, "stem", "speaker_stems"),
        (Kind.VOICE, "name", "voices"),
    ):
        for key, number in table(f"{column}, number", name):
            yield kind, text_key(key), number, len(key), [key, number]
    for word, _ in table("word, 0", "last_words"):
        yield Kind.LAST_WORD, text_key(word), _initial(word), len(word), [word, 0]


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
            yield Kind.WORD, word_number(word), passages, len(word), word


def _add(aside: sqlite3.Connection, counts: Counter[str]) -> None:
    aside.executemany(
        "INSERT INTO words VALUES (?, ?) ON CONFLICT DO UPDATE SET passages = passages + excluded.passages",
        sorted(counts.items()),
    )


def _initial(word: str) -> int:
    return ord(word[0]) if word else -1
