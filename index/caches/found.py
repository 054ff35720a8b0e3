"""Passages by one word, for those who join names."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
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
        self.is_rare = lru_cache(1 << 16)(self._is_rare)

    def holding(self, word: str) -> Sequence[str]:
        """Give the texts of passages that hold a word; of many, some."""
        _, rows = self._words.search(self._words.analyzer.words(word), _MOST)
        select = (
            'SELECT substr(a.text, p."start" + 1, p."end" - p."start") FROM passages p'
            " JOIN articles a ON a.key = p.article WHERE p.row = ?"
        )
        return [self._connection.execute(select, (int(row),)).fetchone()[0] for row in rows]

    def _is_rare(self, word: str) -> bool:
        stems = self._words.analyzer.words(word)
        return len(stems) == 1 and self._words.count(stems[0]) <= self._few
