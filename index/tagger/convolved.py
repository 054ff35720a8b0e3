"""The tagger's second stage on onnxruntime: for each cue, dilated convolutions over the words of the paragraph.

NumPy's BLAS would share these small products between threads, which wait for each other, and for the encoder's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..onnx.file import MICROSOFT, model, node, tensor
from ..onnx.sessions import load_session
from .quantized import QUANTIZED, quantized

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]

DILATIONS = (1, 2, 4)
"""Steps between the five words that each convolution looks at."""

_END: Final = np.iinfo(np.int64).max


class Convolved:
    """Rates words for cues.

    Args:
        weights: `pair.word` and `pair.cue` (features, size), `pair.distance` (buckets, size), `pair.bias`, of each
            convolution n `conv.weight.n` (width, size, size) and `conv.bias.n`, `role.weight` (size, 3) and
            `role.bias`.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._session = load_session("statement tagger", _graph(weights))

    def rate(self, words: Floats, heads: Floats, away: Ints) -> Floats:
        """Rate every word for every cue.

        Args:
            words: Shape (words, features).
            heads: What stands for each cue, shape (cues, features).
            away: How far each word is from each cue, as buckets, shape (cues, words).

        Returns:
            Probabilities, shape (cues, words, 3).
        """
        found: Floats
        [found] = self._session.run(None, {"words": words, "heads": heads, "away": away})
        return found


def _graph(weights: Mapping[str, Floats]) -> bytes:
    """Write the stage as an ONNX model."""
    used = {name: values for name, values in weights.items() if name.startswith(("pair.", "conv.bias.", "role."))}
    tensors = [tensor("one", np.array([1])), *(tensor(name, values) for name, values in used.items())]
    nodes = [
        node("MatMul", ["words", "pair.word"], ["words.made"]),
        node("Add", ["words.made", "pair.bias"], ["words.moved"]),
        node("MatMul", ["heads", "pair.cue"], ["heads.made"]),
        node("Unsqueeze", ["heads.made", "one"], ["heads.apart"]),
        node("Gather", ["pair.distance", "away"], ["distance"]),
        node("Add", ["words.moved", "heads.apart"], ["pairs"]),
        node("Add", ["pairs", "distance"], ["pairs.placed"]),
        node("Relu", ["pairs.placed"], ["states"]),
    ]
    states = "states"
    for number, dilation in enumerate(DILATIONS):
        more_nodes, more_tensors = _convolution(number, dilation, weights[f"conv.weight.{number}"], states)
        nodes += more_nodes
        tensors += more_tensors
        states = f"states.{number}"
    nodes += [
        node("MatMul", [states, "role.weight"], ["scores"]),
        node("Add", ["scores", "role.bias"], ["scores.moved"]),
        node("Softmax", ["scores.moved"], ["roles"], axis=2),
    ]
    feeds = {
        "words": ("float32", ["words", "features"]),
        "heads": ("float32", ["cues", "features"]),
        "away": ("int64", ["cues", "words"]),
    }
    return model(nodes, tensors, feeds, ["roles"])


def _convolution(number: int, dilation: int, kernel: Floats, states: str) -> tuple[list[bytes], list[bytes]]:
    """Write a convolution, and the sum of what it makes and what it reads, with its tensors.

    It is one product of eight-bit integers: beside each word stand those that it looks at, and behind both ends
    of the paragraph zeros.

    Args:
        number: Which one it is; the sum is `states.number`.
        dilation: Steps between the words that it looks at.
        kernel: Shape (width, size, size).
        states: What it reads, shape (cues, words, size).
    """
    width, size, _ = kernel.shape
    name, weight = f"conv.{number}", f"conv.weight.{number}"
    margin = dilation * (width // 2)
    tensors = quantized(weight, kernel.reshape(width * size, -1))
    tensors.append(tensor(f"{name}.margins", np.array([0, margin, 0, 0, margin, 0])))
    nodes = [
        node("Pad", [states, f"{name}.margins"], [f"{name}.padded"]),
        node("DynamicQuantizeLinear", [f"{name}.padded"], [f"{name}.steps", f"{name}.scale", f"{name}.zero"]),
    ]
    for tap in range(width):
        start = tap * dilation
        tensors.append(tensor(f"{name}.{tap}.start", np.array([start])))
        tensors.append(tensor(f"{name}.{tap}.end", np.array([start - 2 * margin or _END])))
        edges = [f"{name}.{tap}.start", f"{name}.{tap}.end", "one"]
        nodes.append(node("Slice", [f"{name}.steps", *edges], [f"{name}.{tap}"]))
    steps, scale, zero = (f"{weight}.{part}" for part in QUANTIZED)
    product = [f"{name}.seen", steps, f"{name}.scale", scale, f"{name}.zero", zero, f"conv.bias.{number}"]
    nodes += [
        node("Concat", [f"{name}.{tap}" for tap in range(width)], [f"{name}.seen"], axis=2),
        node("MatMulIntegerToFloat", product, [name], MICROSOFT),
        node("Relu", [name], [f"{name}.open"]),
        node("Add", [states, f"{name}.open"], [f"states.{number}"]),
    ]
    return nodes, tensors
