"""Passages are found by a word, and a word is rare that stands in few of them."""

import sqlite3
from pathlib import Path

from onrecord.index.caches.bm25 import WordIndex, WordIndexBuilder
from onrecord.index.caches.found import FoundPassages
from onrecord.index.storage.schema import Connection


def test_passages_by_a_word(tmp_path: Path) -> None:
    texts = ["Jane Roe left Linden.", "“Roe”, they say.", *(f"Number {n} is in Linden." for n in range(20))]
    connection = sqlite3.connect(":memory:", factory=Connection)
    connection.execute("CREATE TABLE articles (key INTEGER PRIMARY KEY, text TEXT)")
    connection.execute('CREATE TABLE passages (row INTEGER PRIMARY KEY, article, "start", "end")')
    builder = WordIndexBuilder(tmp_path)
    whole = " ".join(texts)
    connection.execute("INSERT INTO articles VALUES (1, ?)", [whole])
    for row, text in enumerate(texts, 1):
        start = whole.index(text)
        connection.execute("INSERT INTO passages VALUES (?, 1, ?, ?)", [row, start, start + len(text)])
        builder.add(row, text)
    builder.finish()
    passages = FoundPassages(connection, WordIndex.load(tmp_path))
    assert sorted(passages.holding("Roe")) == sorted(texts[:2])
    assert not passages.holding("Moe")
    assert not passages.holding("the")
    assert [passages.is_rare(word) for word in ("Roe", "Linden", "the")] == [True, False, False]
