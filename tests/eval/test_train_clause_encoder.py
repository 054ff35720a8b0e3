"""What encodes clauses learns the question encoder's vectors, and what runs is what was trained."""

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch trains the encoder; it is in the extra `models`")
pytest.importorskip("transformers", reason="transformers reads the encoder; it is in the extra `models`")

from onrecord.eval.train_clause_encoder import ClauseNetwork, Teacher, cosine, save, train  # noqa: E402
from onrecord.index import DEFAULT_MODEL, load_encoder  # noqa: E402
from onrecord.index.encoders.onnx import OnnxEncoder, _vectors  # noqa: E402
from onrecord.index.onnx.adapted import AdaptedModel  # noqa: E402

TEXTS = ("the mayor on the pier", "which bank was sold", "what Ann Poe said about trams", "rain in the north")


@pytest.fixture(scope="module")
def teacher() -> Teacher:
    return Teacher()


def test_the_teacher_gives_the_question_encoders_vectors(teacher: Teacher) -> None:
    states, vectors = teacher.read(TEXTS)
    encoder = load_encoder(DEFAULT_MODEL)
    np.testing.assert_allclose(vectors, encoder.encode_queries(TEXTS), atol=1e-5)
    tokens = sum(len(one.ids) for one in teacher.tokens(TEXTS))
    assert [one.shape for one in states] == [(tokens, vectors.shape[1])] * 5


def test_it_learns_and_runs_as_it_was_trained(teacher: Teacher, tmp_path: Path) -> None:
    torch.manual_seed(1)
    network = ClauseNetwork()
    before = cosine(network, teacher, TEXTS)
    list(train(network, teacher, TEXTS * 1024, random.Random(1)))
    assert cosine(network, teacher, TEXTS) > max(0.9, before + 0.1)

    save(network, tmp_path / "clause.npz")
    model = AdaptedModel(tmp_path / "clause.npz", DEFAULT_MODEL, window=512).opened().model
    with torch.no_grad():
        trained = torch.nn.functional.normalize(network.read(teacher.tokens(TEXTS))[1], dim=1).numpy()
    assert ((_vectors(model, TEXTS) * trained).sum(axis=1) > 0.98).all()


def test_what_is_packaged_is_near_to_the_question_encoder() -> None:
    encoder = OnnxEncoder(DEFAULT_MODEL)
    asked, clauses = encoder.encode_queries(TEXTS), encoder.encode_clauses(TEXTS)
    near = clauses @ asked.T
    assert (near.argmax(axis=1) == np.arange(len(TEXTS))).all()
    assert np.diag(near).mean() > 0.9
