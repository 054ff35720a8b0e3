"""Intervals and tests against scipy's, and against what they promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from onrecord.eval.significance import bootstrap_interval, paired_test

shares = st.floats(0, 1)


def test_the_interval_is_scipys() -> None:
    values = np.random.default_rng(3).beta(0.5, 0.5, size=120)
    ours = bootstrap_interval(values.tolist())
    theirs = stats.bootstrap((values,), np.mean, method="percentile", rng=np.random.default_rng(4))
    assert ours == pytest.approx(tuple(theirs.confidence_interval), abs=0.004)


def test_ninety_five_of_a_hundred_intervals_cover_the_mean() -> None:
    rng = np.random.default_rng(11)
    covered = 0
    for seed in range(300):
        low, high = bootstrap_interval(rng.beta(1, 2, size=60).tolist(), resamples=500, seed=seed)
        covered += low <= 1 / 3 <= high
    # Three standard errors below, since the percentile bootstrap is a little narrow in small samples.
    assert 0.90 <= covered / 300 <= 0.99


@given(st.lists(shares, min_size=1, max_size=20))
def test_an_interval_holds_its_mean_and_stays_among_the_values(values: list[float]) -> None:
    low, high = bootstrap_interval(values, resamples=999)
    assert min(values) - 1e-9 <= low <= np.mean(values) + 1e-9
    assert np.mean(values) - 1e-9 <= high <= max(values) + 1e-9


def test_a_seed_fixes_the_draw_and_batches_do_not_matter() -> None:
    values = np.random.default_rng(5).random(1_500).tolist()
    assert bootstrap_interval(values) == bootstrap_interval(values)
    assert bootstrap_interval(values) != bootstrap_interval(values, seed=1)
    assert bootstrap_interval(values, confidence=0.8).low > bootstrap_interval(values).low


@pytest.mark.parametrize("shift", [0.0, 0.03, 0.06])
def test_p_is_scipys(shift: float) -> None:
    rng = np.random.default_rng(8)
    a = rng.random(80)
    b = a + rng.normal(shift, 0.2, size=80)
    theirs = stats.permutation_test(
        (a, b),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        vectorized=True,
        rng=rng,
    )
    assert paired_test(a.tolist(), b.tolist()) == pytest.approx(theirs.pvalue, abs=0.015)


def test_few_questions_cannot_be_significant() -> None:
    # Four differences of one sign: 2 of the 16 ways to swap are as extreme.
    assert paired_test([0.1, 0.2, 0.3, 0.1], [0.9, 0.8, 0.8, 0.9]) == pytest.approx(2 / 16, abs=0.01)


def test_false_alarms_are_as_rare_as_promised() -> None:
    rng = np.random.default_rng(2)
    p = [paired_test(rng.random(30).tolist(), rng.random(30).tolist(), resamples=199, seed=n) for n in range(400)]
    assert 0.02 <= np.mean(np.array(p) <= 0.05) <= 0.085


@given(st.lists(st.tuples(shares, shares), min_size=1, max_size=12))
def test_p_does_not_depend_on_who_is_first(pairs: list[tuple[float, float]]) -> None:
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    p = paired_test(a, b, resamples=199)
    assert p == paired_test(b, a, resamples=199)
    assert 0 < p <= 1
    assert paired_test(a, a, resamples=199) == 1


def test_errors_carry_the_numbers() -> None:
    with pytest.raises(ValueError, match="2 != 1"):
        paired_test([0.1, 0.2], [0.1])
    with pytest.raises(ValueError, match="no values"):
        bootstrap_interval([])
