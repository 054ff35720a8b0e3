"""How much of a topic a text holds."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Index

from ..query.idf import word_weights
from ..query.query_parser import Question

Held = NDArray[np.float64]
_LEAST: Final = 1e-9


class Coverage:
    """Compares texts with topics by the words of one index."""

    def __init__(self, index: Index) -> None:
        """Compare words as an index does."""
        self._index = index

    def shares(self, topic: Question) -> Held:
        """Weigh the words of a topic by rarity; the weights add up to 1, shape (words,)."""
        weights = word_weights(self._index, topic.words)
        return np.asarray(weights / max(float(weights.sum()), _LEAST), np.float64)

    def held(self, topic: Question, text: str) -> Held:
        """Tell which words of a topic a text holds, in any spelling: 1 or 0 for each, shape (words,)."""
        return np.array(topic.held(set(self._index.words(text))), np.float64)
