"""Passages by one word, for those who join names."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from .bm25 import WordIndex

_MOST: Final = 200
_RARE: Final = (12, 0.002)
"""A rare word stands in at most so many passages, or in at most this share of them."""


class FoundPassages:
    """Finds a corpus's passages by a word; an `entities.surnames.Passages`.

    Args:
        connection: The index's database.
        words: The words of its passages.
    """

    def __init__(self, connection: sqlite3.Connection, words: WordIndex) -> None:
        self._connection = connection
        self._words = words
        few, share = _RARE
        self._few = max(few, share * len(words))
        self._rare: dict[str, bool] = {}

    def holding(self, word: str) -> Sequence[str]:
        """Give the texts of passages that hold a word; of many, some."""
        _, rows = self._words.search(self._words.analyzer.words(word), _MOST)
        select = (
            'SELECT substr(a.text, p."start" + 1, p."end" - p."start") FROM passages p'
            " JOIN articles a ON a.key = p.article WHERE p.row = ?"
        )
        return [self._connection.execute(select, (int(row),)).fetchone()[0] for row in rows]

    def is_rare(self, word: str) -> bool:
        """Tell whether few passages hold a word."""
        # No lru_cache: its reference to this would keep the files of the words mapped until a collection.
        if word not in self._rare:
            stems = self._words.analyzer.words(word)
            self._rare[word] = len(stems) == 1 and self._words.count(stems[0]) <= self._few
        return self._rare[word]
