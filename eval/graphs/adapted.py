"""Graphs of packaged models whose adaptation is handed over: what reads questions, and answers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray

from onrecord.index import DEFAULT_MODEL, packaged_weights
from onrecord.search import DEFAULT_RERANKER

from .external import leave_to_the_caller, point_into
from .single_sequence import single_sequence


def adapted_graph(adaptation: Mapping[str, NDArray[np.float32]]) -> bytes:
    """Write the graph of an adapted cross-encoder without weights.

    Args:
        adaptation: Matrices by name, as `single_sequence` takes them; only their shapes are kept.
    """
    return _adapted(DEFAULT_RERANKER, adaptation)


def tagging_graph(adaptation: Mapping[str, NDArray[np.float32]]) -> bytes:
    """Write the graph of the encoder's adapted lower layers without weights.

    Args:
        adaptation: As `adapted_graph` takes it, of every layer that reads.
    """
    layers = {name.partition("encoder.layer.")[2].partition(".")[0] for name in adaptation}
    return _adapted(DEFAULT_MODEL, adaptation, len(layers))


def query_graph(adaptation: Mapping[str, NDArray[np.float32]]) -> bytes:
    """Write the graph of the encoder as it reads questions, without weights.

    Args:
        adaptation: As `adapted_graph` takes it.
    """
    return _adapted(DEFAULT_MODEL, adaptation)


def _adapted(name: str, adaptation: Mapping[str, NDArray[np.float32]], lower: int | None = None) -> bytes:
    model = packaged_weights(name).model
    left = leave_to_the_caller(single_sequence(model, adaptation=adaptation, lower=lower), adaptation)
    return point_into(onnx.load_from_string(left), model, "model.onnx")
