"""Statements that indexing overlooked: whoever is named beside the verb is told like any other speaker."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.index import Article, Statement, open_writer
from onrecord.search import Engine

from .conftest import Onrecord

TEXT = (
    "The council of Harrow Bay met on Monday. “The copper roof leaks above the reading room,” said Ms. Edith"
    " Varley, who keeps the library.\n\nThe ferry will not run in winter."
)
QUESTION = "what did Edith Varley say about the copper roof?"
QUOTE = "The copper roof leaks above the reading room,"


class Deaf:
    """Finds no statement at all."""

    def find(self, article: Article) -> list[Statement]:
        return []


@pytest.fixture(scope="module")
def overlooked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("overlooked") / "index"
    with open_writer(folder, finder=Deaf()) as writer:
        list(writer.add([Article(id="a", text=TEXT, title="Council of Harrow Bay meets")]))
        writer.publish()
    return folder


def test_json_tells_the_speaker_and_no_more_than_the_content(onrecord: Onrecord, overlooked: Path) -> None:
    done = onrecord("ask", QUESTION, "--index", overlooked, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    [citation] = answer["citations"]
    assert citation["quote"] == QUOTE == TEXT[citation["start"] : citation["end"]]
    assert citation["speaker"] == {
        "name": "Edith Varley",
        "as_written": "Ms. Edith Varley",
        "role": None,
        "listed": False,
    }
    assert (citation["cue"], citation["kind"]) == ("said", "direct")
    assert citation["content"] == [{"start": citation["start"], "end": citation["end"], "text": QUOTE}]
    with TestClient(create_app(Engine.open(overlooked), threads=1), base_url="http://127.0.0.1") as client:
        assert client.post("/ask", json={"question": QUESTION}).json() == answer


def test_the_terminal_tells_the_speaker(onrecord: Onrecord, overlooked: Path) -> None:
    shown = onrecord("ask", QUESTION, "--index", overlooked).stdout
    assert f"“{QUOTE}”" in shown
    assert "— Edith Varley · said, direct quote" in shown
