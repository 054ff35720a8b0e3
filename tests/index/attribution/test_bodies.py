"""Bodies that are meant again, and those that somebody speaks for."""

import pytest

from onrecord.index.entities.organisations import means_body, spokesperson
from tests.index.attribution.test_antecedents import meant


@pytest.mark.parametrize(
    ("words", "body", "means"),
    [
        ("it", "Orlo", True),
        ("The company", "Orlo", True),
        ("the Danish company", "Orlo", False),
        ("the company", "Foreign Ministry", False),
        ("the ministry", "Foreign Ministry", True),
        ("a spokesman for the agency", "Orlo", True),
        ("the companies", "Orlo", False),
        ("the mother", "Orlo", False),
    ],
)
def test_words_that_mean_a_body_again(words: str, body: str, *, means: bool) -> None:
    assert means_body(words, " said", body) is means


def test_it_may_mean_nothing() -> None:
    assert not means_body("it", " was clear that", "Orlo")


def test_a_spokesperson() -> None:
    assert spokesperson("An Orlo Spokeswoman") == "spokeswoman"
    assert spokesperson("Orlo") is None


@pytest.mark.parametrize(
    ("text", "source", "before", "name"),
    [
        ("Orlo grows, Orlo said. It added that it pays.", "It", ["Orlo"], "Orlo"),
        ("Orlo grows, Orlo said.\n\nThe company pays.", "The company", ["Orlo"], "Orlo"),
        ("Orlo grows, Orlo said.\n\nNo.\n\nThe company pays.", "The company", ["Orlo"], None),
        ("Orlo grows, Orlo said. Vexa fell. The company pays.", "The company", ["Orlo"], None),
        ("Orlo grows, Orlo said. A teacher agreed. The company pays.", "The company", ["Orlo", "A teacher"], None),
        ("An Orlo spokeswoman agreed.", "An Orlo spokeswoman", [], "Orlo"),
        ("An Orlo spokeswoman agreed. Tom Fox left, she said.", "she", ["An Orlo spokeswoman"], "Orlo"),
        ("A spokesman for Orlo agreed. The spokesman left.", "The spokesman", ["A spokesman for Orlo"], "Orlo"),
        ("A Danish spokesman agreed.", "A Danish spokesman", [], None),
        ("A spokesman for Mayor Jane Roe of Bonn agreed.", "A spokesman for Mayor Jane Roe of Bonn", [], None),
    ],
)
def test_bodies_that_speak(text: str, source: str, before: list[str], name: str | None) -> None:
    assert meant(text, source, *before) == name
