"""The tagger's file: its vocabulary, and the graphs of the network's two stages with the weights that they run on.

`eval/graphs/tagger_weights.py` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from ..numpyfiles import load_arrays

Floats: TypeAlias = NDArray[np.float32]
Array: TypeAlias = NDArray[np.float32] | NDArray[np.int8]

STAGES: Final = ("recurrent", "convolved")

PACKAGED: Final = Path(__file__).with_name("tagger.npz")


class Stage(NamedTuple):
    """A stage of the network: its graph, which leaves the weights to be handed over, and these by name."""

    graph: bytes
    weights: Mapping[str, Array]


def load_tagger(path: Path = PACKAGED) -> tuple[dict[str, int], tuple[Stage, Stage]]:
    """Read the number of each word of the vocabulary, and both stages.

    Raises:
        ModelError: The file is missing or damaged.
    """
    try:
        arrays = load_arrays(path)
        known = arrays["vocabulary"].tobytes().decode().split("\n")
        first, second = (_stage(arrays, f"{name}:") for name in STAGES)
    except KeyError as lacking:
        raise ModelError(f"{path}: the statement tagger lacks its {lacking}; reinstall onrecord") from lacking
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise ModelError(f"{path}: the statement tagger cannot be read ({error}); reinstall onrecord") from error
    return {word: number for number, word in enumerate(known, 1)}, (first, second)


def _stage(arrays: Mapping[str, Array], prefix: str) -> Stage:
    """Gather what a stage needs; what has a scale for each of its rows is multiplied by it."""
    own = {name.removeprefix(prefix): values for name, values in arrays.items() if name.startswith(prefix)}
    graph = own.pop("graph").tobytes()
    scales = {name.removesuffix(":scale"): own.pop(name) for name in list(own) if name.endswith(":scale")}
    whole = {name: own[name].astype(np.float32) * scale.astype(np.float32) for name, scale in scales.items()}
    return Stage(graph, own | whole)
