"""A folder's revisions put in place in a Milvus: whole, once, and seen by readers when they open anew."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.index import (
    Article,
    Filters,
    IndexFormatError,
    IndexNotFound,
    ModelError,
    StoreError,
    open_writer,
)
from tests.index.bag import BagOfWords

pytest.importorskip("pymilvus", reason="the extra milvus is not installed")

from onrecord.index.milvus import MilvusStore, publishing, put_in_place
from onrecord.index.milvus.address import read_address
from onrecord.index.milvus.layout import LONGEST
from onrecord.index.milvus.revision import newest_tag
from onrecord.index.milvus.server import Server

LONG = "A very long day at the harbour, with \u0000 and \U0001f6a2. " * (2 * LONGEST // 40)


def added(folder: Path, *articles: Article) -> None:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(articles))
        writer.publish()


class Killed(BaseException):
    """What a kill looks like from inside."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    added(tmp_path / "index", Article("a", "The harbour closes in May.\n\nNobody was told.", "Harbour"))
    return tmp_path / "index"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    # One server for all that a test does with its file.
    with closing(Server(read_address(tmp_path / "milvus.db"), create=True)):
        yield str(tmp_path / "milvus.db")


def collections(place: str) -> list[str]:
    with closing(Server(read_address(place))) as server:
        return sorted(server.call("list_collections"))


def test_a_revision_is_put_once_and_gives_way_to_the_next(folder: Path, place: str) -> None:
    assert put_in_place(folder, place) == (1, True)
    assert put_in_place(folder, place) == (1, False)
    with closing(MilvusStore.open(place)) as before:
        added(folder, Article("b", LONG, "Ships"))
        assert before.newest() == before.generation
        assert put_in_place(folder, place) == (2, True)
        # Who reads goes on reading what was opened.
        assert before.newest() != before.generation
        assert before.article("b") is None
        assert before.article("a") is not None
        with closing(before.reopened()) as after:
            article = after.article("b")
            assert article is not None
            assert article.text == LONG
            assert after.revision == 2
        added(folder, Article("c", "Rain is expected.", "Weather"))
        put_in_place(folder, place)
        with pytest.raises(StoreError, match="revision 1 is there no more"):
            before.article("x")
    assert len(collections(place)) == 8


def test_who_is_killed_and_begins_again_loses_nothing_and_doubles_nothing(
    folder: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(folder, *(Article(f"n{n}", f"Ship number {n} arrived.\n\nIt left.", "Ships") for n in range(12)))
    monkeypatch.setattr(publishing, "_AT_ONCE", 5)

    def kill(collection: str, rows: int) -> None:
        if (collection, rows) == ("articles", 10):
            raise Killed

    with pytest.raises(Killed):
        put_in_place(folder, place, kill)
    with pytest.raises(IndexNotFound, match="no archive is here"):
        MilvusStore.open(place)
    written: list[str] = []
    call = Server.call

    def watched(self: Server, method: str, *arguments: Any, **named: Any) -> Any:
        if method == "upsert":
            written.append(arguments[0].rpartition("_")[2])
        return call(self, method, *arguments, **named)

    monkeypatch.setattr(Server, "call", watched)
    assert put_in_place(folder, place) == (2, True)
    assert "passages" not in written
    assert written.count("articles") == 1
    with closing(MilvusStore.open(place)) as opened:
        found = [passage.article.id for passage in opened.every_passage(Filters())]
        assert sorted(found) == sorted(["a", *(f"n{n}" for n in range(12))])
        assert len(list(opened.every_article(Filters()))) == 13


def test_another_model_s_weights_and_another_version_are_told(
    folder: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(folder, place)
    with monkeypatch.context() as other:
        other.setattr("onrecord.index.milvus.filling.weights_digest", lambda _: "0" * 64)
        added(folder, Article("b", "Rain is expected.", "Weather"))
        put_in_place(folder, place)
    with pytest.raises(ModelError, match="other weights"):
        MilvusStore.open(place)
    monkeypatch.setattr("onrecord.index.milvus.filling.SCHEMA", 9)
    added(folder, Article("c", "Snow is expected.", "Weather"))
    put_in_place(folder, place)
    with pytest.raises(IndexFormatError, match="schema 9, this onrecord reads 2"):
        MilvusStore.open(place)


def test_what_somebody_else_keeps_there_is_left_alone(folder: Path, place: str) -> None:
    with closing(Server(read_address(place))) as server:
        server.call("create_collection", "onrecord", dimension=2)
    with pytest.raises(StoreError, match="onrecord is a collection here; name another archive"):
        put_in_place(folder, place)
    assert put_in_place(folder, f"{place}#desk") == (1, True)
    assert collections(place)[-1] == "onrecord"


def test_nobody_there_is_told_in_a_line_after_the_deadline() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(StoreError, match="no Milvus answered within 1 s") as caught:
        Server(read_address(f"http://127.0.0.1:{port}"), patience=1)
    assert "\n" not in str(caught.value)


def test_a_server_that_comes_back_is_waited_for(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    from pymilvus.exceptions import MilvusException

    with closing(Server(read_address(place))) as server:
        tries = iter([MilvusException(503, "node not available"), MilvusException(101, "not loaded"), None])

        def flaky(*, timeout: float) -> list[str]:
            if (trouble := next(tries)) is not None:
                raise trouble
            return ["there"]

        monkeypatch.setattr(server, "address", server.address._replace(is_file=False))
        monkeypatch.setattr(server._client, "list_collections", flaky)
        assert server.call("list_collections") == ["there"]
        monkeypatch.setattr(server, "address", server.address._replace(is_file=True))


def test_less_than_there_is_counts_as_no_answer(folder: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(folder, place)
    with closing(MilvusStore.open(place)) as store:
        server = store._revision.server
        search = server._client.search
        tries: Iterator[list[list[Any]] | None] = iter([[[]], [[]], None])
        monkeypatch.setattr(server, "address", server.address._replace(is_file=False))
        monkeypatch.setattr(
            server._client, "search", lambda *words, **named: next(tries) or search(*words, **named)
        )
        vector = BagOfWords().encode_queries(["harbour"])[0]
        assert len(store.nearest(vector, 2)[1]) == store.n_passages == 1
        assert list(tries) == []
        # What is asked of some passages may be found in none.
        monkeypatch.setattr(server._client, "search", lambda *_, **__: [[]])
        assert len(store.nearest(vector, 2, among=store.choosing(np.array([0])))[1]) == 0
        monkeypatch.setattr(server, "address", server.address._replace(is_file=True))


def test_servers_tell_of_an_alias_that_is_not_there_otherwise_than_a_file(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pymilvus.exceptions import MilvusException

    def none(*_: object, **__: object) -> None:
        raise MilvusException(1600, "alias not found")

    with closing(Server(read_address(place))) as server:
        monkeypatch.setattr(server._client, "describe_alias", none)
        with pytest.raises(IndexNotFound, match="no archive is here"):
            newest_tag(server)
