"""Who holds an office, and who speaks for a body."""

from pathlib import Path

import pytest

from onrecord.index import Directory
from onrecord.search.answers.offices import holder, holders, mouthpieces, speaking_for
from tests.index.directories import directory_of

ROWS: list[tuple[str, str | None, int]] = [
    ("Mira Sule", "interim CEO of Orlo", 9),
    ("Ada Morrow", "Orlo CEO", 4),
    ("Bo Lind", "former mayor of Linden", 3),
    ("Orlo", None, 20),
    ("An Orlo spokesperson", None, 3),
    ("a spokesman for Orlo", None, 2),
    ("Kit Dane", "Orlo spokeswoman", 2),
    ("Donald Trump", "president", 40),
    ("a Trump spokesman", None, 4),
    ("Sam Roe-Dahl", "son of lawyers", 5),
    ("Pia Holt", "president of global business and US sales", 50),
    ("Jo Ward", "US president", 2),
    ("Tessa Orr", "chief spokeswoman for Norrbus", 2),
    ("Ugo Tarr", "Norrbus spokesman", 1),
    ("Eli Voss", "spokesman for Mayor Ann Felda of Norrbus", 7),
    ("Ida Kern", "driver at Norrbus", 5),
    ("Ines Alder", "president of Norrbus Rail", 3),
    ("Udo Falk", "Norrbus Rail co-founder", 1),
    ("Per Lohse", "board member of Norrbus Rail", 6),
    ("Rut Aal", "Norrbus Rail user and founder of a bakery", 2),
    ("Jens Ek", "former Norrbus Rail chief", 2),
    ("Mo Adair", "chairman of Linden Harbour Trust (LHT)", 2),
    ("Nia Fell", "deputy governor of the Reserve Bank", 6),
    ("Aud Moe", "chairwoman of Norrbus Rail's museum", 2),
]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    path = tmp_path_factory.mktemp("offices") / "names.db"
    return directory_of(path, ROWS)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Orlo's CEO", "Ada Morrow"),
        ("the interim CEO of Orlo", "Mira Sule"),
        ("the former mayor of Linden", "Bo Lind"),
        ("the mayor of Linden", None),
        ("Roe-Dahl's lawyer", None),
        ("the US president", "Jo Ward"),
        ("the business man", "Pia Holt"),
        ("the Orlo man", None),
        ("the US sales expert", "Pia Holt"),
        ("Orlo's boss", "Ada Morrow"),
        ("Orlo's gaffer", None),
        ("the global sales chief", "Pia Holt"),
        ("the governor of the Reserve Bank", None),
        ("the deputy governor", "Nia Fell"),
    ],
)
def test_who_holds_an_office_now(directory: Directory, asked: str, name: str | None) -> None:
    found = holder(directory, asked)
    assert (found and found.name) == name


def test_all_who_speak_for_a_body(directory: Directory) -> None:
    for asked in ("an Orlo spokesperson", "Orlo's spokesman", "a spokeswoman for Orlo"):
        found = mouthpieces(directory, asked)
        assert found is not None
        assert set(found.names) == {"An Orlo spokesperson", "a spokesman for Orlo", "Kit Dane"}
        assert found.name == asked
    for asked in ("a spokesperson", "Orlo", "a Linden spokesperson", "spokeswoman Ada Morrow"):
        assert mouthpieces(directory, asked) is None


def test_nobody_is_whoever_speaks_for_him(directory: Directory) -> None:
    [trump] = [one for one in directory.speakers() if one.name == "Donald Trump"]
    assert trump.names == ["Donald Trump"]


def test_who_speaks_for_a_body_by_whose_name_nobody_does(directory: Directory) -> None:
    found = speaking_for(directory, "Norrbus")
    assert found is not None
    assert (found.name, set(found.names), found.statements) == ("Norrbus", {"Tessa Orr", "Ugo Tarr"}, 3)
    found = speaking_for(directory, "Norrbus Rail")
    assert found is not None
    assert set(found.names) == {"Ines Alder", "Udo Falk"}
    for body in ("Linden Harbour Trust", "LHT"):
        found = speaking_for(directory, body)
        assert found is not None
        assert found.names == ["Mo Adair"]
    for body in ("Felda", "Ann Felda", "Linden", "the", ""):
        assert speaking_for(directory, body) is None


def test_each_who_is_called_so_holds_an_office_that_is_named_without_its_place(tmp_path: Path) -> None:
    rows: list[tuple[str, str | None, int]] = [
        ("Ann Brandt", "Police Chief", 4),
        ("Maria Quist", "Ostermoor police chief", 6),
        ("Oskar Lind", "Police Chief of Wendle", 2),
        ("Ole Dahl", "deputy police chief", 9),
        ("Eva Moe", "Wendle Deputy Police Chief", 5),
        ("Kim Roe", "former Wendle police chief", 5),
        ("Bo Ek", "police chief Ann Brandt's lawyer", 5),
    ]
    directory = directory_of(tmp_path / "names.db", rows, counts={"Wendle": 4, "Ostermoor": 3, "Brandt": 3})

    def names(asked: str) -> list[str]:
        return [one.name for one in holders(directory, asked)]

    assert names("the police chief") == ["Ann Brandt", "Maria Quist", "Oskar Lind"]
    assert names("the Wendle police chief") == ["Oskar Lind"]
    assert names("the deputy police chief") == ["Ole Dahl", "Eva Moe"]


def test_who_is_called_so_far_less_often_than_another_is_not_meant(tmp_path: Path) -> None:
    rows: list[tuple[str, str | None, int]] = [("Ann Brandt", "president", 40), ("Oskar Lind", "president", 3)]
    directory = directory_of(tmp_path / "names.db", rows)
    assert [one.name for one in holders(directory, "the president")] == ["Ann Brandt"]
