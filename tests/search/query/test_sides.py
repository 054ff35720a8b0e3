"""Those who are for something, and those who are against it."""

import pytest

from onrecord.search.query.sides import Side, leaning, side_asked


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("Who disagrees with Putin?", Side(against=True, target="Putin")),
        ("who supports sending Tomahawks", Side(against=False, target="sending Tomahawks")),
        ("Which senators have criticised Jane Roe's plan?", Side(against=True, target="Jane Roe's plan")),
        ("Who else is against the tram?", Side(against=True, target="the tram")),
        ("Who would back Roe", Side(against=False, target="Roe")),
        ("who criticised Torvald Roe", Side(against=True, target="Torvald Roe")),
        ("who agreed to the plan", Side(against=False, target="the plan")),
        ("What did Roe say about the tram?", None),
        ("Who said the tram is dear?", None),
        ("Who is the mayor?", None),
    ],
)
def test_a_side_is_asked_for(question: str, side: Side | None) -> None:
    assert side_asked(question) == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Roe said she backs the tram", 1),
        ("Roe said she would not support the tram", -1),
        ("Roe warned that the tram would cost lives", -1),
        ("Roe does not oppose the tram", 1),
        ("It was the clearest endorsement of the tram", 1),
        ("critics of the tram", -1),
        ("Roe said the tram is blue", 0),
        ("Roe supports it and Doe opposes it", 0),
    ],
)
def test_words_lean(text: str, side: int) -> None:
    assert leaning(text) == side
