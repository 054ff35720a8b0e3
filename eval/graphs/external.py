"""Takes the weights out of a graph: they stay where they are, and the graph points to them.

https://onnx.ai/onnx/repo-docs/ExternalData.html
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import onnx

_LEAST: Final = 1024
"""Bytes; what is smaller stays in the graph."""


def point_into(model: onnx.ModelProto, file: bytes, name: str) -> bytes:
    """Point to weights that a file holds.

    Args:
        model: A model with all of its weights.
        file: What the file holds.
        name: The file's name, beside which the model is opened.

    Returns:
        The serialised model; its large tensors are places in the file.

    Raises:
        ValueError: The file lacks one of them.
    """
    pointing = onnx.ModelProto()
    pointing.CopyFrom(model)
    for tensor in pointing.graph.initializer:
        if len(tensor.raw_data) >= _LEAST:
            place = file.find(tensor.raw_data)
            if place < 0:
                raise ValueError(f"{name} does not hold the weight {tensor.name}")
            _leave_out(tensor, location=name, offset=place, length=len(tensor.raw_data))
    return bytes(pointing.SerializeToString(deterministic=True))


def leave_to_the_caller(model: onnx.ModelProto, names: Collection[str]) -> bytes:
    """Leave out weights that whoever opens the model hands over.

    Args:
        model: A model with all of its weights.
        names: Those that are handed over.
    """
    pointing = onnx.ModelProto()
    pointing.CopyFrom(model)
    for tensor in pointing.graph.initializer:
        if tensor.name in names:
            _leave_out(tensor, location="handed over")
    return bytes(pointing.SerializeToString(deterministic=True))


def _leave_out(tensor: onnx.TensorProto, **where: object) -> None:
    tensor.ClearField("raw_data")
    tensor.data_location = onnx.TensorProto.EXTERNAL
    for key, value in where.items():
        tensor.external_data.add(key=key, value=str(value))
