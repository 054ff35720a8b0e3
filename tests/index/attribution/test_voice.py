"""Who is told, asked or accused is no source."""

import pytest

from onrecord.index import Span
from onrecord.index.attribution.voice import is_told, judged_by


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Roe was first told in May that it rains.", "was first told in May"),
        ("Roe was told that it rains.", "told"),
        ("Passengers have been warned that no train runs.", "been warned"),
        ("You’re asked to leave.", "’re asked"),
        ("Roe declined to comment when asked if it rains.", "asked"),
        ("Asked about the dam, Roe left.", "Asked about"),
        ("Roe has been criticised for haste.", "has been criticised for"),
        ("Roe, often criticised for haste, left.", "often criticised for"),
        ("Roe is called for a foul.", "is called for"),
    ],
)
def test_the_subject_of_a_passive_is_told(text: str, cue: str) -> None:
    start = text.index(cue)
    assert is_told(text, Span(start, start + len(cue)), Span(0, 1))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Roe’s told us that it rains.", "’s told"),
        ("Roe had asked if it rains.", "had asked"),
        ("Roe criticised Doe for haste.", "criticised"),
        ("It fell, which Roe, a cook, described as a start.", "described"),
        ("Roe, who was told so, said that it rains.", "said"),
    ],
)
def test_who_speaks_is_not(text: str, cue: str) -> None:
    start = text.index(cue)
    assert not is_told(text, Span(start, start + len(cue)), Span(0, 1))


def test_whom_a_passive_names_behind_it_speaks() -> None:
    text = "Roe was told by Doe that it rains."
    assert not is_told(text, Span(4, 12), Span(16, 19))


@pytest.mark.parametrize(
    ("text", "cue", "said", "by"),
    [
        (
            "Roe was billed as a wonder by Orlo’s head, Ann Doe.",
            "was billed as",
            "a wonder",
            "Orlo’s head, Ann Doe",
        ),
        ("Roe was billed as a wonder by working late.", "was billed as", "a wonder", None),
        ("Roe saw a wonder by Ann Doe.", "saw", "a wonder", None),
    ],
)
def test_who_judges_the_subject_of_a_passive_speaks(text: str, cue: str, said: str, by: str | None) -> None:
    places = [Span(start, start + len(words)) for words in (cue, said) for start in [text.index(words)]]
    found = judged_by(text, places[0], places[1:])
    assert (text[slice(*found)] if found else None) == by
