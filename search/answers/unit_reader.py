"""How well a unit answers a question: the packaged cross-encoder, adapted to it by `eval/train_reader.py`."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import ModelError, PackagedModel, load_arrays

from .. import stages
from ..retrieval.readings import Readings
from ..retrieval.reranker import DEFAULT_RERANKER

ADAPTATION: Final = Path(__file__).with_name("reader.npz")
GRAPH: Final = "graph"
WINDOW: Final = 192
"""Tokens of a question and a unit; what goes beyond is cut from the longer one."""


_KEPT: Final = 8192
"""Readings that are kept, of less than a kilobyte each."""


class UnitReader:
    """Reads questions with units. Opened when first needed, aside; safe to share between threads."""

    def __init__(self, path: Path = ADAPTATION) -> None:
        """Take the file of the adaptation."""
        self._path = path
        self._readings: Readings[np.float32] = Readings(_KEPT)
        self._lock = Lock()
        self._opening: Future[PackagedModel] | None = None

    @property
    def opened(self) -> bool:
        """Whether it was opened, or is about to be."""
        return self._opening is not None

    def prepare(self) -> Future[PackagedModel]:
        """Begin to open the model, unless that was done before."""
        with self._lock:
            if self._opening is None:
                aside = ThreadPoolExecutor(1, thread_name_prefix="unit-reader")
                self._opening = aside.submit(_open, self._path)
                aside.shutdown(wait=False)
            return self._opening

    @stages.READER
    def read(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Score pairs of a question and a text.

        Args:
            pairs: Questions, each with a text as `Unit.read` gives it.

        Returns:
            Logits, shape (len(pairs),); comparable between questions.

        Raises:
            ModelError: The packaged files or the adaptation are missing or altered.
        """
        return np.array(self._readings.of(pairs, self._read), dtype=np.float32)

    def _read(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        logits = np.empty(len(pairs), dtype=np.float32)
        model = self.prepare().result()
        for row, (logit, *_) in model.read(model.tokens(pairs)):
            logits[row] = logit[0, 0]
        return logits


def _open(path: Path) -> PackagedModel:
    try:
        held = dict(load_arrays(path))
        graph = held.pop(GRAPH).tobytes()
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(f"{path}: no adaptation of a reader ({error}); reinstall onrecord") from error
    weights = {name: values.astype(np.float32) for name, values in held.items()}
    return PackagedModel(DEFAULT_RERANKER, window=WINDOW, graph=graph, adaptation=weights)
