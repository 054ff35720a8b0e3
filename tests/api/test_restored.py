"""A server whose index gives way to a snapshot: revisions are counted anew, and nothing of before is answered."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.index import Article, Index, open_writer, restore, snapshot
from onrecord.search import Engine
from onrecord.search.retrieval.reranker import CrossEncoder
from tests.index.bag import BagOfWords

from .test_http import problem

QUESTION = "what did Tilda Brekke say about the subsidy"


def put(folder: Path, id_: str, said: str) -> None:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add([Article(id_, f"“{said},” said harbour master Tilda Brekke.")]))
        writer.publish()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An index of one article, of which there is a snapshot."""
    put(tmp_path / "index", "first", "The ferry sails at noon")
    snapshot(tmp_path / "index", tmp_path / "kept")
    return tmp_path / "index"


@pytest.fixture
def served(archive: Path) -> Iterator[TestClient]:
    put(archive, "wrong", "I pocketed the subsidy myself")
    engine = Engine(Index.open(archive), BagOfWords(), CrossEncoder())
    with TestClient(create_app(engine, threads=1, look_every=0.02), base_url="http://localhost") as client:
        yield client


def test_a_number_that_comes_again_brings_no_answer_back(archive: Path, served: TestClient) -> None:
    asked = served.get("/v1/ask", params={"q": QUESTION})
    listed = served.get("/v1/statements", params={"by": "Tilda Brekke", "k": 1})
    assert "pocketed" in asked.text
    revision = served.get("/health").json()["revision"]
    restore(archive.parent / "kept", archive, replace=True)
    put(archive, "right", "I never touched the subsidy")
    ends = time.monotonic() + 30
    while served.get("/v1/articles/right").status_code != 200:
        assert time.monotonic() < ends
        time.sleep(0.02)
    assert served.get("/health").json()["revision"] == revision, "the number alone tells nothing"
    again = served.get("/v1/ask", params={"q": QUESTION}, headers={"If-None-Match": asked.headers["etag"]})
    assert again.status_code == 200
    assert "never touched" in again.text
    assert "pocketed" not in again.text
    problem(
        served.get("/v1/statements", params={"by": "Tilda Brekke", "k": 1, "cursor": listed.json()["next"]}), 409
    )


def test_what_is_published_has_a_name_that_no_other_has(archive: Path) -> None:
    def name() -> str:
        index = Index.open(archive)
        index.close()
        return index.publication

    names = [name(), name()]
    assert names[0] == names[1]
    for said in ("It rains", "It pours"):
        restore(archive.parent / "kept", archive, replace=True)
        put(archive, "weather", said)
        names.append(name())
    assert len(set(names)) == 3
