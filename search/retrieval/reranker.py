"""How well a text answers a question, read together: the packaged cross-encoder."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.index import OpenedAside, PackagedModel

from .probe import WIDTH, pooled
from .readings import Readings

DEFAULT_RERANKER: Final = "ms-marco-minilm-l12-int8"
PAIR_WINDOW: Final = 320
"""Longest pair of a question and a text, in tokens."""

_KEPT: Final = 1024
"""Readings that are kept, of 11 kB each."""


class Reading(NamedTuple):
    """What comes of reading a question with some texts.

    Attributes:
        logits: How well each text matches, shape (n,); higher is better, comparable between questions.
        states: What `Probe` tells from whether each text answers, shape (n, `WIDTH`).
        likely: Probability that each text matches, shape (n,), where another model puts them into order.
    """

    logits: NDArray[np.float32]
    states: NDArray[np.float32]
    likely: NDArray[np.float32] | None = None


class Reranker(Protocol):
    """Reads a question and texts together."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts against a question.

        Args:
            question: The question.
            texts: Texts that may answer it.

        Returns:
            Logits, shape (len(texts),); higher is better, comparable between questions.
        """

    def read(self, pairs: Sequence[tuple[str, str]]) -> Reading:
        """Score pairs of a question and a text as `score` does, and tell what else is known of them; no slower."""


class CrossEncoder:
    """cross-encoder/ms-marco-MiniLM-L-12-v2 with int8 weights, on onnxruntime.

    Reference: Nogueira and Cho 2019, "Passage Re-ranking with BERT", arXiv:1901.04085.
    """

    def __init__(self, name: str = DEFAULT_RERANKER) -> None:
        """Take a packaged model with one logit, which opens when it is first needed.

        What raises a ModelError then are files that are missing or altered.
        """
        self._opened = OpenedAside(name, partial(PackagedModel, name, window=PAIR_WINDOW))
        self._readings: Readings[tuple[str, str], tuple[np.float32, NDArray[np.float32]]] = Readings(_KEPT)

    def prepare(self) -> Future[PackagedModel]:
        """Begin to open the model; see `Prepares`."""
        return self._opened.prepare()

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts; see `Reranker`."""
        model = self._opened.get()
        logits = np.empty(len(texts), dtype=np.float32)
        for row, (logit, *_) in model.read(model.tokens([(question, text) for text in texts])):
            logits[row] = logit[0, 0]
        return logits

    def read(self, pairs: Sequence[tuple[str, str]]) -> Reading:
        """Read questions with texts; see `Reranker`."""
        found = self._readings.of(pairs, self._read)
        logits = np.array([logit for logit, _ in found], dtype=np.float32)
        return Reading(logits, np.array([state for _, state in found], dtype=np.float32).reshape(-1, WIDTH))

    def _read(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[np.float32, NDArray[np.float32]]]:
        model = self._opened.get()
        tokens = model.tokens(pairs)
        found: dict[int, tuple[np.float32, NDArray[np.float32]]] = {}
        for row, (logit, *states) in model.read(tokens):
            types = np.array(tokens[row].type_ids)[None]
            found[row] = logit[0, 0], pooled([state[None] for state in states], types, np.ones_like(types))[0]
        return [found[row] for row in range(len(pairs))]
