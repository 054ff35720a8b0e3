"""Which cues speak of words."""

import pytest

from onrecord.index.attribution.cue_classes import Sense, reports, sense


@pytest.mark.parametrize(
    "cue",
    ["said", "has repeatedly denied", "according to", "tweeted", "in a letter to", "pledging", "hopes", "warns"],
)
def test_words_and_thoughts(cue: str) -> None:
    assert reports(cue)


@pytest.mark.parametrize("cue", ["launched", "is known for", "", "has outlasted", "nothing", "decorations", "-"])
def test_deeds(cue: str) -> None:
    assert not reports(cue)


@pytest.mark.parametrize(
    ("cue", "means"),
    [
        ("said", "saying"),
        ("has also announced", "saying"),
        ("according to", "saying"),
        ("called for", "saying"),
        ("points out", "saying"),
        ("called", "either"),
        ("had denied", "either"),
        ("doesn't believe", "either"),
        ("finds", "perceiving"),
        ("is now seeing", "perceiving"),
        ("wants to", "other"),
        ("launched", "other"),
        ("", "other"),
    ],
)
def test_how_plainly_a_cue_speaks_of_words(cue: str, means: Sense) -> None:
    assert sense(cue) == means
