"""Choosing among units, or none of them."""

import numpy as np
from numpy.typing import NDArray

from onrecord.eval.choice import fit_choice


def questions(
    seed: int, *, some_without: bool
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]]:
    """Three units each: the one that is right has the greater first figure; the second tells nothing."""
    chance = np.random.default_rng(seed)
    figures, right = chance.normal(size=(600, 2)), np.zeros(600, dtype=bool)
    for first in range(0, 600, 3):
        if not some_without or first % 2:
            figures[first, 0] += 4
            right[first] = True
    return figures, right, np.full(200, 3)


def test_what_tells_right_units_weighs_and_what_tells_nothing_does_not() -> None:
    figures, right, sizes = questions(1, some_without=False)
    weights = fit_choice(figures, right, sizes, penalty=1.0, or_none=False)
    chosen = (figures @ weights[:-1] + weights[-1]).reshape(200, 3).argmax(axis=1)
    assert (chosen == 0).mean() > 0.95
    assert weights[0] > 10 * abs(weights[1])


def test_where_none_is_right_the_null_is_chosen() -> None:
    figures, right, sizes = questions(2, some_without=True)
    weights = fit_choice(figures, right, sizes, penalty=1.0, or_none=True)
    best = (figures @ weights[:-1] + weights[-1]).reshape(200, 3).max(axis=1)
    answered = right.reshape(200, 3).any(axis=1)
    assert ((best > 0) == answered).mean() > 0.9


def test_a_question_that_counts_more_is_learnt_from_more() -> None:
    figures = np.array([[1.0], [0.0], [1.0], [0.0]])
    right = np.array([True, False, False, True])
    for counts, sign in (([3.0, 1.0], 1.0), ([1.0, 3.0], -1.0)):
        weights = fit_choice(figures, right, np.array([2, 2]), counts=np.array(counts), penalty=0.1, or_none=False)
        assert np.sign(weights[0]) == sign
