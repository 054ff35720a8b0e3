"""Whom the words that a question marks as speakers name."""

import pytest

from onrecord.search.query.named_speakers import named_speakers
from onrecord.search.query.statement_query import speech_question


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("what do Carradine and Thornycroft each think about the microbe in wells", ("Carradine", "Thornycroft")),
        ("Roe vs Doe on saving the library: what did each say?", ("Roe", "Doe")),
        ("Roe vs. Doe on tariffs: what did each say?", ("Roe", "Doe")),
        ("What did Powell, sorry, Yellen say about inflation?", ("Yellen",)),
        ("what did Trump — no, Vance — say about Ukraine", ("Vance",)),
        ("what did Trump, or rather Vance, say about Ukraine", ("Vance",)),
        ("what did the poet... no, the novelist say about books", ("the novelist",)),
        ("What did the Brigadier in the letters page say about the lane?", ("the Brigadier",)),
        ("what did Carradine and Thornycroft say about the strike", ("Carradine", "Thornycroft")),
    ],
)
def test_each_is_named_and_nobody_who_was_taken_back(question: str, speakers: tuple[str, ...]) -> None:
    asked = speech_question(question)
    assert asked is not None
    assert asked.speakers == speakers


@pytest.mark.parametrize(
    "phrase",
    ["the ref in the Spurs v Chelsea match", "Johnson and Johnson", "the man in the red hat", "No Labels"],
)
def test_what_is_one_phrase_stays_one(phrase: str) -> None:
    assert named_speakers(f"what did {phrase} say", [(9, 9 + len(phrase))]) == (phrase,)


def test_what_happens_each_week_names_nobody() -> None:
    question = "what did Roe and the council each week say"
    assert named_speakers(question, [(9, 12)]) == ("Roe",)
