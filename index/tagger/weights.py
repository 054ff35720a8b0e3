"""The tagger's vocabulary and weights in one small file: eight bits a weight, one scale a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from .network import Floats

PACKAGED = Path(__file__).with_name("tagger.npz")


def save_weights(path: Path, vocabulary: Sequence[str], weights: Mapping[str, Floats]) -> None:
    """Write a vocabulary and weights.

    Args:
        path: The `.npz` file.
        vocabulary: Words; the first is number 1.
        weights: Arrays by name; those of one dimension keep their full precision.
    """
    arrays: dict[str, NDArray[np.generic]] = {
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    }
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
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        words = arrays.pop("vocabulary").tobytes().decode().split("\n")
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ModelError(f"{path}: the statement tagger cannot be read ({error}); reinstall onrecord") from error
    weights = {name: values.astype(np.float32) for name, values in arrays.items() if ":" not in name}
    for name, values in arrays.items():
        if name.endswith(":scale"):
            weights[name.removesuffix(":scale")] *= values.astype(np.float32)
    return {word: number for number, word in enumerate(words, 1)}, weights
