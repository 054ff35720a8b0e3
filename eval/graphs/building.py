"""Nodes, constants and models in ONNX, with this project's conventions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import onnx
from numpy.typing import ArrayLike
from onnx import helper, numpy_helper

_OF_ONNXRUNTIME: Final = {
    "DynamicQuantizeLSTM",
    "DynamicQuantizeMatMul",
    "FusedMatMul",
    "Gelu",
    "MatMulIntegerToFloat",
}
_DOMAIN: Final = "com.microsoft"
_OPSETS: Final = (helper.make_opsetid("", 17), helper.make_opsetid(_DOMAIN, 1))
_IR_VERSION: Final = 8


def node(
    operator: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: str | float | Sequence[int]
) -> onnx.NodeProto:
    """Make an operator of a graph, which has the name of its first output.

    Args:
        operator: Its type, as "MatMul".
        inputs: Names of the values that it reads.
        outputs: Names of the values that it makes.
        attributes: Its settings.
    """
    domain = _DOMAIN if operator in _OF_ONNXRUNTIME else ""
    made = helper.make_node(operator, inputs, outputs, name=outputs[0], domain=domain)
    made.attribute.extend(helper.make_attribute(key, value) for key, value in sorted(attributes.items()))
    return made


def constant(name: str, values: ArrayLike) -> onnx.TensorProto:
    """Make a constant of whole numbers."""
    return numpy_helper.from_array(np.asarray(values, dtype=np.int64), name)


def model_of(
    nodes: Sequence[onnx.NodeProto],
    tensors: Iterable[onnx.TensorProto],
    inputs: Mapping[str, tuple[str, Sequence[str]]],
    outputs: Sequence[str],
) -> onnx.ModelProto:
    """Put a model together.

    Args:
        nodes: Its operators, each after those whose values it reads.
        tensors: Its weights; those that no operator reads are left out.
        inputs: By name, the type of an input's values, and a name for each of its dimensions.
        outputs: The values that it hands out.
    """
    read = {name for one in nodes for name in one.input}
    feeds = [
        helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(np.dtype(kind)), shape)
        for name, (kind, shape) in inputs.items()
    ]
    # onnxruntime tells the outputs' types and shapes by itself.
    handed = [onnx.ValueInfoProto(name=name) for name in outputs]
    graph = helper.make_graph(nodes, "onrecord", feeds, handed, [one for one in tensors if one.name in read])
    return helper.make_model(graph, ir_version=_IR_VERSION, opset_imports=_OPSETS)
