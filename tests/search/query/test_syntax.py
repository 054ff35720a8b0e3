"""What a query's syntax means, and that plain questions have none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.query.syntax import Parsed, holds, parsed


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("missiles source:BBC", Parsed("missiles", sources=("BBC",))),
        ('missiles source:"BBC News" source:Time', Parsed("missiles", sources=("BBC News", "Time"))),
        ('missiles by:"Jane Roe"', Parsed("missiles", by="Jane Roe")),
        ("strike since:2025 until:2025-02", Parsed("strike", since="2025-01-01", until="2025-02-28")),
        ("strike since:2025-03-05", Parsed("strike", since="2025-03-05")),
        ("missiles -tomahawk", Parsed("missiles", without=("tomahawk",))),
        ("by:Roe -ferry", Parsed("", without=("ferry",), by="Roe")),
        ('missiles -"cruise missiles"', Parsed("missiles", without=("cruise missiles",))),
        ('"long range" missiles', Parsed('"long range" missiles', phrases=("long range",))),
    ],
)
def test_syntax_is_taken_out(query: str, meant: Parsed) -> None:
    assert parsed(query) == meant


@pytest.mark.parametrize(
    "query",
    [
        "What did Roe say: will the ferry sail?",
        "Putin: who said it, and since: when?",
        "news from source: unknown",
        "by: whom was it said",
        "since:yesterday what happened",
        "it fell to -5C, said Roe -and I quote- twice",
        "ferry - strike",
        "-ferry",
        'What did Roe say about the "long goodbye" of the ferry',
        "F-16 jets, COVID-19 and 1.5C",
    ],
)
def test_plain_questions_have_none(query: str) -> None:
    assert parsed(query) == Parsed(query)


@given(st.text(st.characters(exclude_characters='-:"“”«»'), max_size=60))
def test_without_its_marks_nothing_changes(query: str) -> None:
    assert parsed(query) == Parsed(query)


def test_a_phrase_is_held_word_for_word() -> None:
    assert holds("“To be, or not to be”: so he said.", "to be or not to be")
    assert holds("The F-16 flew.", "f-16")
    assert not holds("The F-160 flew.", "F-16")
    assert not holds("not to be", "to be or not to be")
    assert not holds("anything", "?!")
    assert holds("北京大学宣布，新的研究中心开放。", "研究中心")
    assert not holds("北京大学宣布。", "中心")
