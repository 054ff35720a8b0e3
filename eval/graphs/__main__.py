"""Writes the graphs that run; see the package."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from onrecord.index import DEFAULT_MODEL, GRAPH, packaged_weights
from onrecord.index.encoders.onnx import CLAUSES, QUERIES
from onrecord.index.onnx.sessions import GRAPHS
from onrecord.index.tagger.weights import PACKAGED, STAGES, load_tagger
from onrecord.search import ADAPTATION, RANKER
from onrecord.search.query.question_tagger import HEADS
from onrecord.search.query.question_tagger import WEIGHTS as QUESTIONS
from onrecord.search.retrieval.probe import OUTPUTS
from onrecord.search.retrieval.reranker import DEFAULT_RERANKER

from .adapted import adapted_graph, clause_graph, query_graph, ranker_graph, tagging_graph
from .external import point_into
from .single_sequence import single_sequence
from .tagger import tagger_stages


def graphs() -> dict[Path, bytes]:
    """Make the packaged models' graphs, by the files that they belong in."""
    made = {}
    for name, outputs in ((DEFAULT_MODEL, ()), (DEFAULT_RERANKER, OUTPUTS)):
        model = packaged_weights(name).model
        made[GRAPHS / f"{name}.onnx"] = point_into(single_sequence(model, outputs), model, "model.onnx")
    return made


def main() -> None:
    """Write the files; the tagger's graphs lie with its weights."""
    for path, graph in graphs().items():
        path.write_bytes(graph)
        sys.stdout.write(f"{path}: {len(graph):,} bytes\n")
    with np.load(PACKAGED, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    first, second = load_tagger()[1]
    for name, stage in zip(STAGES, tagger_stages(first.weights, second.weights), strict=True):
        arrays[f"{name}:graph"] = np.frombuffer(stage.graph, np.uint8)
        sys.stdout.write(f"{PACKAGED}, {name}: {len(stage.graph):,} bytes\n")
    with PACKAGED.open("wb") as file:
        np.savez_compressed(file, **arrays)
    for path, own_graph_of in ((RANKER, ranker_graph), (CLAUSES, clause_graph)):
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files if name != GRAPH}
        arrays[GRAPH] = np.frombuffer(own_graph_of(arrays), np.uint8)
        np.savez(path, **arrays)
        sys.stdout.write(f"{path}, {GRAPH}: {len(arrays[GRAPH]):,} bytes\n")
    for path, graph_of in ((ADAPTATION, adapted_graph), (QUESTIONS, tagging_graph), (QUERIES, query_graph)):
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files if name != GRAPH}
        shapes = {name: one.astype(np.float32) for name, one in arrays.items() if name not in HEADS}
        arrays[GRAPH] = np.frombuffer(graph_of(shapes), np.uint8)
        np.savez_compressed(path, **arrays)
        sys.stdout.write(f"{path}, {GRAPH}: {len(arrays[GRAPH]):,} bytes\n")


if __name__ == "__main__":
    main()
