"""A packaged model, adapted to a task by a file of thin matrices beside its layers (`eval/graphs/adapted.py`)."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from ..numpyfiles import load_arrays
from .aside import OpenedAside
from .sessions import Floats, PackagedModel

GRAPH: Final = "graph"
"""Name of the adapted graph among a file's arrays."""


class Opened(NamedTuple):
    """A model that is ready.

    Attributes:
        model: The packaged model, adapted.
        heads: What else the file holds for its task, by name.
    """

    model: PackagedModel
    heads: Mapping[str, Floats]


class AdaptedModel(OpenedAside[Opened]):
    """Opens a model aside, when it is first needed; safe to share between threads."""

    def __init__(self, path: Path, name: str, *, window: int, heads: Sequence[str] = ()) -> None:
        """Take what is opened later.

        Args:
            path: The file of the adaptation, with its graph.
            name: The packaged model that it adapts.
            window: Longest sequence in tokens.
            heads: Names of those arrays of the file that are no part of the adaptation.
        """
        super().__init__(path.stem, self._read)
        self._path, self._model, self._window, self._heads = path, name, window, tuple(heads)

    def opened(self) -> Opened:
        """Give it, opened.

        Raises:
            ModelError: The packaged files or the adaptation are missing or altered.
        """
        return self.get()

    def _read(self) -> Opened:
        try:
            held: dict[str, NDArray[np.float32]] = dict(load_arrays(self._path))
            graph = held.pop(GRAPH).tobytes()
            heads = {name: held.pop(name).astype(np.float32) for name in self._heads}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ModelError(f"{self._path}: missing or damaged ({error}); reinstall onrecord") from error
        weights = {
            name: values.astype(np.float32) if values.dtype == np.float16 else values
            for name, values in held.items()
        }
        return Opened(PackagedModel(self._model, window=self._window, graph=graph, adaptation=weights), heads)
