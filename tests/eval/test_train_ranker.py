"""The ranker learns from the cross-encoder, and what runs is what was trained."""

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch trains the ranker; it is in the extra `models`")
pytest.importorskip("transformers", reason="transformers reads the cross-encoder; it is in the extra `models`")

from onrecord.eval.ranker_network import RankerNetwork  # noqa: E402
from onrecord.eval.ranker_teacher import Teacher  # noqa: E402
from onrecord.eval.train_ranker import Lesson, agreement, save, train  # noqa: E402
from onrecord.search import CrossEncoder, Weights  # noqa: E402
from onrecord.search.retrieval.facet_reader import FacetReader  # noqa: E402
from onrecord.search.retrieval.ranker import Ranker  # noqa: E402

QUESTION = "What did the mayor say about the pier?"
TEXTS = (
    "Jane Roe, the mayor, said: We will build the pier again.",
    "The pier was built in 1890.",
    "It rained on Sunday.",
    "The mayor opened a school and spoke of its garden.",
)
PAIRS = [(QUESTION, text) for text in TEXTS]


@pytest.fixture(scope="module")
def teacher() -> Teacher:
    return Teacher(Weights())


def test_the_teacher_tells_what_a_search_orders_by(teacher: Teacher) -> None:
    told = teacher.read(teacher.tokens(PAIRS)).told
    reading = CrossEncoder().read(PAIRS)
    np.testing.assert_array_equal(told[:, 0], reading.logits)
    reader = FacetReader(None, CrossEncoder(), Weights())  # type: ignore[arg-type]
    np.testing.assert_allclose(1 / (1 + np.exp(-told[:, 1])), reader.likely(reading), rtol=1e-5)


def test_it_learns_and_runs_as_it_was_trained(teacher: Teacher, tmp_path: Path) -> None:
    torch.manual_seed(1)
    network = RankerNetwork(Weights().temperature)
    before = agreement(network, teacher, [PAIRS])
    losses = list(train(network, teacher, [Lesson(teacher.tokens(PAIRS))] * 160, random.Random(1)))
    assert np.mean(losses[-3:]) < 0.5 * np.mean(losses[:3])
    assert agreement(network, teacher, [PAIRS])["within a search"] > max(0.9, before["within a search"])

    save(network, tmp_path / "ranker.npz")
    reading = Ranker(tmp_path / "ranker.npz").read(PAIRS)
    with torch.no_grad():
        told = network(teacher.tokens(PAIRS)).told.numpy()
    np.testing.assert_allclose(reading.logits, told[:, 0], atol=1)
    assert reading.likely is not None
    np.testing.assert_allclose(reading.likely, 1 / (1 + np.exp(-told[:, 1])), atol=0.05)


def test_a_text_is_read_alike_in_any_company(teacher: Teacher) -> None:
    network = RankerNetwork(Weights().temperature)
    with torch.no_grad():
        together = network(teacher.tokens(PAIRS)).told.numpy()
        alone = [network(teacher.tokens([one])).told.numpy()[0] for one in PAIRS]
    np.testing.assert_allclose(together, alone, atol=0.1)
