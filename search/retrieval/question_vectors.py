"""The vectors of questions: to answer one, its text and its topic are compared with passages again and again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from onrecord.index import Encoder, KnowsWords, Vectors

from .readings import Readings

_KEPT: Final = 2048
"""Vectors that are kept, of 1.5 kB each."""


class QuestionVectors:
    """Encodes questions, each once; safe to share between threads.

    Attributes:
        knows_words: Whether the encoder tells which words it knows, as the packaged one does.
    """

    def __init__(self, encoder: Encoder) -> None:
        """Take the encoder that an index was built with."""
        self.knows_words = isinstance(encoder, KnowsWords)
        self._encoder = encoder
        self._kept: Readings[str, Vectors] = Readings(_KEPT)

    def of(self, texts: Sequence[str]) -> Vectors:
        """Give unit rows in the order of the texts, shape (len(texts), dim).

        Raises:
            ModelError: The packaged files are missing or altered.
        """
        return np.stack(self._kept.of(texts, self._encoder.encode_queries))
