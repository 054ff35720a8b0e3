"""Speakers are found by what people type."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.api.speakers import speakers_like
from onrecord.search import Speaker

TRUMP = Speaker("Donald Trump", ["Donald Trump", "Trump"], Counter({"U.S. President": 3}), 30)
ZELENSKYY = Speaker("Volodymyr Zelenskyy", ["Volodymyr Zelenskyy", "Zelenskiy"], Counter({"President": 5}), 20)
HOLTE = Speaker("Åse Holte", ["Åse Holte"], Counter({"director": 1}), 5)
IVANKA = Speaker("Ivanka Trump", ["Ivanka Trump"], Counter(), 2)
EVERYBODY = [TRUMP, ZELENSKYY, HOLTE, IVANKA]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("trump", [TRUMP, IVANKA]),
        ("Ivanka Trump", [IVANKA]),
        ("Zelensky", [ZELENSKYY]),
        ("zelenskij", [ZELENSKYY]),
        ("Ase Holte", [HOLTE]),
        ("President", [TRUMP, ZELENSKYY]),
        ("Ivanca Trunp", [IVANKA]),
        ("Truman", []),
        ("Don", [TRUMP]),
        ("  ", EVERYBODY),
        (None, EVERYBODY),
        ("?!", []),
    ],
)
def test_speakers_are_found_by_name_spelling_and_role(typed: str | None, found: list[Speaker]) -> None:
    assert speakers_like(EVERYBODY, typed) == found


@given(st.text(max_size=40))
def test_any_text_may_be_typed(typed: str) -> None:
    assert all(speaker in EVERYBODY for speaker in speakers_like(EVERYBODY, typed))
