"""Weights in eight bits, as onnxruntime's integer operators read them."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Array: TypeAlias = NDArray[np.float32] | NDArray[np.int8]

STEPS: Final = 64
"""Weights are at most so many steps from 0: processors without VNNI add two products of a weight and of eight bits
in sixteen, which has no room for more."""

QUANTIZED: Final = ("weight", "scale", "zero")
"""What the tensors of `quantized` are called, behind the name that it is given and a dot."""


def quantized(name: str, values: Floats) -> dict[str, Array]:
    """Lay weights out as whole steps of a scale for each column.

    Args:
        name: What the names of the tensors begin with.
        values: Shape (..., features, columns).

    Returns:
        Tensors of steps, of scales, and of zero points, which are 0; the latter two have the shape (..., columns).
    """
    scale = np.maximum(np.abs(values).max(axis=-2), np.finfo(np.float32).tiny) / STEPS
    steps = np.round(values / scale[..., None, :]).astype(np.int8)
    tensors: tuple[Array, ...] = (steps, scale, np.zeros(scale.shape, dtype=np.int8))
    return {f"{name}.{part}": values for part, values in zip(QUANTIZED, tensors, strict=True)}
