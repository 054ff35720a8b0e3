"""Writes the graphs that run: the packaged models' and the statement tagger's, without their weights.

    python -m onrecord.eval.graphs

It needs the package onnx. `index/onnx/graphs` and `index/tagger` hold what it wrote; write it again after a change
here, after another release of the weights, and after the tagger was trained.
"""

from .adapted import adapted_graph, clause_graph, query_graph, ranker_graph, tagging_graph
from .single_sequence import single_sequence
from .tagger import stages, tagger_stages

__all__ = [
    "adapted_graph",
    "clause_graph",
    "query_graph",
    "ranker_graph",
    "single_sequence",
    "stages",
    "tagger_stages",
    "tagging_graph",
]
