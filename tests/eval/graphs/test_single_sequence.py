"""The rewritten graphs say what the packaged ones say."""

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from onrecord.eval.graphs import adapted_graph, query_graph, single_sequence, tagger_stages
from onrecord.eval.graphs.__main__ import graphs
from onrecord.eval.graphs.external import point_into
from onrecord.index import GRAPH, load_arrays, packaged_weights
from onrecord.index.encoders.onnx import QUERIES
from onrecord.index.onnx.sessions import GRAPHS, load_session
from onrecord.index.tagger.weights import load_tagger
from onrecord.search import ADAPTATION
from onrecord.search.retrieval.probe import OUTPUTS

Floats = NDArray[np.float32]

ENCODER = "bge-small-en-v1.5-int8"
RERANKER = "ms-marco-minilm-l12-int8"
IDS = np.array([101, 2129, 2116, 2111, 2024, 2045, 102, 2048, 3000, 1998, 1037, 2665, 4937, 102])
TYPES = np.array([0] * 7 + [1] * 7)
STATES = tuple(f"/bert/encoder/layer.{layer}/output/LayerNorm/Add_1_output_0" for layer in (0, 7, 10, 11))


def packaged(name: str, outputs: tuple[str, ...] = ()) -> list[Floats]:
    """Run a packaged graph as it is, with more outputs."""
    model = onnx.load_from_string(packaged_weights(name).model)
    model.graph.output.extend(onnx.ValueInfoProto(name=output) for output in outputs)
    feed = {"input_ids": IDS[None], "token_type_ids": TYPES[None], "attention_mask": np.ones_like(IDS[None])}
    found: list[Floats] = load_session(name, model.SerializeToString()).run(None, feed)
    return found


def rewritten(name: str, outputs: tuple[str, ...] = ()) -> list[Floats]:
    """Run the graph with all of its weights in it."""
    session = load_session(name, single_sequence(packaged_weights(name).model, outputs).SerializeToString())
    found: list[Floats] = session.run(None, {"input_ids": IDS, "token_type_ids": TYPES})
    return found


def cosines(one: Floats, other: Floats) -> Floats:
    found: Floats = (one * other).sum(axis=-1) / np.linalg.norm(one, axis=-1) / np.linalg.norm(other, axis=-1)
    return found


def test_the_encoder_s_state_of_cls_is_the_packaged_graph_s() -> None:
    [theirs], [ours] = packaged(ENCODER), rewritten(ENCODER)
    assert theirs.shape == (1, len(IDS), 384)
    assert ours.shape == (1, 384)
    assert cosines(ours, theirs[:, 0]).min() > 0.999


def test_the_reranker_s_logit_and_hidden_states_are_the_packaged_graph_s() -> None:
    [their_logit, *their_states], [our_logit, *our_states] = (
        packaged(RERANKER, STATES),
        rewritten(RERANKER, STATES),
    )
    np.testing.assert_allclose(our_logit, their_logit, atol=0.2)
    for theirs, ours in zip(their_states[:-1], our_states[:-1], strict=True):
        assert ours.shape == (len(IDS), 384)
        assert cosines(ours, theirs[0]).min() > 0.99
    assert our_states[-1].shape == (1, 384)
    assert cosines(our_states[-1], their_states[-1][0, :1]).min() > 0.99


@pytest.mark.parametrize(("name", "outputs"), [(ENCODER, ()), (RERANKER, OUTPUTS)])
def test_the_graph_that_runs_says_the_same_to_the_bit(name: str, outputs: tuple[str, ...]) -> None:
    graph = GRAPHS.joinpath(f"{name}.onnx").read_bytes()
    session = load_session(name, graph, beside=packaged_weights(name).folder)
    found = session.run(None, {"input_ids": IDS, "token_type_ids": TYPES})
    for ours, theirs in zip(found, rewritten(name, outputs), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert len(graph) < 300_000


def test_the_graphs_that_run_are_those_that_are_written() -> None:
    for path, graph in graphs().items():
        assert path.read_bytes() == graph, f"{path.name} is out of date: python -m onrecord.eval.graphs"
    first, second = load_tagger()[1]
    written = tagger_stages(first.weights, second.weights)
    assert [first.graph, second.graph] == [stage.graph for stage in written], "python -m onrecord.eval.graphs"
    for path, graph_of in ((ADAPTATION, adapted_graph), (QUERIES, query_graph)):
        arrays = load_arrays(path)
        graph = arrays.pop(GRAPH).tobytes()
        weights = {name: one.astype(np.float32) for name, one in arrays.items()}
        assert graph == graph_of(weights), f"{path.name} is out of date: python -m onrecord.eval.graphs"


def test_a_weight_that_the_file_lacks_is_told() -> None:
    model = single_sequence(packaged_weights(ENCODER).model)
    with pytest.raises(ValueError, match="does not hold"):
        point_into(model, b"", "model.onnx")


def test_what_is_no_quantised_bert_is_refused() -> None:
    with pytest.raises(ValueError, match="not a"):
        single_sequence(b"")
