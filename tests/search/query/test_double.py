"""Questions that ask two things are parted, those that ask one are not."""

import pytest

from onrecord.search import Engine
from onrecord.search.query.double import parts_of


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What did Roe say about the tram and who criticised the ferry?",
            ["What did Roe say about the tram", "who criticised the ferry?"],
        ),
        (
            "What did Roe say about the tram, and how much did it cost? Who paid for it?",
            ["What did Roe say about the tram", "how much did it cost", "Who paid for it?"],
        ),
        ("What did Roe say about who won and who lost the vote?", None),
        ("Who resigned and why?", None),
        ("Where and when is the vote held in May?", None),
        ("What did Roe and Doe say about the tram?", None),
        ("The tram? Who paid for it and who did not?", None),
        ("What did Roe say about the tram and what it will cost?", None),
    ],
)
def test_parts_ask_by_words_of_their_own(question: str, parts: list[str] | None) -> None:
    assert parts_of(question) == (parts or [question])


def test_what_has_no_answer_is_said(engine: Engine) -> None:
    half = "who steered the submarine to Lisbon?"
    answer = engine.ask(f"What did Peskov say about Tomahawks and {half}")
    assert answer.answered
    assert answer.unanswered == (half,)
    assert all(one.statement is not None and one.statement.speaker == "Dmitry Peskov" for one in answer.citations)
    both = engine.ask("What did Peskov say about Tomahawks? What did Trump say about Tomahawks?")
    assert both.unanswered == ()
    assert {one.statement.speaker for one in both.citations if one.statement} == {"Dmitry Peskov", "Donald Trump"}
    assert engine.ask("What did Peskov say about Tomahawks?").unanswered == ()
