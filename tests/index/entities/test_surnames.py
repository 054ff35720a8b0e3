"""A surname alone is somebody's with a fuller name only where the articles that use it show that."""

import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

import pytest

from onrecord.index.entities.person_name import spelt_alike
from onrecord.index.entities.surnames import ArticleEvidence, surname
from onrecord.index.storage.schema import Connection
from tests.index.directories import joined_speakers


class Held(NamedTuple):
    """Articles that all hold the same words."""

    words: Collection[str]
    articles: int

    def holds(self, name: str, words: Collection[str]) -> bool:
        return not set(words).isdisjoint(self.words)

    def spread(self, names: Iterable[str]) -> int:
        return self.articles


def homes(*names: str, held: Collection[str] = (), role: str | None = None, articles: int = 1) -> list[list[str]]:
    """Join names whose articles hold some words; the first one has a role."""
    rows = [(name, role if not place else None, 9 - place) for place, name in enumerate(names)]
    found = joined_speakers(rows, evidence=Held(held, articles))
    return sorted(sorted(one.names) for one in found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jane Roe", ["Roe"]),
        ("Roe", ["Roe"]),
        ("Sam Bankman-Fried", ["Bankman", "Fried"]),
        ("Erik ten Hag", ["ten", "Hag"]),
        ("Ten Hag", ["Ten", "Hag"]),
        ("Marine Le Pen", ["Le", "Pen"]),
    ],
)
def test_the_words_of_a_surname(name: str, words: list[str]) -> None:
    assert surname(name.replace("-", " ").split(), name) == words


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Roe", "Roe", True),
        ("Zelenskiy", "Zelensky", True),
        ("ROUVEN", "Rouven", True),
        ("UN", "Un", False),
        ("Shen", "Sheen", False),
        ("LEDs", "Leeds", False),
    ],
)
def test_spellings_of_one_surname(one: str, other: str, *, alike: bool) -> None:
    assert spelt_alike(one, other) is spelt_alike(other, one) is alike


def test_the_first_name_tells_who_is_meant() -> None:
    assert homes("Jane Roe", "Roe", held=["Jane"]) == [["Jane Roe", "Roe"]]
    assert homes("Jane Roe", "Roe", held=["John"]) == [["Jane Roe"], ["Roe"]]


def test_a_word_of_the_role_tells_it_too() -> None:
    role = "mayor of Linden"
    assert homes("Jane Roe", "Roe", held=["Linden"], role=role) == [["Jane Roe", "Roe"]]
    assert homes("Jane Roe", "Roe", held=["mayor"], role=role) == [["Jane Roe"], ["Roe"]]


def test_first_names_and_countries_need_the_first_name() -> None:
    for last in ("Kelly", "Jordan", "Israel"):
        apart = sorted([[f"Mike {last}"], [last]])
        assert homes(f"Mike {last}", last, held=["Linden"], role="coach of Linden") == apart
        assert homes(f"Mike {last}", last, held=["Mike"]) == [sorted([f"Mike {last}", last])]


def test_surnames_of_several_words() -> None:
    assert homes("Sam Bankman-Fried", "Bankman-Fried", held=["Sam"]) == [["Bankman-Fried", "Sam Bankman-Fried"]]
    assert homes("Erik ten Hag", "Ten Hag", held=["Erik"]) == [["Erik ten Hag", "Ten Hag"]]
    assert homes("Erik ten Hag", "Van Hag", held=["Erik"]) == [["Erik ten Hag"], ["Van Hag"]]


def test_one_surname_in_two_spellings_needs_no_evidence() -> None:
    assert homes("Zelensky", "Zelenskiy") == [["Zelenskiy", "Zelensky"]]


def test_a_state_that_ends_a_name_is_part_of_it() -> None:
    assert homes("Michigan", "Michigan State", held=["Michigan"]) == [["Michigan"], ["Michigan State"]]


def test_the_surname_itself_and_initials_tell_nothing() -> None:
    role = "Roe Institute fellow"
    assert homes("J. Roe", "Roe", held=["Roe", "J"], role=role) == [["J. Roe"], ["Roe"]]
    assert homes("J. Roe", "Roe", held=["Institute"], role=role) == [["J. Roe", "Roe"]]


def test_who_speaks_in_several_articles_needs_no_first_name() -> None:
    assert homes("Jane Roe", "Roe", articles=3) == [["Jane Roe", "Roe"]]
    assert homes("Jane Roe", "Roe", articles=2) == [["Jane Roe"], ["Roe"]]
    assert homes("Mike Jordan", "Jordan", articles=9) == [["Jordan"], ["Mike Jordan"]]


def test_articles_are_read_for_whole_words() -> None:
    connection = sqlite3.connect(":memory:", factory=Connection)
    connection.execute("CREATE TABLE articles (key INTEGER PRIMARY KEY, title TEXT, text TEXT)")
    rows = [(1, "Linden waits", "Roe said no."), (2, "", "Janet sang."), (3, "", "Jane.")]
    connection.executemany("INSERT INTO articles VALUES (?, ?, ?)", rows)
    keys: dict[str, Collection[int]] = {"Roe": {1, 2}, "Doe": {3}}
    evidence = ArticleEvidence(connection, lambda name: keys.get(name, ()))
    assert evidence.holds("Roe", {"Linden"})
    assert not evidence.holds("Roe", {"Jane"})
    assert evidence.holds("Doe", {"Jane"})
    assert not evidence.holds("Doe", ())
    assert not evidence.holds("Moe", {"Jane"})
    assert (evidence.spread(["Roe", "Doe"]), evidence.spread(["Moe"])) == (3, 0)
    connection.close()
