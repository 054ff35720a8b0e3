"""Questions in the corpus's own spelling."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.search.query.name_normalizer import NameBook, respell
from tests.index.directories import directory_of

COUNTS = {"Zelensky": 9, "Zelenskyy": 4, "Kyiv": 7, "Netanyahu": 5, "Brown": 3, "Altman": 6}
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


Ask = Callable[[str], tuple[str, dict[str, tuple[str, ...]]]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    path = tmp_path_factory.mktemp("names") / "names.db"
    book = NameBook(directory_of(path, counts=COUNTS, spellings=[["Zelensky", "Zelenskyy"]]))
    return lambda text: respell(text, book, lambda word: word.lower() in KNOWN)


@pytest.mark.parametrize("asked", ["Zelensky", "Zelenskyy", "Zelenskiy", "zelensky", "Selenskyj", "Zelensyk"])
def test_every_spelling_asks_the_same(ask: Ask, asked: str) -> None:
    text, also = ask(f"what did {asked} say about Kyiv")
    assert text.replace("zelensky", "Zelensky") == "what did Zelensky say about Kyiv"
    assert "Zelenskyy" in also["Zelensky"]


@pytest.mark.parametrize("asked", ["J. K. Brown", "J.K. Brown", "JK Brown"])
def test_initials_are_written_alike(ask: Ask, asked: str) -> None:
    assert ask(f"what did {asked} say")[0] == "what did J. K. Brown say"


@pytest.mark.parametrize("asked", ["the UN Plan", "the U.S. Plan", "the US Plan"])
def test_states_are_no_initials(ask: Ask, asked: str) -> None:
    assert ask(f"what about {asked}")[0] == f"what about {asked}"


def test_a_possessive_keeps_its_ending(ask: Ask) -> None:
    assert ask("what about Netanjahu's plan")[0] == "what about Netanyahu's plan"


@pytest.mark.parametrize("text", ["what about the brown plan", "", "?!", "the plan 2025"])
def test_other_words_stay(ask: Ask, text: str) -> None:
    assert ask(text) == (text, {})


def test_a_stranger_stays_a_stranger(ask: Ask) -> None:
    assert ask("what did Macron say")[0] == "what did Macron say"


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    counts = {"Jane": 5, "Bower": 4, "Travis": 3, "Kelce": 6, "Lester": 2}
    rows = [("Jane Bower", None, 4), ("Travis Kelce", None, 6), ("Sam Travi", None, 1)]
    book = NameBook(directory_of(tmp_path_factory.mktemp("people") / "names.db", rows, counts))
    known = {"jane", "bower", "travis", "kelce"}
    return lambda text: respell(book.with_apostrophes(text), book, lambda word: word.lower() in known)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("What did Jane Bowre say?", "What did Jane Bower say?"),
        ("what did Travsi Kelce say", "what did Travis Kelce say"),
        ("what did travis kelcey say", "what did Travis Kelce say"),
        ("What did Muriel Bowser say?", "What did Muriel Bowser say?"),
        ("what did muriel bowser say", "what did muriel bowser say"),
        ("why did travis say that", "why did travis say that"),
    ],
)
def test_a_first_name_bears_out_a_last_one(people: Ask, typed: str, read: str) -> None:
    assert people(typed)[0] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("the kelces reply", "the kelce's reply"),
        ("what about kelces between may and june", "what about kelces between may and june"),
        ("are kelces and others alike", "are kelces and others alike"),
        ("reply to kelces", "reply to kelces"),
    ],
)
def test_an_owner_has_something_behind_it(tmp_path: Path, typed: str, read: str) -> None:
    rows = [("Travis Kelce", None, 6)]
    book = NameBook(directory_of(tmp_path / "names.db", rows, {"Travis": 3, "Kelce": 6}))
    assert book.with_apostrophes(typed) == read
