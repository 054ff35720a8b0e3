"""Who holds an office, and who speaks for a body."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Article, Directory, Span, Statement, open_writer
from onrecord.search import Engine
from onrecord.search.answers.offices import described, holder, mouthpieces
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
]
TEXT = (
    "Varga Fed President Ludo Marsh said that he saw no recession ahead. Nobody in Varga disagreed.\n\n"
    "“The ferry was a mistake,” said Edith Roe, once the mayor of Linden. The harbour is closed.\n\n"
    "“Building a bridge takes years,” said Roe. Her lawyer nodded. The bridge is to be built by Orlo."
)


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


def by(name: str, text: str) -> Statement:
    return Statement(Article("a", text), name, name, None, None, "said", (Span(0, 1),), "indirect", 0)


@pytest.mark.parametrize(
    ("name", "text", "role"),
    [
        ("Mark Dahl", "It rained. Linden Mayor Mark Dahl left.", "Linden mayor"),
        ("Mark Dahl", "It rained. Mark Dahl, mayor of Linden, left.", "Linden mayor"),
        ("Mark Dahl", "The mayor of Linden, Mark Dahl, left.", "mayor of Linden"),
        ("Mark Dahl", "Roe’s lawyer Mark Dahl left.", "Roe's lawyer"),
        ("the mayor", "the mayor left.", "mayor"),
    ],
)
def test_who_is_called_so(name: str, text: str, role: str) -> None:
    assert described(by(name, text), role.split())


@pytest.mark.parametrize(
    ("name", "text", "role"),
    [
        ("Mark Dahl", "Orlo will bring back Roe as CEO, Dahl said.", "Orlo's CEO"),
        ("Mark Dahl", "Former Linden Mayor Mark Dahl left.", "Linden mayor"),
        ("Mark Dahl", "Mark Dahl met Roe, mayor of Linden.", "Linden mayor"),
        ("Mark Dahl", "They want a new Linden mayor. Mark Dahl left.", "Linden mayor"),
        ("Jane Roe", "Jane Roe's lawyer left.", "Roe's lawyer"),
        ("Mark Dahl", "Mark Dahl left. The mayor of Linden stayed.", "Linden mayor"),
    ],
)
def test_who_is_not(name: str, text: str, role: str) -> None:
    assert not described(by(name, text), role.split())


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("banks") / "index"
    with open_writer(folder) as writer:
        list(writer.add([Article(id="a", text=TEXT, title="Banks of Varga meet")]))
        writer.publish()
    engine = Engine.open(folder)
    yield engine
    engine.close()


def test_a_role_that_the_index_has_not_noted(engine: Engine) -> None:
    answer = engine.ask("what did the Varga Fed president say about a recession?")
    assert answer.answered
    assert answer.citations[0].statement is not None
    assert answer.citations[0].statement.speaker == "Ludo Marsh"


@pytest.mark.parametrize(
    "question",
    [
        "what did Roe's lawyer say about the bridge?",
        "Roe's lawyer on the bridge",
        "what did an Orlo spokesperson say about the bridge?",
        "what did the Linden treasurer say about the ferry?",
        "how did Hugo Brandt respond to the ferry?",
    ],
)
def test_whom_nobody_calls_so_said_nothing(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.answered, answer.refusal) == (False, "unknown_speaker")
