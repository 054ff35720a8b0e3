"""Which cues speak of words."""

import pytest

from onrecord.index.attribution.factuality import reports


@pytest.mark.parametrize(
    "cue",
    ["said", "has repeatedly denied", "according to", "tweeted", "in a letter to", "pledging", "hopes", "warns"],
)
def test_words_and_thoughts(cue: str) -> None:
    assert reports(cue)


@pytest.mark.parametrize("cue", ["launched", "is known for", "", "has outlasted", "nothing", "decorations", "-"])
def test_deeds(cue: str) -> None:
    assert not reports(cue)
