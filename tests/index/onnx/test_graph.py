"""The rewritten graphs say what the packaged ones say."""

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.index import packaged_weights
from onrecord.index.onnx.graph import single_sequence
from onrecord.index.onnx.protobuf import field
from onrecord.index.onnx.sessions import load_session

Floats = NDArray[np.float32]

ENCODER = "bge-small-en-v1.5-int8"
RERANKER = "ms-marco-minilm-l12-int8"
IDS = np.array([101, 2129, 2116, 2111, 2024, 2045, 102, 2048, 3000, 1998, 1037, 2665, 4937, 102])
TYPES = np.array([0] * 7 + [1] * 7)
STATES = tuple(f"/bert/encoder/layer.{layer}/output/LayerNorm/Add_1_output_0" for layer in (0, 7, 10, 11))


def packaged(name: str, outputs: tuple[str, ...] = ()) -> list[Floats]:
    """Run a packaged graph as it is; a second graph with nothing but outputs, put after it, adds them to it."""
    model = packaged_weights(name).model + field(7, b"".join(field(12, field(1, output)) for output in outputs))
    feed = {"input_ids": IDS[None], "token_type_ids": TYPES[None], "attention_mask": np.ones_like(IDS[None])}
    found: list[Floats] = load_session(name, model).run(None, feed)
    return found


def rewritten(name: str, outputs: tuple[str, ...] = ()) -> list[Floats]:
    session = load_session(name, single_sequence(packaged_weights(name).model, outputs))
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


@pytest.mark.parametrize("model", [b"", field(7, field(1, field(4, "Relu"))), b"\xff"])
def test_what_is_no_quantised_bert_is_refused(model: bytes) -> None:
    with pytest.raises(ValueError, match="not a"):
        single_sequence(model)
