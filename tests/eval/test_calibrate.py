"""Fitting what a refusal goes by."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.eval.calibrate import (
    Asked,
    Head,
    ask_all,
    cross_probed,
    fit_head,
    fit_probe,
    probed,
    reliability,
)
from onrecord.eval.dataset import load_dataset
from onrecord.index import Index
from onrecord.search import CrossEncoder, Evidence, Probe

pytest.importorskip("sklearn", reason="scikit-learn fits the heads")

EMPTY = Evidence(0.0, 0.0, 0.7, 1.0, 0.25, 0.0, 0.0)


def _asked(n: int, *, seed: int) -> list[Asked]:
    """Questions whose first state tells whether they are answerable, three times out of four."""
    rng = np.random.default_rng(seed)
    asked = []
    for number in range(n):
        answerable = bool(rng.random() < 0.5)
        states = rng.normal(size=(1, 2, 12)).astype(np.float32)
        states[0, :, 0] += (1 if answerable else -1) * (1 if rng.random() < 0.75 else -1)
        asked.append(Asked(f"q{number}", None, answerable, EMPTY, states, (answerable,)))
    return asked


def test_a_probe_finds_what_tells_answers_apart() -> None:
    asked = _asked(400, seed=1)
    scores = np.array([one.evidence.probe_max for one in probed(_asked(200, seed=2), fit_probe(asked))])
    answerable = np.array([one.answerable for one in _asked(200, seed=2)])
    assert scores[answerable].mean() > scores[~answerable].mean()


def test_means_and_maxima_are_over_facets_and_means_over_readings() -> None:
    two = replace(
        _asked(1, seed=0)[0],
        states=np.array([[[0.0, 0.0], [2.0, 0.0]], [[3.0, 0.0], [3.0, 0.0]]], np.float32),
        right=(True, False),
    )
    [filled] = probed([two], Probe(np.array([1.0, 0.0], np.float32), 0.5))
    assert (filled.evidence.probe_mean, filled.evidence.probe_max) == (2.5, 3.5)


def test_probabilities_come_true() -> None:
    learnt, fresh = _asked(1500, seed=3), _asked(1500, seed=4)
    head = fit_head(cross_probed(learnt))
    claimed = np.array([head.probability(one.evidence) for one in probed(fresh, fit_probe(learnt))])
    true = np.array([one.answerable for one in fresh])
    for part in (claimed < 0.5, claimed >= 0.5):
        assert abs(claimed[part].mean() - true[part].mean()) < 0.08


def test_every_question_is_probed_once() -> None:
    asked = _asked(60, seed=5)
    assert {one.query_id for one in cross_probed(asked)} == {one.query_id for one in asked}


def test_the_reliability_table() -> None:
    assert reliability([0.0, 0.1, 0.95], [False, True, True])[2:] == [
        "| 0.0-0.1 | 2 | 0.05 | 0.50 |",
        "| 0.9-1.0 | 1 | 0.95 | 1.00 |",
    ]


def test_a_head_is_a_logistic_curve() -> None:
    assert Head(np.zeros(7), 0.0).probability(EMPTY) == 0.5


def test_asks_a_dataset_over_its_index(sample: Index) -> None:
    dataset = load_dataset("sample")
    few = replace(dataset, queries=dataset.queries[:3] + tuple(q for q in dataset.queries if not q.answerable)[:3])
    asked = list(ask_all(few, sample, CrossEncoder()))
    assert [one.query_id for one in asked] == [query.id for query in few.queries]
    for one in asked:
        assert one.states.shape == (len(one.right), 2, 2688)
        assert one.answerable or not any(one.right)
        assert one.evidence.probe_mean == one.evidence.probe_max == 0
