"""The cut of the reader of prose lets no more inventions through than it may."""

import numpy as np

from onrecord.eval.fit_entailment import LET_THROUGH, fitted
from onrecord.eval.refusal import auroc


def test_an_area_counts_pairs_in_order() -> None:
    assert auroc([3, 1, 2], [True, True, False]) == 0.5


def test_the_cut_lets_no_more_through_than_it_may() -> None:
    chance = np.random.default_rng(1)
    for count in (5, 99, 100, 167, 250):
        scores = chance.normal(size=2 * count).astype(np.float32)
        faithful = np.arange(2 * count) < count
        cut = fitted(scores, faithful)
        passed = (scores[~faithful] > cut).sum()
        assert passed <= LET_THROUGH * count
        assert (scores[~faithful] > cut - 0.1).sum() > LET_THROUGH * count
