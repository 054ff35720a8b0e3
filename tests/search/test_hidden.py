"""Inner values as further outputs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index import load_session, packaged_weights
from search.hidden import further_outputs
from search.probe import OUTPUTS
from search.reranker import DEFAULT_RERANKER


def _read_varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place


def _fields(data: bytes) -> list[tuple[int, bytes]]:
    """A reader of messages whose fields are all messages or strings, written from the protobuf encoding's page."""
    fields, place = [], 0
    while place < len(data):
        tag, place = _read_varint(data, place)
        assert tag & 7 == 2
        length, place = _read_varint(data, place)
        fields.append((tag >> 3, data[place : place + length]))
        place += length
    assert place == len(data)
    return fields


@given(st.lists(st.text(max_size=300), max_size=5))
def test_a_graph_with_nothing_but_named_outputs(names: list[str]) -> None:
    [(number, graph)] = _fields(further_outputs(names))
    assert number == 7
    outputs = _fields(graph)
    assert [number for number, _ in outputs] == [12] * len(names)
    assert [_fields(value) for _, value in outputs] == [[(1, name.encode())] for name in names]


def test_the_reranker_hands_out_hidden_states_and_the_same_logits() -> None:
    model = packaged_weights(DEFAULT_RERANKER).model
    plain, wide = load_session(model), load_session(model, appended=further_outputs(OUTPUTS))
    own = [output.name for output in plain.get_outputs()]
    assert [output.name for output in wide.get_outputs()] == [*own, *OUTPUTS]
    ids = np.array([[101, 2129, 2116, 102, 2048, 3000, 102]])
    types = np.array([[0, 0, 0, 0, 1, 1, 1]])
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
    [logits], [first, *states] = plain.run(None, feed), wide.run(None, feed)
    np.testing.assert_allclose(first, logits, atol=1e-4)
    assert [state.shape for state in states] == [(1, 7, 384)] * len(OUTPUTS)
