"""The statement tagger's two stages as ONNX graphs: a bidirectional LSTM, then convolutions for each cue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import onnx
from onnx import numpy_helper

from onrecord.index.tagger.network import PARTS
from onrecord.index.tagger.weights import Array, Floats, Stage

from .building import constant, model_of, node
from .external import leave_to_the_caller
from .tagger_weights import DILATIONS, QUANTIZED, convolved_weights, recurrent_weights

_END: Final = np.iinfo(np.int64).max


def stages(weights: Mapping[str, Floats]) -> tuple[Stage, Stage]:
    """Make both stages of trained weights, as `eval/tagging/network.py` exports them."""
    return tagger_stages(recurrent_weights(weights), convolved_weights(weights))


def tagger_stages(first: Mapping[str, Array], second: Mapping[str, Array]) -> tuple[Stage, Stage]:
    """Write both stages' graphs without their weights.

    Args:
        first: The first stage's weights, from `recurrent_weights`.
        second: The second's, from `convolved_weights`.
    """
    layers = sum(name.startswith("bias.") for name in first)
    recurrent = _recurrent(layers, first["cue.weight"].shape[0] // 2)
    size = len(second["role.weight"])
    convolved = _convolved(len(second["conv.weight.0.weight"]) // size)
    return Stage(_written(recurrent, first), first), Stage(_written(convolved, second), second)


_Graph = tuple[
    list[onnx.NodeProto], list[onnx.TensorProto], dict[str, tuple[str, list[str]]], list[str]
]  # as `model_of` takes them


def _written(graph: _Graph, weights: Mapping[str, Array]) -> bytes:
    nodes, constants, inputs, outputs = graph
    tensors = [numpy_helper.from_array(np.ascontiguousarray(values), name) for name, values in weights.items()]
    return leave_to_the_caller(model_of(nodes, [*constants, *tensors], inputs, outputs), weights)


def _recurrent(layers: int, size: int) -> _Graph:
    """Write the first stage; its LSTMs have so many features each way."""
    nodes, constants = [], [constant("joined", [0, 0, -1])]
    for number, part in enumerate(PARTS):
        constants += [constant(f"at.{part}", number)]
        nodes += [node("Gather", ["rows", f"at.{part}"], [f"number.{part}"], axis=2)]
        nodes += [node("Gather", [f"embed.{part}", f"number.{part}"], [f"embedded.{part}"])]
    states = "embedded"
    nodes += [node("Concat", [f"embedded.{part}" for part in PARTS], [states], axis=2)]
    for layer in range(layers):
        (read, *of_read), (kept, *of_kept) = (
            [f"{name}.{layer}.{part}" for part in QUANTIZED] for name in ("input", "recurrent")
        )
        values_read = [states, read, kept, f"bias.{layer}", "lengths", "", "", "", *of_read, *of_kept]
        nodes += [
            node(
                "DynamicQuantizeLSTM",
                values_read,
                [f"ways.{layer}"],
                direction="bidirectional",
                hidden_size=size,
            )
        ]
        # From (longest, 2, sequences, size) to (longest, sequences, 2 * size).
        nodes += [node("Transpose", [f"ways.{layer}"], [f"turned.{layer}"], perm=[0, 2, 1, 3])]
        states = f"states.{layer}"
        nodes += [node("Reshape", [f"turned.{layer}", "joined"], [states])]
    nodes += [
        node("MatMul", [states, "cue.weight"], ["scores"]),
        node("Add", ["scores", "cue.bias"], ["scores.moved"]),
        node("Softmax", ["scores.moved"], ["chances"], axis=2),
    ]
    inputs = {
        "rows": ("int64", ["longest", "sequences", "features"]),
        "lengths": ("int32", ["sequences"]),
    }
    return nodes, constants, inputs, [states, "chances"]


def _convolved(width: int) -> _Graph:
    """Write the second stage; its convolutions look at so many words."""
    constants = [constant("one", [1])]
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
        more_nodes, more_constants = _convolution(number, dilation, width, states)
        nodes += more_nodes
        constants += more_constants
        states = f"states.{number}"
    nodes += [
        node("MatMul", [states, "role.weight"], ["scores"]),
        node("Add", ["scores", "role.bias"], ["scores.moved"]),
        node("Softmax", ["scores.moved"], ["roles"], axis=2),
    ]
    inputs = {
        "words": ("float32", ["words", "features"]),
        "heads": ("float32", ["cues", "features"]),
        "away": ("int64", ["cues", "words"]),
    }
    return nodes, constants, inputs, ["roles"]


def _convolution(
    number: int, dilation: int, width: int, states: str
) -> tuple[list[onnx.NodeProto], list[onnx.TensorProto]]:
    """Write a convolution, and the sum of what it makes and what it reads.

    It is one product of eight-bit integers: beside each word stand those that it looks at, and behind both ends
    of the paragraph zeros.

    Args:
        number: Which one it is; the sum is `states.number`.
        dilation: Steps between the words that it looks at.
        width: How many words that is.
        states: What it reads, shape (cues, words, size).
    """
    name, weight = f"conv.{number}", f"conv.weight.{number}"
    margin = dilation * (width // 2)
    constants = [constant(f"{name}.margins", [0, margin, 0, 0, margin, 0])]
    nodes = [
        node("Pad", [states, f"{name}.margins"], [f"{name}.padded"]),
        node("DynamicQuantizeLinear", [f"{name}.padded"], [f"{name}.steps", f"{name}.scale", f"{name}.zero"]),
    ]
    for tap in range(width):
        start = tap * dilation
        constants.append(constant(f"{name}.{tap}.start", [start]))
        constants.append(constant(f"{name}.{tap}.end", [start - 2 * margin or _END]))
        edges = [f"{name}.{tap}.start", f"{name}.{tap}.end", "one"]
        nodes.append(node("Slice", [f"{name}.steps", *edges], [f"{name}.{tap}"]))
    steps, scale, zero = (f"{weight}.{part}" for part in QUANTIZED)
    product = [f"{name}.seen", steps, f"{name}.scale", scale, f"{name}.zero", zero, f"conv.bias.{number}"]
    nodes += [
        node("Concat", [f"{name}.{tap}" for tap in range(width)], [f"{name}.seen"], axis=2),
        node("MatMulIntegerToFloat", product, [name]),
        node("Relu", [name], [f"{name}.open"]),
        node("Add", [states, f"{name}.open"], [f"states.{number}"]),
    ]
    return nodes, constants
