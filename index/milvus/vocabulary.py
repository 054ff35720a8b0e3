"""The words of a revision: in how many passages each stands, and which are spelt nearly alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from ..caches.bm25 import LONG_WORD
from ..caches.words import word_number
from .conditions import Column, between
from .layout import Kind
from .names import MilvusNames
from .revision import Revision

_LAST: Final = 2**32 - 2


def term(word: str) -> int:
    """Number a word as passages' lists and sparse vectors do; Milvus numbers no dimension 2^32 - 1."""
    return min(word_number(word), _LAST)


class Vocabulary:
    """Looks words up, for any number of threads."""

    def __init__(self, revision: Revision, names: MilvusNames) -> None:
        """Read from a revision, by what looks up its names."""
        self._revision = revision
        self._names = names

    def counts(self, words: Sequence[str]) -> list[int]:
        """Give the number of passages that hold each word."""
        found = self._names.look_up(Kind.WORD, words)
        return [int(found.get(word) or 0) for word in words]

    def rarities(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give the inverse document frequency of words as `WordIndex.rarities` does, shape (len(words),)."""
        found = np.array(self.counts(words), dtype=np.float32)
        idf = np.log(1 + (self._revision.facts.passages - found + 0.5) / (found + 0.5))
        rarities: NDArray[np.float32] = np.where(found > 0, idf, 0).astype(np.float32)
        return rarities

    def alike(self, word: str) -> list[str]:
        """Give the words that are like another: an edit away, or two of a long one."""
        distance = 1 if len(word) < LONG_WORD else 2
        near = between(Column.LENGTH, len(word) - distance, len(word) + distance)
        words = (one for one, _ in self._names.texts(Kind.WORD, near))
        return [one for one in words if OSA.distance(word, one, score_cutoff=distance) <= distance]
