"""The packaged models read sequences one by one, several at once."""

import numpy as np
import pytest

from onrecord.index import ModelError, PackagedModel, load_tokenizer, packaged_weights
from onrecord.index.onnx.sessions import load_session

ENCODER = "bge-small-en-v1.5-int8"


@pytest.fixture(scope="module")
def model() -> PackagedModel:
    return PackagedModel(ENCODER, window=16)


def test_each_sequence_is_read_once_and_the_longest_first(model: PackagedModel) -> None:
    texts = [" ".join(["word"] * count) for count in (3, 9, 1, 12, 5)]
    found = dict(model.read(model.tokens(texts)))
    assert list(found) == [3, 1, 4, 0, 2]
    for row, text in enumerate(texts):
        [(_, [alone])] = model.read(model.tokens([text]))
        np.testing.assert_array_equal(found[row][0], alone)


def test_nothing_to_read(model: PackagedModel) -> None:
    assert list(model.read(model.tokens([]))) == []


def test_a_long_text_is_cut_from_its_own_end_and_a_pair_from_the_longer(model: PackagedModel) -> None:
    [long] = model.tokens(["one two " * 50])
    assert len(long.ids) == 16
    [pair] = model.tokens([("who said it", "one two " * 50)])
    assert len(pair.ids) == 16
    assert sum(kind == 0 for kind in pair.type_ids) == 5  # [CLS] who said it [SEP]


def test_a_tokenizer_adds_no_padding() -> None:
    tokenizer = load_tokenizer(packaged_weights(ENCODER).tokenizer, window=8)
    assert [len(encoding.ids) for encoding in tokenizer.encode_batch(["a", "a b c"])] == [3, 5]


def test_a_model_that_onnxruntime_refuses_is_one_clear_line() -> None:
    with pytest.raises(ModelError, match="model m: onnxruntime cannot load it") as caught:
        load_session("m", b"no model")
    assert "\n" not in str(caught.value)
