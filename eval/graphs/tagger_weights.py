"""Lays the tagger's weights out as its graphs have them (eight bits, gates in ONNX's order); writes its file.

`tagger.py` beside this module writes the graphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index.tagger.network import PARTS
from onrecord.index.tagger.weights import STAGES, Array, Floats, Stage

DILATIONS: Final = (1, 2, 4)
"""Steps between the five words that each convolution looks at."""

QUANTIZED: Final = ("weight", "scale", "zero")
"""What the tensors of weights in eight bits are called, behind the name that they have together and a dot."""

_IN_ROWS: Final = ("embed.", "cue.", "pair.", "role.")

_STEPS: Final = 64
"""Weights are at most so many steps from 0: processors without VNNI add two products of a weight and of eight bits
in sixteen, which has no room for more."""


def save_tagger(path: Path, vocabulary: Sequence[str], stages: tuple[Stage, Stage]) -> None:
    """Write the tagger's file.

    Args:
        path: The `.npz` file.
        vocabulary: Words; the first is number 1.
        stages: Of the network. Weights of several dimensions that are not in eight bits get a scale for each row.
    """
    arrays: dict[str, NDArray[np.generic]] = {
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    }
    for stage, (graph, weights) in zip(STAGES, stages, strict=True):
        arrays[f"{stage}:graph"] = np.frombuffer(graph, np.uint8)
        for name, values in weights.items():
            in_rows = name.startswith(_IN_ROWS) and values.ndim > 1
            arrays |= _in_rows(f"{stage}:{name}", values) if in_rows else {f"{stage}:{name}": values}
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def _in_rows(name: str, values: Array) -> dict[str, NDArray[np.generic]]:
    scale = np.maximum(np.abs(values).max(axis=-1, keepdims=True), 1e-8) / 127
    return {name: np.round(values / scale).astype(np.int8), f"{name}:scale": scale.astype(np.float16)}


def recurrent_weights(weights: Mapping[str, Floats]) -> dict[str, Array]:
    """Lay out the first stage's weights.

    Args:
        weights: Of each of `PARTS`, `embed.part` (numbers, features). Of each layer n, counted from 0,
            `lstm.input.n` (features, 8 * size), `lstm.recurrent.n` (2, size, 4 * size) and `lstm.bias.n`
            (8 * size): forwards comes before backwards, and the gates go input, forget, output, cell. Last,
            `cue.weight` (2 * size, 3) and `cue.bias`.
    """
    laid: dict[str, Array] = {f"embed.{part}": weights[f"embed.{part}"] for part in PARTS}
    for layer in range(layers_of(weights)):
        recurrent = weights[f"lstm.recurrent.{layer}"]
        size = recurrent.shape[1]
        inputs = weights[f"lstm.input.{layer}"].reshape(-1, 2, 4 * size).transpose(1, 0, 2)
        bias = _gates(weights[f"lstm.bias.{layer}"].reshape(2, 4 * size))
        # ONNX adds two biases, one to the inputs and one to the recurrent states.
        laid[f"bias.{layer}"] = np.concatenate([bias, np.zeros_like(bias)], axis=1)
        for name, values in (("input", inputs), ("recurrent", recurrent)):
            laid |= _quantized(f"{name}.{layer}", _gates(values))
    return laid | {name: weights[name] for name in ("cue.weight", "cue.bias")}


def convolved_weights(weights: Mapping[str, Floats]) -> dict[str, Array]:
    """Lay out the second stage's weights.

    Args:
        weights: `pair.word` and `pair.cue` (features, size), `pair.distance` (buckets, size), `pair.bias`, of each
            convolution n `conv.weight.n` (width, size, size) and `conv.bias.n`, `role.weight` (size, 3) and
            `role.bias`.
    """
    kept = ("pair.", "conv.bias.", "role.")
    laid: dict[str, Array] = {name: values for name, values in weights.items() if name.startswith(kept)}
    for number in range(len(DILATIONS)):
        kernel = weights[f"conv.weight.{number}"]
        laid |= _quantized(f"conv.weight.{number}", kernel.reshape(-1, kernel.shape[-1]))
    return laid


def layers_of(weights: Mapping[str, Floats]) -> int:
    """Count the layers of the LSTM."""
    return sum(name.startswith("lstm.input.") for name in weights)


def _gates(values: Floats) -> Floats:
    """Reorder the gates along the last axis as ONNX has them: input, output, forget, cell."""
    opened, forget, output, cell = np.split(values, 4, axis=-1)
    return np.concatenate([opened, output, forget, cell], axis=-1)


def _quantized(name: str, values: Floats) -> dict[str, Array]:
    """Lay weights, shape (..., features, columns), out as steps, a scale for each column, and zero points of 0."""
    scale = np.maximum(np.abs(values).max(axis=-2), np.finfo(np.float32).tiny) / _STEPS
    steps = np.round(values / scale[..., None, :]).astype(np.int8)
    tensors: tuple[Array, ...] = (steps, scale, np.zeros(scale.shape, dtype=np.int8))
    return {f"{name}.{part}": values for part, values in zip(QUANTIZED, tensors, strict=True)}
