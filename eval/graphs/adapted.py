"""The packaged cross-encoder's graph for the reader of answers, whose adaptation whoever opens it hands over."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray

from onrecord.index import packaged_weights
from onrecord.search import DEFAULT_RERANKER

from .external import leave_to_the_caller, point_into
from .single_sequence import single_sequence


def adapted_graph(adaptation: Mapping[str, NDArray[np.float32]]) -> bytes:
    """Write the graph of an adapted cross-encoder without weights.

    Args:
        adaptation: Matrices by name, as `single_sequence` takes them; only their shapes are kept.
    """
    model = packaged_weights(DEFAULT_RERANKER).model
    left = leave_to_the_caller(single_sequence(model, adaptation=adaptation), adaptation)
    return point_into(onnx.load_from_string(left), model, "model.onnx")
