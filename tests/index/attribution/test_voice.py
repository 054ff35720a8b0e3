"""Who is told, asked or accused is no source; the name behind "by" is one."""

import pytest

from onrecord.index import Span
from onrecord.index.attribution.voice import speaking


def kept(text: str, cue: str, source: str | None) -> str | None:
    start = text.index(cue)
    place = Span(text.index(source), text.index(source) + len(source)) if source else None
    found = speaking(text, Span(start, start + len(cue)), place)
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Roe was first told in May that it rains.", "was first told in May", "Roe"),
        ("Roe was widely expected to win.", "expected", "Roe"),
        ("Roe has been accused of fraud.", "been accused of", "Roe"),
        ("Roe, accused of fraud, left.", "accused of", "Roe"),
        ("Roe is charged with seven counts.", "is charged with", "Roe"),
        ("Roe was found guilty on seven counts.", "was found guilty on", "Roe"),
        ("Roe got called to act.", "got called to", "Roe"),
        ("Roe declined to comment when asked if it rains.", "asked", "Roe"),
        ("Asked about the dam, Roe left.", "Asked about", "Roe"),
        ("You’re considered late.", "’re considered", "You"),
    ],
)
def test_the_subject_of_a_passive_is_no_source(text: str, cue: str, source: str) -> None:
    assert kept(text, cue, source) is None


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Roe’s told us that it rains.", "’s told", "Roe"),
        ("Roe had asked if it rains.", "had asked", "Roe"),
        ("When Roe asked why, Doe left.", "asked", "Roe"),
        ("Roe was seen weeping over the dam.", "was seen", "Roe"),
        ("Roe was heard saying that it rains.", "was heard saying", "Roe"),
        ("Roe was quoted as saying that it rains.", "was quoted as saying", "Roe"),
        ("Roe is worried about the dam.", "is worried about", "Roe"),
        ("Roe is expecting rain.", "is expecting", "Roe"),
        ("Roe said by Tuesday it would rain.", "said", "Roe"),
        ("The man she accused of fraud left.", "accused of", "she"),
        ("“It rains,” it was said at the time, Roe told us.", "told", "Roe"),
        ("Is it expected? asked Roe.", "asked", "Roe"),
    ],
)
def test_the_subject_of_an_active_is_the_source(text: str, cue: str, source: str) -> None:
    assert kept(text, cue, source) == source


@pytest.mark.parametrize(
    ("text", "cue", "source", "agent"),
    [
        ("Roe, praised by Ana Doe as a poet, left.", "praised", "Roe", "Ana Doe"),
        ("It was first reported by the Daily Crane on Monday.", "was first reported", "It", "the Daily Crane"),
        ("Roe was rebuked by former mayor Ana Doe.", "was rebuked by", "Roe", "former mayor Ana Doe"),
        ("Roe was praised by the Danish crown.", "was praised", "Roe", "the Danish crown"),
        ("Roe was mocked by everybody.", "was mocked", "Roe", None),
        ("Roe was named by Monday.", "was named", "Roe", None),
    ],
)
def test_the_agent_of_a_passive_is_the_source(text: str, cue: str, source: str, agent: str | None) -> None:
    assert kept(text, cue, source) == agent
