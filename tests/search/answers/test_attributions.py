"""Sentences in which a name stands right beside a verb of saying."""

import pytest

from onrecord.index import Span
from onrecord.search.answers.sentence_attribution import attributions


def read(text: str) -> list[tuple[str, str]]:
    found = attributions(text, Span(0, len(text)), ["Roe"])
    return [(text[slice(*one.source)], text[slice(*one.cue)]) for one in found]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Jane Roe said that it rained.", "Jane Roe", "said"),
        ("Ms. Roe also laments the rain.", "Ms. Roe", "laments"),
        ("Roe, 21, a student, says it rains.", "Roe", "says"),
        ("“It rains,” said Jane Roe, a judge.", "Jane Roe", "said"),
        ("It rains, according to Jane Roe.", "Jane Roe", "according to"),
        ("It rains, according to a post from Jane Roe.", "Jane Roe", "according to a post from"),
        ("It rains, according to a recent report from Jane Roe.", "Jane Roe", "according to a recent report from"),
        ("Jane Roe, a D.C.-based judge, recalled that it rained, and rained.", "Jane Roe", "recalled"),
        ("Roe, in a letter, noted the rain, the wind and the snow.", "Roe", "noted"),
        ("Jane Roe supports the tax on rain.", "Jane Roe", "supports"),
        ("Jane Roe: It rains.", "Jane Roe", ""),
        ("“Jane Roe: It rains.”", "Jane Roe", ""),
        ("It rains here. — Jane Roe (@roe) May 1, 2016", "Jane Roe", "—"),
    ],
)
def test_who_and_by_which_word(text: str, source: str, cue: str) -> None:
    assert read(text) == [(source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "Aides to Jane Roe said that it rained.",
        "A spokesman for Roe said so.",
        "Roe’s lawyer said that it rained.",
        "The Roe family echoes it.",
        "Roe campaign said that it rained.",
        "Doe said Roe would resign.",
        "“Roe said that it rained,” Doe told the panel.",
        "It is late if Roe says so.",
        "Jane Roe opened the bridge.",
        "Jane Roe needs rain.",
        "Jane Roe likes rain.",
        "Jane Roe saw the rain.",
    ],
)
def test_who_does_not_say_it(text: str) -> None:
    assert read(text) == []


def test_a_post_or_a_speech_is_its_speakers_as_a_whole() -> None:
    for text in ("It rains. It pours. — Jane Roe (@roe)", "ROE: It rains. It pours."):
        [one] = attributions(text, Span(0, len(text)), ["Roe", "ROE"])
        assert one.sentence == Span(0, len(text))
