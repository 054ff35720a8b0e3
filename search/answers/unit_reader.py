"""How well a unit answers a question: the packaged cross-encoder, adapted to it by `eval/train_reader.py`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import AdaptedModel

from .. import deadline, stages
from ..retrieval.readings import Readings
from ..retrieval.reranker import DEFAULT_RERANKER

ADAPTATION: Final = Path(__file__).with_name("reader.npz")
WINDOW: Final = 192
"""Tokens of a question and a unit; what goes beyond is cut from the longer one."""


_KEPT: Final = 8192
"""Readings that are kept, of less than a kilobyte each."""


class UnitReader:
    """Reads questions with units. Opened when first needed, aside; safe to share between threads."""

    def __init__(self, path: Path = ADAPTATION) -> None:
        """Take the file of the adaptation."""
        self._model = AdaptedModel(path, DEFAULT_RERANKER, window=WINDOW)
        self._readings: Readings[tuple[str, str], np.float32] = Readings(_KEPT)

    @property
    def opened(self) -> bool:
        """Whether it was opened, or is about to be."""
        return self._model.began

    def prepare(self) -> None:
        """Begin to open the model, unless that was done before."""
        self._model.prepare()

    @stages.READER
    def read(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Score pairs of a question and a text.

        Args:
            pairs: Questions, each with a text as `Unit.read` gives it.

        Returns:
            Logits, shape (len(pairs),); comparable between questions.

        Raises:
            ModelError: The packaged files or the adaptation are missing or altered.
            TimeUp: No time is left to read them.
        """
        return np.array(self._readings.of(pairs, self._read), dtype=np.float32)

    def _read(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        logits = np.empty(len(pairs), dtype=np.float32)
        deadline.check()
        model = self._model.opened().model
        for row, (logit, *_) in model.read(model.tokens(pairs)):
            logits[row] = logit[0, 0]
            deadline.check()
        return logits
