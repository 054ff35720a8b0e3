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

from ..onnx.sessions import load_session
from .quantized import Array, quantized

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
        graph: The stage without its weights, as `eval/graphs/tagger.py` writes it.
    """

    def __init__(self, weights: Mapping[str, Floats], graph: bytes) -> None:
        self._session = load_session("statement tagger", graph, weights=recurrent_weights(weights))

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


def recurrent_weights(weights: Mapping[str, Floats]) -> dict[str, Array]:
    """Lay weights out as the stage's graph has them (`eval/graphs/tagger.py` writes it).

    Args:
        weights: As `Recurrent` takes them.
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
            laid |= quantized(f"{name}.{layer}", _gates(values))
    return laid | {name: weights[name] for name in ("cue.weight", "cue.bias")}


def layers_of(weights: Mapping[str, Floats]) -> int:
    """Count the layers of the LSTM."""
    return sum(name.startswith("lstm.input.") for name in weights)


def _gates(values: Floats) -> Floats:
    """Reorder the gates along the last axis as ONNX has them: input, output, forget, cell."""
    opened, forget, output, cell = np.split(values, 4, axis=-1)
    return np.concatenate([opened, output, forget, cell], axis=-1)
