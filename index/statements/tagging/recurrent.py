"""A bidirectional LSTM on onnxruntime, which runs all steps in one call and without Python's lock.

https://onnx.ai/onnx/operators/onnx__LSTM.html
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


class Recurrent:
    """Layers of a bidirectional LSTM.

    Args:
        weights: Of each layer n, counted from 0, `lstm.input.n` (features, 8 * size), `lstm.recurrent.n`
            (2, size, 4 * size) and `lstm.bias.n` (8 * size). Forwards comes before backwards, and the gates go
            input, forget, output, cell.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._session = load_session("statement tagger", _graph(weights))

    def read(self, states: Floats, lengths: Ints) -> Floats:
        """Read sequences.

        Args:
            states: Shape (longest, sequences, features).
            lengths: Steps of each sequence; what stands behind them is not read.

        Returns:
            The last layer's states, zeros behind a sequence's end. Shape (longest, sequences, 2 * size).
        """
        found: Floats
        [found] = self._session.run(None, {"states": states, "lengths": lengths.astype(np.int32)})
        return found


def _graph(weights: Mapping[str, Floats]) -> bytes:
    """Write the layers as an ONNX model."""
    nodes, tensors = [], [tensor("joined", np.array([0, 0, -1]))]
    states = "states"
    for layer in range(sum(name.startswith("lstm.input.") for name in weights)):
        recurrent = weights[f"lstm.recurrent.{layer}"].transpose(0, 2, 1)
        size = recurrent.shape[-1]
        inputs = weights[f"lstm.input.{layer}"].T.reshape(2, 4 * size, -1)
        bias = weights[f"lstm.bias.{layer}"].reshape(2, 4 * size)
        # ONNX adds two biases, one to the inputs and one to the recurrent states.
        both = np.concatenate([_gates(bias), np.zeros_like(bias)], axis=1)
        values = {"input": _gates(inputs), "recurrent": _gates(recurrent), "bias": both}
        tensors += [tensor(f"{name}.{layer}", value) for name, value in values.items()]
        read = [states, *(f"{name}.{layer}" for name in values), "lengths"]
        nodes += [node("LSTM", read, [f"ways.{layer}"], direction="bidirectional", hidden_size=size)]
        # From (longest, 2, sequences, size) to (longest, sequences, 2 * size).
        nodes += [node("Transpose", [f"ways.{layer}"], [f"turned.{layer}"], perm=[0, 2, 1, 3])]
        states = f"states.{layer}"
        nodes += [node("Reshape", [f"turned.{layer}", "joined"], [states])]
    feeds = {
        "states": ("float32", ["longest", "sequences", "features"]),
        "lengths": ("int32", ["sequences"]),
    }
    return model(nodes, tensors, feeds, [states])


def _gates(values: Floats) -> Floats:
    """Reorder the gates along axis 1 as ONNX has them: input, output, forget, cell."""
    opened, forget, output, cell = np.split(values, 4, axis=1)
    return np.concatenate([opened, output, forget, cell], axis=1)
