"""Fitting which passages come first."""

from dataclasses import replace

import numpy as np
import pytest

from onrecord.eval.dataset import load_dataset
from onrecord.eval.ordering import Listed, fit_order, read_all
from onrecord.index import Index
from onrecord.search import CrossEncoder

pytest.importorskip("scipy", reason="SciPy fits the order")


def _lists(n: int, *, seed: int) -> list[Listed]:
    """Lists whose third state is greatest for the right passage, as a rule, whatever the logits say."""
    rng = np.random.default_rng(seed)
    lists = []
    for _ in range(n):
        right = np.zeros(6, dtype=bool)
        right[rng.integers(6)] = True
        states = rng.normal(size=(6, 8)).astype(np.float32)
        states[:, 2] += 2 * right
        logits, scores = rng.normal(size=(2, 6)).astype(np.float32)
        lists.append(Listed(scores, logits + right, states, right))
    return lists


def test_finds_what_puts_right_passages_first() -> None:
    order = fit_order(_lists(300, seed=1))
    fresh = _lists(300, seed=2)
    first = np.mean([one.right[int(np.argmax(order.score(one.states)))] for one in fresh])
    assert first > 0.5  # by chance: a sixth


def test_nothing_to_learn_is_not_learnt() -> None:
    lists = [Listed(one.scores, 9.0 * one.right, 0 * one.states, one.right) for one in _lists(20, seed=3)]
    assert np.abs(fit_order(lists).score(np.ones((1, 8), np.float32))).max() < 1e-3


def test_lists_have_right_and_wrong_passages(sample: Index) -> None:
    dataset = load_dataset("sample")
    few = replace(dataset, queries=dataset.queries[::4])
    lists = list(read_all(few, sample, CrossEncoder()))
    assert len(lists) > 10
    for one in lists:
        assert one.right.any()
        assert not one.right.all()
        assert len(one.right) == len(one.logits) == len(one.scores) == len(one.states)
