"""A surname alone is somebody's with a fuller name only where the articles that use it show that."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
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
    rare: int = 0
    is_sole: bool = True

    def holds(self, name: str, words: Collection[str]) -> bool:
        return not set(words).isdisjoint(self.words)

    def other_sex(self, surname: str, name: str) -> bool:
        return False

    def spread(self, names: Iterable[str]) -> int:
        return self.articles

    def sole(self, surname: str, names: Collection[str]) -> bool:
        return self.is_sole

    def shared(self, name: str, names: Iterable[str], *, but: Collection[str]) -> int:
        return self.rare


def homes(
    *names: str,
    held: Collection[str] = (),
    role: str | None = None,
    articles: int = 1,
    rare: int = 0,
    is_sole: bool = True,
) -> list[list[str]]:
    """Join names whose articles hold some words; the first one has a role."""
    rows = [(name, role if not place else None, 9 - place) for place, name in enumerate(names)]
    found = joined_speakers(rows, evidence=Held(held, articles, rare, is_sole))
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
    assert surname(name) == words


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


def test_the_former_office_tells_it_too() -> None:
    assert homes("Jane Roe", "Roe", held=["former mayor"], role="Mayor") == [["Jane Roe", "Roe"]]
    assert homes("Jane Roe", "Roe", held=["former mayor"], role="Governor") == [["Jane Roe"], ["Roe"]]


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


def test_one_matter_needs_no_first_name_where_nobody_else_bears_the_surname() -> None:
    assert homes("Jane Roe", "Roe", rare=2) == [["Jane Roe", "Roe"]]
    assert homes("Jane Roe", "Roe", rare=1) == [["Jane Roe"], ["Roe"]]
    assert homes("Jane Roe", "Roe", rare=2, is_sole=False) == [["Jane Roe"], ["Roe"]]
    assert homes("Mike Jordan", "Jordan", rare=9) == [["Jordan"], ["Mike Jordan"]]
    assert homes("Giles Pemberton-Ross", "Pemberton-Ross", rare=2) == [["Giles Pemberton-Ross", "Pemberton-Ross"]]


def test_who_has_a_role_is_a_person_though_the_surname_alone_is_commoner() -> None:
    said = [("Arkadi Roe", "trader", 2), ("Roe", None, 3)]
    assert len(joined_speakers(said, evidence=Held((), 1, 2))) == 1
    assert len(joined_speakers([("Old Roe", None, 2), said[1]], evidence=Held((), 1, 2))) == 2


def test_the_office_tells_whose_a_surname_is() -> None:
    said = [("Jane Roe", "High Court judge", 2), ("Roe", "Judge", 3), ("Tom Roe", "goalkeeper", 9)]
    found = joined_speakers(sorted(said), evidence=Held((), 1, is_sole=False))
    assert {tuple(one.names) for one in found} == {("Jane Roe", "Roe"), ("Tom Roe",)}
    two = joined_speakers(sorted([*said, ("Ann Roe", "judge", 1)]), evidence=Held((), 1, is_sole=False))
    assert len(two) == 4


class Texts(NamedTuple):
    """Passages of a corpus; names of six letters are rare."""

    texts: Sequence[str]

    def holding(self, word: str) -> Sequence[str]:
        return [text for text in self.texts if word.lower() in text.lower()]

    def is_rare(self, word: str) -> bool:
        return len(word) == 6


def evidence_of(texts: Sequence[str], keys: dict[str, Collection[int]]) -> ArticleEvidence:
    """Find evidence in articles of one passage each."""
    connection = sqlite3.connect(":memory:", factory=Connection)
    connection.execute("CREATE TABLE articles (key INTEGER PRIMARY KEY, title TEXT, text TEXT)")
    connection.executemany("INSERT INTO articles VALUES (?, '', ?)", enumerate(texts))
    return ArticleEvidence(connection, lambda name: keys.get(name, ()), Texts(texts))


def test_a_title_of_the_other_sex_is_somebody_elses() -> None:
    evidence = evidence_of(
        ["Mr Roe left, and Mr. Roe was glad.", "Ms Moe left. Mr Moe slept."], {"Roe": [0], "Moe": [1]}
    )
    assert evidence.other_sex("Roe", "Carolyn Roe")
    assert not evidence.other_sex("Roe", "Charles Roe")
    assert not evidence.other_sex("Moe", "Carolyn Moe")
    said = [("Carolyn Roe", "governor of Linden", 5), ("Roe", None, 1)]
    for text, speakers in (("Mr Roe of Linden spoke.", 2), ("Ms Roe of Linden spoke.", 1)):
        assert len(joined_speakers(said, evidence=evidence_of([text], {"Roe": [0]}))) == speakers
    said = [("Qorin Roe", "baker of Linden", 5), ("Mrs Roe", None, 1)]
    for text, speakers in (("Mrs Roe met Qorin Roe of Linden.", 2), ("Mrs Roe of Linden spoke.", 1)):
        assert len(joined_speakers(said, evidence=evidence_of([text], {"Mrs Roe": [0]}))) == speakers


@pytest.mark.parametrize(
    ("text", "sole"),
    [
        ("A plan by Ms. Roe failed.", True),
        ("Jane Q. Roe and Roe's aide left.", True),
        ("John Roe left.", False),
        ("A roe was seen.", False),
        ("The Roe Street case goes on.", False),
        ("The mayor reads the Roe daily.", False),
    ],
)
def test_a_surname_is_somebodys_alone(text: str, *, sole: bool) -> None:
    assert evidence_of(["Jane Roe spoke.", "It was Roe.", text], {}).sole("Roe", ["Jane Roe"]) is sole


def test_who_is_nowhere_is_nobody() -> None:
    assert not evidence_of(["Jane Roe spoke."], {}).sole("Moe", ["Jane Moe"])


def test_rare_names_that_articles_share() -> None:
    texts = [
        "Roe saw Linden in Harrow, in London and in Britain.",
        "At Harrow, as in Linden, Jane Roe met London.",
    ]
    evidence = evidence_of([*texts, "Ada Roe was in Oxford."], {"Roe": {0}, "Jane Roe": {1}, "Ada Roe": {2}})
    assert evidence.shared("Roe", ["Jane Roe"], but=["Roe"]) == 3
    assert evidence.shared("Roe", ["Jane Roe"], but=["Harrow"]) == 2
    assert evidence.shared("Roe", ["Ada Roe"], but=()) == 0


def test_a_word_that_begins_a_sentence_is_a_name_unless_it_is_written_small_elsewhere() -> None:
    texts = ["Roe came. Linden left. Ferries sank.", "Jane Roe came. Ferries sank. Linden stayed.", "Two ferries."]
    evidence = evidence_of(texts, {"Roe": {0}, "Jane Roe": {1}})
    assert evidence.shared("Roe", ["Jane Roe"], but=["Roe", "Jane"]) == 1


def test_articles_are_read_for_whole_words() -> None:
    connection = sqlite3.connect(":memory:", factory=Connection)
    connection.execute("CREATE TABLE articles (key INTEGER PRIMARY KEY, title TEXT, text TEXT)")
    rows = [(1, "Linden waits", "Roe said no."), (2, "", "Janet sang."), (3, "", "Jane.")]
    connection.executemany("INSERT INTO articles VALUES (?, ?, ?)", rows)
    keys: dict[str, Collection[int]] = {"Roe": {1, 2}, "Doe": {3}}
    evidence = ArticleEvidence(connection, lambda name: keys.get(name, ()), Texts(()))
    assert evidence.holds("Roe", {"Linden"})
    assert not evidence.holds("Roe", {"Jane"})
    assert evidence.holds("Doe", {"Jane"})
    assert not evidence.holds("Doe", ())
    assert not evidence.holds("Moe", {"Jane"})
    assert (evidence.spread(["Roe", "Doe"]), evidence.spread(["Moe"])) == (3, 0)
    connection.close()
