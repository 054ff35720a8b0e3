"""The sort of thing that a question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.query.answer_type import asked_for, without_measure


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("How much does a Tomahawk cost?", "a $2 million price tag", "They are extremely expensive."),
        ("how many dockers are on strike", "about 1,600 dockers", "the dockers walked out"),
        ("how long did it last", "It lasted nearly three hours.", "It lasted."),
        ("Which percentage was damaged?", "half of its capacity", "its capacity"),
        ("When did the invasion begin?", "On February 24, 2022", "The invasion began."),
        ("In what year was it founded?", "in 1887", "by the monks"),
    ],
)
def test_numbers_and_times(question: str, answer: str, other: str) -> None:
    pattern = asked_for(question)
    assert pattern is not None
    assert pattern.search(answer)
    assert not pattern.search(other)


@pytest.mark.parametrize(
    "question", ["Who leads the delegation?", "why is Lisle leaving", "What did he say when asked?", "somehow"]
)
def test_anything_else_does_not_tell(question: str) -> None:
    assert asked_for(question) is None


def test_measures_are_left_out() -> None:
    assert without_measure("How much does it cost, and how often?").split() == ["does", "it", "cost,", "and", "?"]


@given(st.text(alphabet="abc ?.", max_size=60))
def test_what_measures_nothing_is_kept(question: str) -> None:
    assert without_measure(question) == question
