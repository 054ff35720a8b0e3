"""Which lines of a text make a paragraph."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index.text.paragraphs import paragraphs


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.", ["One."]),
        ("One line here.\nAnother line here.", ["One line here.", "Another line here."]),
        ("  One. \r\n\r\n Two.\t\r\n", ["One.", "Two."]),
        ("One.\u2029Two.\u2028Three.", ["One.", "Two.", "Three."]),
        ("A block that\nruns on.\n\nAnother that\nruns on.", ["A block that\nruns on.", "Another that\nruns on."]),
        (
            "It was wrapped\nwithout a thought\nof blank lines.",
            ["It was wrapped\nwithout a thought\nof blank lines."],
        ),
        ("A.\nB.\nC.\n \nCaption (AP)\nD.\nE.", ["A.", "B.", "C.", "Caption (AP)", "D.", "E."]),
        ("A heading\nThe text of it.", ["A heading", "The text of it."]),
    ],
)
def test_style_is_what_the_text_shows(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@settings(deadline=None)
@given(st.text(st.sampled_from("aB. \n\r\u2028\u00a0\0\u202e“”1")))
def test_paragraphs_hold_every_visible_character_once(text: str) -> None:
    spans = paragraphs(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(found(text)).split()) == "".join(text.split())
