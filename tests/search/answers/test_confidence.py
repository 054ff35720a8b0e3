"""From evidence to a probability."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.answers.confidence import ENOUGH_PASSAGE, Evidence, passage_probability, sigmoid

shares = st.floats(0, 1)
log_odds = st.floats(-12, 12)
evidence = st.builds(
    Evidence, log_odds, log_odds, shares, shares, st.sampled_from([0.25, 0.5, 1.25]), shares, shares
)

ANSWERED = Evidence(2.0, 2.0, 0.8, 1.0, 0.25, 0.0, 0.0)
ELSEWHERE = Evidence(-3.5, -3.5, 0.55, 0.0, 0.25, 0.0, 0.0)


@given(evidence)
def test_is_a_probability(given_: Evidence) -> None:
    assert 0 <= passage_probability(given_) <= 1


@given(evidence, st.sampled_from(["probe_mean", "probe_max", "cosine", "names", "outlets"]), st.floats(0, 1))
def test_more_evidence_is_never_less_sure(one: Evidence, figure: str, more: float) -> None:
    other = replace(one, **{figure: getattr(one, figure) + more})
    assert passage_probability(other) >= passage_probability(one)


def test_the_plain_cases() -> None:
    assert passage_probability(ANSWERED) > 0.8
    assert passage_probability(ELSEWHERE) < 0.05
    assert passage_probability(replace(ANSWERED, strangers=1.0)) < ENOUGH_PASSAGE


@given(st.floats(-800, 800))
def test_sigmoid_is_symmetric(x: float) -> None:
    assert sigmoid(x) + sigmoid(-x) == pytest.approx(1)
