import numpy as np
import pytest

from onrecord.eval.judging.ratios import Count, Ratio, difference_interval, ratio_interval, total


def test_figures_are_ratios_of_sums() -> None:
    count = Count()
    count.add(3, 4, 6)
    assert (count.precision.value, count.recall.value, count.f1.value) == (0.75, 0.5, 0.6)
    assert Ratio(0, 0).value == 0
    articles = [{"a": Ratio(1, 2), "b": Ratio(1, 1)}, {"a": Ratio(0, 2)}]
    assert total(articles) == {"a": Ratio(1, 4), "b": Ratio(1, 1)}


def test_the_interval_of_equal_wholes_is_that_of_a_mean() -> None:
    rng = np.random.default_rng(3)
    values = rng.integers(0, 11, 60)
    low, high = ratio_interval([Ratio(int(v), 10) for v in values])
    spread = values.std() / 10 / np.sqrt(60)
    assert low == pytest.approx(values.mean() / 10 - 1.96 * spread, abs=0.01)
    assert high == pytest.approx(values.mean() / 10 + 1.96 * spread, abs=0.01)


def test_a_difference_is_paired() -> None:
    a = [Ratio(n % 5 + 1, 10) for n in range(40)]
    assert difference_interval(a, a) == (0, 0)
    better = [Ratio(one.part + 1, one.whole) for one in a]
    low, high = difference_interval(better, a)
    assert low == pytest.approx(0.1)
    assert high == pytest.approx(0.1)
    with pytest.raises(ValueError, match="40 != 1"):
        difference_interval(a, a[:1])
    with pytest.raises(ValueError, match="no articles"):
        ratio_interval([])
