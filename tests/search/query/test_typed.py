"""How a question happens to be typed changes nothing."""

import pytest

from onrecord.search.query.typed import as_asked


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("what did Roe say about the pier", "what did Roe say about the pier?"),
        ("And who’s against the pier ", "And who’s against the pier?"),
        ("did Roe call it “a toy”", "did Roe call it “a toy”?"),
        ("What did Roe say?", "What did Roe say?"),
        ("Who burnt it. Roe knows.", "Who burnt it. Roe knows."),
        ("the pier burning", "the pier burning"),
        ("who said", "who said"),
        ("WHAT DID ROE SAY ABOUT THE PIER", "what did roe say about the pier?"),
        ("NATO PIER", "NATO PIER"),
        ("", ""),
    ],
)
def test_a_question_has_its_mark_and_no_capitals_that_shout(typed: str, read: str) -> None:
    assert as_asked(typed) == read
