"""The tagger's vocabulary, weights and graphs in one small file: eight bits a weight, one scale a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from ..numpyfiles import load_arrays
from .layout import Floats
from .network import Graphs

GRAPHS: Final = ("graph:recurrent", "graph:convolved")

PACKAGED = Path(__file__).with_name("tagger.npz")


def save_weights(path: Path, vocabulary: Sequence[str], weights: Mapping[str, Floats], graphs: Graphs) -> None:
    """Write a vocabulary, weights and graphs.

    Args:
        path: The `.npz` file.
        vocabulary: Words; the first is number 1.
        weights: Arrays by name; those of one dimension keep their full precision.
        graphs: Of both stages of the network, without weights.
    """
    arrays: dict[str, NDArray[np.generic]] = {
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    }
    arrays |= {name: np.frombuffer(graph, np.uint8) for name, graph in zip(GRAPHS, graphs, strict=True)}
    for name, values in weights.items():
        if values.ndim == 1:
            arrays[name] = values.astype(np.float32)
            continue
        scale = np.maximum(np.abs(values).max(axis=-1, keepdims=True), 1e-8) / 127
        arrays[name] = np.round(values / scale).astype(np.int8)
        arrays[f"{name}:scale"] = scale.astype(np.float16)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def load_weights(path: Path = PACKAGED) -> tuple[dict[str, int], dict[str, Floats]]:
    """Read a vocabulary and weights.

    Returns:
        The number of each word, and arrays by name.

    Raises:
        ModelError: The file is missing or damaged.
    """
    arrays = _read(path, "vocabulary")
    words = arrays.pop("vocabulary").tobytes().decode().split("\n")
    weights = {name: values.astype(np.float32) for name, values in arrays.items() if ":" not in name}
    for name, values in arrays.items():
        if name.endswith(":scale"):
            weights[name.removesuffix(":scale")] *= values.astype(np.float32)
    return {word: number for number, word in enumerate(words, 1)}, weights


def load_graphs(path: Path = PACKAGED) -> Graphs:
    """Read the graphs of both stages.

    Raises:
        ModelError: The file is missing or damaged.
    """
    arrays = _read(path, *GRAPHS)
    first, second = (arrays[name].tobytes() for name in GRAPHS)
    return first, second


def _read(path: Path, *needed: str) -> dict[str, NDArray[Any]]:
    try:
        arrays = load_arrays(path)
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise ModelError(f"{path}: the statement tagger cannot be read ({error}); reinstall onrecord") from error
    if lacking := set(needed) - arrays.keys():
        raise ModelError(f"{path}: the statement tagger lacks its {min(lacking)}; reinstall onrecord")
    return arrays
