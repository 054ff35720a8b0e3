"""The parts of an ONNX file as bytes: operators, weights, and the model that they make.

https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .protobuf import field, prefix

# Field numbers and values of onnx.proto
_MODEL_IR, MODEL_GRAPH, _MODEL_OPSET = 1, 7, 8
GRAPH_NODE, _GRAPH_NAME, GRAPH_TENSOR, _GRAPH_INPUT, _GRAPH_OUTPUT = 1, 2, 5, 11, 12
NODE_INPUT, _NODE_OUTPUT, NODE_NAME, _NODE_OPERATOR, NODE_ATTRIBUTE, _NODE_DOMAIN = 1, 2, 3, 4, 5, 7
_ATTRIBUTE_NAME, _ATTRIBUTE_TYPE = 1, 20
_ATTRIBUTE_FLOAT, _ATTRIBUTE_INT, _ATTRIBUTE_STRING, _ATTRIBUTE_INTS = 2, 3, 4, 8
_IS_FLOAT, _IS_INT, _IS_STRING, _IS_INTS = 1, 2, 3, 7
_TENSOR_SHAPE, _TENSOR_TYPE, _TENSOR_NAME, _TENSOR_BYTES = 1, 2, 8, 9
_TYPES: Final = {"float32": 1, "int32": 6, "int64": 7}

MICROSOFT: Final = "com.microsoft"
"""The domain of onnxruntime's own operators."""

_OPSETS: Final = (("", 17), (MICROSOFT, 1))
_IR_VERSION: Final = 8


def node(
    operator: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    domain: str = "",
    /,
    **attributes: str | float | Sequence[int],
) -> bytes:
    """Write an operator of a graph, which has the name of its first output.

    Args:
        operator: Its type, as "MatMul".
        inputs: Names of the values that it reads.
        outputs: Names of the values that it makes.
        domain: Whose operator it is.
        attributes: Its settings.
    """
    parts = [field(NODE_INPUT, value) for value in inputs]
    parts += [field(_NODE_OUTPUT, value) for value in outputs]
    parts += [field(NODE_NAME, outputs[0]), field(_NODE_OPERATOR, operator), field(_NODE_DOMAIN, domain)]
    parts += [field(NODE_ATTRIBUTE, _attribute(key, value)) for key, value in attributes.items()]
    return b"".join(parts)


def tensor(name: str, values: NDArray[np.float32] | NDArray[np.int64]) -> bytes:
    """Write weights, or other constants, of a graph."""
    return (
        b"".join(field(_TENSOR_SHAPE, size) for size in values.shape)
        + field(_TENSOR_TYPE, _TYPES[values.dtype.name])
        + field(_TENSOR_NAME, name)
        + field(_TENSOR_BYTES, values.tobytes())
    )


def model(
    nodes: Iterable[bytes],
    tensors: Sequence[bytes | memoryview],
    inputs: Mapping[str, tuple[str, Sequence[str]]],
    outputs: Sequence[str],
) -> bytes:
    """Write a model.

    Args:
        nodes: Its operators, each after those whose values it reads.
        tensors: Its weights, which are copied once.
        inputs: By name, the type of an input's values, and a name for each of its dimensions.
        outputs: The values that it hands out.
    """
    graph: list[bytes | memoryview] = [field(GRAPH_NODE, one) for one in nodes]
    graph += [field(_GRAPH_NAME, "onrecord")]
    graph += [field(_GRAPH_INPUT, _input(name, *kind)) for name, kind in inputs.items()]
    graph += [field(_GRAPH_OUTPUT, field(1, name)) for name in outputs]
    for one in tensors:
        graph += [prefix(GRAPH_TENSOR, len(one)), one]
    opsets = [field(_MODEL_OPSET, field(1, domain) + field(2, version)) for domain, version in _OPSETS]
    size = sum(len(part) for part in graph)
    return b"".join([field(_MODEL_IR, _IR_VERSION), *opsets, prefix(MODEL_GRAPH, size), *graph])


def _input(name: str, kind: str, dimensions: Sequence[str]) -> bytes:
    """Write a ValueInfoProto: its type is a tensor_type with an elem_type and a shape."""
    shape = b"".join(field(1, field(2, dimension)) for dimension in dimensions)
    return field(1, name) + field(2, field(1, field(1, _TYPES[kind]) + field(2, shape)))


def _attribute(name: str, value: str | float | Sequence[int]) -> bytes:
    if isinstance(value, str):
        content, kind = field(_ATTRIBUTE_STRING, value), _IS_STRING
    elif isinstance(value, int):
        content, kind = field(_ATTRIBUTE_INT, value), _IS_INT
    elif isinstance(value, float):
        content, kind = field(_ATTRIBUTE_FLOAT, value), _IS_FLOAT
    else:
        content, kind = b"".join(field(_ATTRIBUTE_INTS, one) for one in value), _IS_INTS
    return field(_ATTRIBUTE_NAME, name) + content + field(_ATTRIBUTE_TYPE, kind)
