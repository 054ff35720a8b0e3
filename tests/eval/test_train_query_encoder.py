"""What reads questions for search by meaning learns, and runs as it was trained."""

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch trains the encoder; it is in the extra `models`")
pytest.importorskip("transformers", reason="transformers reads the encoder; it is in the extra `models`")

from onrecord.eval import train_query_encoder  # noqa: E402
from onrecord.eval.query_pairs import Corpus, Pair, written_pairs  # noqa: E402
from onrecord.eval.questions import SAMPLE, read_questions  # noqa: E402
from onrecord.eval.train_query_encoder import QueryNetwork, places, train  # noqa: E402
from onrecord.index import DEFAULT_MODEL, AdaptedModel, load_encoder  # noqa: E402
from onrecord.index.encoders.onnx import QUERY_PREFIX  # noqa: E402

PASSAGES = ("We will build the pier again by spring.", "The pier was built in 1890.", "It rained on the fair.")
ASKED = ("what's the mayor's plan for the jetty", "age of the jetty", "weather at the fete")


def test_it_learns_and_runs_as_it_was_trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_query_encoder, "EPOCHS", 6)
    torch.manual_seed(1)
    vectors = load_encoder().encode_passages(PASSAGES)
    pairs = [Pair(f"{n}", (text,), (n,)) for n, text in enumerate(ASKED)]
    network = QueryNetwork(rank=2)
    losses = list(train(network, [(torch.from_numpy(vectors), pairs)], random.Random(1)))
    assert losses[-1] < losses[0]
    network.save(tmp_path / "query.npz")
    model = AdaptedModel(tmp_path / "query.npz", DEFAULT_MODEL, window=512).opened().model
    with torch.no_grad():
        trained = network(ASKED).numpy()
    for row, [hidden] in model.read(model.tokens([QUERY_PREFIX + one for one in ASKED])):
        assert hidden[0] / np.linalg.norm(hidden[0]) @ trained[row] > 0.98


def test_the_place_of_an_answer_is_counted_over_those_that_are_not_learnt_from() -> None:
    vectors = load_encoder().encode_passages(PASSAGES)
    groups = [f"{n}" for n in range(50)]
    pairs = tuple(Pair(group, (PASSAGES[n % 3],), (n % 3,)) for n, group in enumerate(groups))
    found = places(QueryNetwork(rank=2), Corpus("here", vectors, pairs))
    assert found == [0] * sum(not one.taught for one in pairs)
    assert 5 < len(found) < 30


def test_pairs_hold_the_passages_that_answer(tmp_path: Path) -> None:
    [corpus] = written_pairs(SAMPLE.parent, tmp_path, ["sample"])
    questions = [one for one in read_questions("learn") if one.corpus == "sample" and one.answerable]
    assert 0 < len(corpus.pairs) <= len(questions)
    assert len(corpus.vectors) > 300
    assert all(0 <= place < len(corpus.vectors) for one in corpus.pairs for place in one.right)
    assert all(not set(one.right) & set(one.near) for one in corpus.pairs)
    assert {one.group for one in corpus.pairs} <= {one.articles[0] for one in questions}
