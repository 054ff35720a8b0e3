"""The vectors of questions: to answer one, its text and its topic are compared with passages again and again."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from onrecord.index import Encoder, EncodesClauses, KnowsWords, Vectors

from .readings import Readings

_KEPT: Final = 2048
"""Vectors that are kept, of 1.5 kB each."""


class QuestionVectors:
    """Encodes questions, each once; safe to share between threads.

    Attributes:
        knows_words: Whether the encoder tells which words it knows, as the packaged one does.
    """

    def __init__(self, encoder: Encoder, *, halved: bool = False) -> None:
        """Take the encoder that an index was built with.

        Args:
            encoder: That one.
            halved: Whether clauses are read by half of its layers, where it has something that does so.
        """
        self.knows_words = isinstance(encoder, KnowsWords)
        self._questions = encoder.encode_queries
        self._kept: Readings[str, Vectors] = Readings(_KEPT)
        self._clauses, self._clauses_kept = self._questions, self._kept
        if halved and isinstance(encoder, EncodesClauses):
            self._clauses, self._clauses_kept = encoder.encode_clauses, Readings(_KEPT)
        self._aside = ThreadPoolExecutor(thread_name_prefix="clauses")

    def of(self, texts: Sequence[str]) -> Vectors:
        """Give unit rows in the order of the texts, shape (len(texts), dim).

        Raises:
            ModelError: The packaged files are missing or altered.
        """
        return np.stack(self._kept.of(texts, self._questions))

    def with_clauses(self, question: str, clauses: Sequence[str]) -> Vectors:
        """Give a question's unit row and those of its clauses, shape (1 + len(clauses), dim).

        Raises:
            ModelError: As `of`.
        """
        if not clauses or self._clauses_kept is self._kept:
            return self.of([question, *clauses])
        aside = self._aside.submit(self._clauses_kept.of, clauses, self._clauses)
        return np.stack([*self.of([question]), *aside.result()])
