"""The tagger's second stage on onnxruntime: for each cue, dilated convolutions over the words of the paragraph.

NumPy's BLAS would share these small products between threads, which wait for each other, and for the encoder's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ...onnx.file import model, node, tensor
from ...onnx.sessions import load_session

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]

DILATIONS = (1, 2, 4)
"""Steps between the five words that each convolution looks at."""


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
        node("Relu", ["pairs.placed"], ["pairs.open"]),
        node("Transpose", ["pairs.open"], ["states"], perm=[0, 2, 1]),
    ]
    states = "states"
    for number, dilation in enumerate(DILATIONS):
        kernel, bias, made = f"conv.weight.{number}", f"conv.bias.{number}", f"conv.{number}"
        width = len(weights[kernel])
        margin = dilation * (width // 2)
        tensors.append(tensor(kernel, weights[kernel].transpose(2, 1, 0)))
        settings = {"kernel_shape": [width], "dilations": [dilation], "pads": [margin, margin]}
        nodes += [
            node("Conv", [states, kernel, bias], [made], **settings),
            node("Relu", [made], [f"{made}.open"]),
            node("Add", [states, f"{made}.open"], [f"states.{number}"]),
        ]
        states = f"states.{number}"
    nodes += [
        node("Transpose", [states], ["states.turned"], perm=[0, 2, 1]),
        node("MatMul", ["states.turned", "role.weight"], ["scores"]),
        node("Add", ["scores", "role.bias"], ["scores.moved"]),
        node("Softmax", ["scores.moved"], ["roles"], axis=2),
    ]
    feeds = {
        "words": ("float32", ["words", "features"]),
        "heads": ("float32", ["cues", "features"]),
        "away": ("int64", ["cues", "words"]),
    }
    return model(nodes, tensors, feeds, ["roles"])
