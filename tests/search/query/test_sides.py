"""Those who are for something, and those who are against it."""

import pytest

from onrecord.search.query.sides import Side, leaning, side_asked


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("Who disagrees with Putin?", Side(against=True, target="Putin", other="Who supports Putin?")),
        (
            "who supports sending it",
            Side(against=False, target="sending it", other="who opposes sending it"),
        ),
        (
            "Who has criticised Roe?",
            Side(against=True, target="Roe", other="Who has supported Roe?"),
        ),
        ("Who else is against it?", Side(against=True, target="it", other="Who else is in favour of it?")),
        ("Who is in favour of it?", Side(against=False, target="it", other="Who is against it?")),
        ("Who would back Roe", Side(against=False, target="Roe", other="Who would oppose Roe")),
        ("who is attacking Roe", Side(against=True, target="Roe", other="who is supporting Roe")),
        ("who agreed to the plan", Side(against=False, target="the plan", other="who opposed the plan")),
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
        ("Roe thanked the governor for the tram", 1),
        ("Roe said the tram is blue", 0),
        ("Roe supports it and Doe opposes it", 0),
    ],
)
def test_words_lean(text: str, side: int) -> None:
    assert leaning(text) == side
