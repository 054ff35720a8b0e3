"""What orders the passages of a search: six layers that learnt to tell what the cross-encoder's twelve tell."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import AdaptedModel

from .readings import Readings
from .reranker import DEFAULT_RERANKER, PAIR_WINDOW, Reading

RANKER: Final = Path(__file__).with_name("ranker.npz")
"""Trained by `python -m onrecord.eval.train_ranker`."""

_KEPT: Final = 4096
"""Readings that are kept, of some hundred bytes each."""


class Ranker:
    """A `Reranker` for passages that are shown, not answered from: it hands out no states.

    It opens when it is first needed; safe to share between threads.
    """

    def __init__(self, path: Path = RANKER) -> None:
        """Take the file of its weights, as `eval/train_ranker.py` writes it."""
        self._model = AdaptedModel(path, DEFAULT_RERANKER, window=PAIR_WINDOW)
        self._readings: Readings[tuple[str, str], NDArray[np.float32]] = Readings(_KEPT)

    @property
    def opened(self) -> bool:
        """Whether it was needed yet."""
        return self._model.began

    def prepare(self) -> Future[Any]:
        """Begin to open the model; see `Prepares`."""
        return self._model.prepare()

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts; see `Reranker`."""
        return self.read([(question, text) for text in texts]).logits

    def read(self, pairs: Sequence[tuple[str, str]]) -> Reading:
        """Read questions with texts; see `Reranker`.

        Raises:
            ModelError: The packaged files or the weights are missing or altered.
        """
        told: NDArray[np.float32] = np.array(self._readings.of(pairs, self._read), np.float32).reshape(-1, 2)
        likely = (1 / (1 + np.exp(-told[:, 1]))).astype(np.float32)
        return Reading(told[:, 0], np.zeros((len(pairs), 0), np.float32), likely)

    def _read(self, pairs: Sequence[tuple[str, str]]) -> list[NDArray[np.float32]]:
        model = self._model.opened().model
        told = {row: made[0] for row, (made, *_) in model.read(model.tokens(pairs))}
        return [told[row] for row in range(len(pairs))]
