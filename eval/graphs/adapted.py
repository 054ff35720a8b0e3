"""Graphs of packaged models whose adaptation is handed over: what reads questions, and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from onrecord.index import DEFAULT_MODEL, packaged_weights
from onrecord.search import DEFAULT_RERANKER

from .external import leave_to_the_caller, point_into
from .single_sequence import single_sequence, with_own_layers


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
    return _adapted(DEFAULT_MODEL, adaptation, len(_layers(adaptation)))


def query_graph(adaptation: Mapping[str, NDArray[np.float32]]) -> bytes:
    """Write the graph of the encoder as it reads questions, without weights.

    Args:
        adaptation: As `adapted_graph` takes it.
    """
    return _adapted(DEFAULT_MODEL, adaptation)


def ranker_graph(weights: Mapping[str, NDArray[Any]]) -> bytes:
    """Write the graph of what orders passages for a search: the cross-encoder's embeddings, and layers of its own.

    Args:
        weights: Of the layers, as `with_own_layers` takes them; only their shapes are kept.
    """
    return _with_own_layers(DEFAULT_RERANKER, weights)


def clause_graph(weights: Mapping[str, NDArray[Any]]) -> bytes:
    """Write the graph of what encodes clauses: the encoder's embeddings, and layers of its own.

    Args:
        weights: As `ranker_graph` takes them.
    """
    return _with_own_layers(DEFAULT_MODEL, weights)


def _with_own_layers(name: str, weights: Mapping[str, NDArray[Any]]) -> bytes:
    model = packaged_weights(name).model
    left = leave_to_the_caller(with_own_layers(model, weights, len(_layers(weights))), weights)
    return point_into(onnx.load_from_string(left), model, "model.onnx")


def _adapted(name: str, adaptation: Mapping[str, NDArray[np.float32]], lower: int | None = None) -> bytes:
    model = packaged_weights(name).model
    left = leave_to_the_caller(single_sequence(model, adaptation=adaptation, lower=lower), adaptation)
    return point_into(onnx.load_from_string(left), model, "model.onnx")


def _layers(names: Iterable[str]) -> set[str]:
    found = (name.partition("encoder.layer.")[2].partition(".")[0] for name in names)
    return {number for number in found if number}
