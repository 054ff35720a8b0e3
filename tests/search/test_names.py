"""Questions in the corpus's own spelling."""

import pytest

from search.names import NameBook, respell

BOOK = NameBook(
    {"Zelensky": 9, "Zelenskyy": 4, "Kyiv": 7, "Netanyahu": 5, "Brown": 3, "Altman": 6},
    [["Zelensky", "Zelenskyy"]],
)
KNOWN = {
    "what",
    "did",
    "say",
    "about",
    "brown",
    "the",
    "plan",
    "zelensky",
    "zelenskyy",
    "kyiv",
    "netanyahu",
    "altman",
}


def ask(text: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    return respell(text, BOOK, lambda word: word.lower() in KNOWN)


@pytest.mark.parametrize("asked", ["Zelensky", "Zelenskyy", "Zelenskiy", "zelensky", "Selenskyj", "Zelensyk"])
def test_every_spelling_asks_the_same(asked: str) -> None:
    text, also = ask(f"what did {asked} say about Kyiv")
    assert text.replace("zelensky", "Zelensky") == "what did Zelensky say about Kyiv"
    assert "Zelenskyy" in also["Zelensky"]


def test_a_possessive_keeps_its_ending() -> None:
    assert ask("what about Netanjahu's plan")[0] == "what about Netanyahu's plan"


@pytest.mark.parametrize("text", ["what about the brown plan", "", "?!", "the plan 2025"])
def test_other_words_stay(text: str) -> None:
    assert ask(text) == (text, {})


def test_a_stranger_stays_a_stranger() -> None:
    assert ask("what did Macron say")[0] == "what did Macron say"
