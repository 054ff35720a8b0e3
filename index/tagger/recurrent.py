"""The tagger's first stage on onnxruntime: words in context by a bidirectional LSTM, and which of them are cues.

onnxruntime runs all steps in one call and without Python's lock. Its `DynamicQuantizeLSTM` reads eight-bit weights
and takes less than half the time of its LSTM:
https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#com.microsoft.DynamicQuantizeLSTM
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

PARTS: Final = ("word", "suffix", "shape", "place")
"""The features of a word, in order."""


class Recurrent:
    """Embeddings, layers of a bidirectional LSTM, and what rates words as cues.

    Args:
        weights: Of each of `PARTS`, `embed.part` (numbers, features). Of each layer n, counted from 0,
            `lstm.input.n` (features, 8 * size), `lstm.recurrent.n` (2, size, 4 * size) and `lstm.bias.n`
            (8 * size): forwards comes before backwards, and the gates go input, forget, output, cell. Last,
            `cue.weight` (2 * size, 3) and `cue.bias`.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._session = load_session("statement tagger", _graph(weights))

    def read(self, rows: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """Read sequences.

        Args:
            rows: Features of their words, shape (longest, sequences, 4).
            lengths: Words of each sequence; what stands behind them is not read.

        Returns:
            The last layer's states, zeros behind a sequence's end, shape (longest, sequences, 2 * size); and each
            word's probabilities to be no cue, the first word of one and a further word, (longest, sequences, 3).
        """
        states, chances = self._session.run(None, {"rows": rows, "lengths": lengths.astype(np.int32)})
        return states, chances


def _graph(weights: Mapping[str, Floats]) -> bytes:
    """Write the stage as an ONNX model."""
    nodes, tensors = [], [tensor("joined", np.array([0, 0, -1]))]
    for number, part in enumerate(PARTS):
        tensors += [tensor(f"embed.{part}", weights[f"embed.{part}"]), tensor(f"at.{part}", np.array(number))]
        nodes += [node("Gather", ["rows", f"at.{part}"], [f"number.{part}"], axis=2)]
        nodes += [node("Gather", [f"embed.{part}", f"number.{part}"], [f"embedded.{part}"])]
    states = "embedded"
    nodes += [node("Concat", [f"embedded.{part}" for part in PARTS], [states], axis=2)]
    for layer in range(sum(name.startswith("lstm.input.") for name in weights)):
        recurrent = weights[f"lstm.recurrent.{layer}"]
        size = recurrent.shape[1]
        inputs = weights[f"lstm.input.{layer}"].reshape(-1, 2, 4 * size).transpose(1, 0, 2)
        bias = _gates(weights[f"lstm.bias.{layer}"].reshape(2, 4 * size))
        # ONNX adds two biases, one to the inputs and one to the recurrent states.
        tensors += [tensor(f"bias.{layer}", np.concatenate([bias, np.zeros_like(bias)], axis=1))]
        for name, values in (("input", inputs), ("recurrent", recurrent)):
            tensors += quantized(f"{name}.{layer}", _gates(values))
        (read, *of_read), (kept, *of_kept) = (
            [f"{name}.{layer}.{part}" for part in QUANTIZED] for name in ("input", "recurrent")
        )
        values_read = [states, read, kept, f"bias.{layer}", "lengths", "", "", "", *of_read, *of_kept]
        way = {"direction": "bidirectional", "hidden_size": size}
        nodes += [node("DynamicQuantizeLSTM", values_read, [f"ways.{layer}"], MICROSOFT, **way)]
        # From (longest, 2, sequences, size) to (longest, sequences, 2 * size).
        nodes += [node("Transpose", [f"ways.{layer}"], [f"turned.{layer}"], perm=[0, 2, 1, 3])]
        states = f"states.{layer}"
        nodes += [node("Reshape", [f"turned.{layer}", "joined"], [states])]
    tensors += [tensor(name, weights[name]) for name in ("cue.weight", "cue.bias")]
    nodes += [
        node("MatMul", [states, "cue.weight"], ["scores"]),
        node("Add", ["scores", "cue.bias"], ["scores.moved"]),
        node("Softmax", ["scores.moved"], ["chances"], axis=2),
    ]
    feeds = {
        "rows": ("int64", ["longest", "sequences", "features"]),
        "lengths": ("int32", ["sequences"]),
    }
    return model(nodes, tensors, feeds, [states, "chances"])


def _gates(values: Floats) -> Floats:
    """Reorder the gates along the last axis as ONNX has them: input, output, forget, cell."""
    opened, forget, output, cell = np.split(values, 4, axis=-1)
    return np.concatenate([opened, output, forget, cell], axis=-1)
