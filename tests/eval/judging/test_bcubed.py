import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.eval.judging.bcubed import b_cubed


def test_the_example_of_the_paper() -> None:
    """Chains of 5, 2 and 5 links; one response joins the last two, another the two long ones."""
    right = dict(enumerate([0] * 5 + [1] * 2 + [2] * 5))
    first = b_cubed(dict(enumerate([0] * 5 + [1] * 7)), right)
    second = b_cubed(dict(enumerate([0] * 5 + [1] * 2 + [0] * 5)), right)
    assert first.precision == pytest.approx(16 / 21)
    assert second.precision == pytest.approx(7 / 12)
    assert first.recall == second.recall == 1


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1))
def test_is_the_mean_over_things(pairs: list[tuple[int, int]]) -> None:
    found, right = (dict(enumerate(column)) for column in zip(*pairs, strict=True))
    precision, recall = [], []
    for thing in found:
        ours = {other for other in found if found[other] == found[thing]}
        theirs = {other for other in right if right[other] == right[thing]}
        precision.append(len(ours & theirs) / len(ours))
        recall.append(len(ours & theirs) / len(theirs))
    score = b_cubed(found, right)
    assert score.precision == pytest.approx(sum(precision) / len(precision))
    assert score.recall == pytest.approx(sum(recall) / len(recall))


def test_other_things_are_refused() -> None:
    with pytest.raises(ValueError, match="not the same things"):
        b_cubed({1: 1}, {2: 1})
