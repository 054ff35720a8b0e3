"""Changes over HTTP: who may make them, that each is made once, and that none is lost."""

import json
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.keys import Keyring
from onrecord.api.writes import Puts, Writing, files_beside
from onrecord.index import DEFAULT_MODEL, Article, Encoder, load_known_encoder, open_writer
from onrecord.search import Engine

from .conftest import BRIDGE, MAYOR, Onrecord
from .test_http import problem


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    app = create_app(Engine.open(folder), threads=1, look_every=0.02, writing=Writing(folder))
    with TestClient(app, base_url="http://localhost") as connected:
        yield connected


def test_what_is_put_is_found_and_what_is_removed_is_not(client: TestClient) -> None:
    made = client.put(
        "/v1/articles/desk/1?wait=25", json={"text": MAYOR, "source": "Post", "published": "3 May 2025"}
    )
    assert made.status_code == 200
    job = made.json()
    assert (job["state"], job["added"], job["revision"]) == ("done", 1, 2)
    _until(client, 2)
    article = client.get("/v1/articles/desk/1").json()
    assert (article["text"], article["published"]) == (MAYOR, "2025-05-03")
    assert client.get("/v1/statements?by=Falk").json()["statements"][0]["quote"].startswith("We are dredging")
    changed = client.put("/v1/articles/desk/1?wait=25", json={"text": BRIDGE}).json()
    assert changed["updated"] == 1
    gone = client.delete("/v1/articles/desk/1?wait=25").json()
    assert (gone["removed"], gone["revision"]) == (1, 4)
    _until(client, 4)
    problem(client.get("/v1/articles/desk/1"), 404)
    back = client.put("/v1/articles/desk/1?wait=25", json={"text": BRIDGE}).json()
    assert back["added"] == 1


def test_publishing_again_loads_no_model_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    def load(name: str, *, device: str | None = None) -> Encoder:
        loaded.append(name)
        return load_known_encoder(name, device=device)

    monkeypatch.setattr("onrecord.api.writes.models.load_known_encoder", load)
    for text in (MAYOR, BRIDGE, f"{MAYOR} {BRIDGE}"):
        assert client.put("/v1/articles/desk/1?wait=25", json={"text": text}).json()["state"] == "done"
    assert loaded == [DEFAULT_MODEL]


def test_many_are_published_together(client: TestClient) -> None:
    articles = [{"id": f"a/{number}", "text": f"{MAYOR} Berth {number}."} for number in range(12)]
    accepted = client.post("/v1/articles", json={"articles": articles, "removed": ["first", "unknown"]})
    assert accepted.status_code == 202
    where = accepted.headers["location"]
    job = client.get(where, params={"wait": 25}).json()
    assert (job["state"], job["articles"], job["added"], job["removed"]) == ("done", 14, 12, 1)
    assert client.get("/v1/jobs").json()["jobs"][0] == job
    _until(client, job["revision"])
    assert client.get("/v1/info").json()["articles"] == 12
    problem(client.get("/v1/jobs/nothing"), 404)


def test_a_request_that_is_sent_twice_is_made_once(client: TestClient) -> None:
    headers = {"Idempotency-Key": "night-1"}
    first = client.put("/v1/articles/n?wait=25", json={"text": MAYOR}, headers=headers).json()
    again = client.put("/v1/articles/n", json={"text": MAYOR}, headers=headers).json()
    assert again == first
    assert "Idempotency-Key" in problem(client.put("/v1/articles/n", json={"text": BRIDGE}, headers=headers), 422)
    assert len(client.get("/v1/jobs").json()["jobs"]) == 1


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"text": ""}, 422, "text"),
        ({"text": " \n"}, 422, "empty"),
        ({"text": "x", "published": "one of these days"}, 422, "one of these days"),
        ({"text": "x", "published": "03/04/2025"}, 422, "two ways"),
        ({"text": "x", "colour": "red"}, 422, "colour"),
        (["text"], 422, "body"),
    ],
)
def test_what_cannot_be_used_is_refused_whole(client: TestClient, body: Any, status: int, said: str) -> None:
    assert said in problem(client.put("/v1/articles/n", json=body), status)
    assert client.get("/v1/jobs").json()["jobs"] == []


def test_other_sites_change_nothing(client: TestClient) -> None:
    body = json.dumps({"articles": [{"id": "x", "text": "Mine."}]})
    problem(client.post("/v1/articles", content=body, headers={"Content-Type": "text/plain"}), 415)
    away = {"Origin": "https://evil.example", "Content-Type": "application/json"}
    problem(client.post("/v1/articles", content=body, headers=away), 403)
    problem(client.delete("/v1/articles/first", headers={"Origin": "https://evil.example"}), 403)
    problem(client.post("/v1/articles", json={}), 422)


def test_only_who_may_write_writes_and_it_is_written_down(folder: Path, keyring: Keyring) -> None:
    reader, _ = keyring.add("desk", ["read"])
    writer, key = keyring.add("feed", ["write"])
    app = create_app(Engine.open(folder), threads=1, keyring=keyring, writing=Writing(folder))
    with TestClient(app, base_url="http://localhost") as client:
        for method, path in (("PUT", "/v1/articles/a"), ("DELETE", "/v1/articles/first"), ("GET", "/v1/jobs")):
            refused = client.request(method, path, headers={"Authorization": f"Bearer {reader}"})
            assert "write" in problem(refused, 403)
        sent = {"Authorization": f"Bearer {writer}"}
        assert client.put("/v1/articles/a?wait=25", json={"text": MAYOR}, headers=sent).json()["state"] == "done"
    audit = files_beside(folder)[1]
    assert stat.S_IMODE(audit.stat().st_mode) == 0o600
    accepted, done = (json.loads(line) for line in audit.read_text().splitlines())
    assert (accepted["event"], accepted["key"], accepted["ids"]) == ("accepted", key.id, ["a"])
    assert (done["event"], done["revision"], done["added"]) == ("done", 2, 1)
    assert MAYOR not in audit.read_text()


def test_what_the_command_changes_is_written_down_where_there_is_a_log(
    folder: Path, tmp_path: Path, onrecord: Onrecord
) -> None:
    (tmp_path / "more.jsonl").write_text(json.dumps({"id": "second", "text": BRIDGE}))
    audit = files_beside(folder)[1]
    assert onrecord("snapshot", "kept", "--index", folder).returncode == 0
    assert onrecord("index", "more.jsonl", "--index", folder).returncode == 0
    assert not audit.exists()
    audit.touch()
    assert onrecord("remove", "second", "--index", folder).returncode == 0
    assert onrecord("index", "more.jsonl", "--index", folder, "--readd").returncode == 0
    assert onrecord("index", "more.jsonl", "--index", folder).returncode == 0
    assert onrecord("restore", "kept", "--index", folder, "--replace").returncode == 0
    lines = [json.loads(line) for line in audit.read_text().splitlines()]
    assert [(one["command"], one["revision"], one["ids"]) for one in lines] == [
        ("remove", 3, ["second"]),
        ("index", 4, []),
        ("restore", 1, []),
    ]
    assert lines[1]["added"] == 1
    assert all(one["user"] for one in lines)


def test_a_server_that_takes_no_changes_has_no_such_addresses(sample_index: Path) -> None:
    app = create_app(Engine.open(sample_index), threads=1)
    with TestClient(app, base_url="http://localhost") as client:
        refused = client.put("/v1/articles/a", json={"text": MAYOR})
        assert refused.headers["allow"] == "GET, HEAD"
        problem(refused, 405)
        problem(client.get("/v1/jobs"), 404)


def test_changes_wait_for_another_writer(client: TestClient, folder: Path) -> None:
    with open_writer(folder):
        where = client.put("/v1/articles/n", json={"text": MAYOR}).headers["location"]
        for _ in range(200):
            waiting = client.get(where).json()
            if waiting["detail"]:
                break
            threading.Event().wait(0.02)
        assert waiting["state"] == "queued"
        assert "waits" in waiting["detail"]
        assert str(folder.parent) not in waiting["detail"]
    assert client.get(where, params={"wait": 25}).json()["state"] == "done"


def test_what_was_accepted_before_a_kill_is_made_by_the_next_server(folder: Path) -> None:
    with open_writer(folder):
        killed = Writing(folder)
        job = killed.accept(Puts((Article("late", MAYOR),)))
        # As kill -9 leaves it: under way, and nobody at work.
        killed.journal.change(job.id, state="running")
        killed.close()
    following = Writing(folder)
    for _ in range(500):
        found = following.journal.find(job.id)
        if found is not None and found.ended:
            break
        threading.Event().wait(0.02)
    assert found is not None
    assert (found.state, found.added) == ("done", 1)
    following.close()
    with sqlite3.connect(files_beside(folder)[0]) as journal:
        assert journal.execute("SELECT changes FROM jobs").fetchall() == [(None,)], "the text is not kept"
    journal.close()


def test_named_origins_may_ask_and_no_others(sample_index: Path) -> None:
    app = create_app(Engine.open(sample_index), threads=1, origins=["https://desk.example"])
    with TestClient(app, base_url="http://localhost") as client:
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        ours = client.options("/v1/ask", headers={"Origin": "https://desk.example", **asked})
        assert ours.headers["access-control-allow-origin"] == "https://desk.example"
        assert "access-control-allow-credentials" not in ours.headers
        other = client.options("/v1/ask", headers={"Origin": "https://evil.example", **asked})
        assert other.status_code == 400
        assert "access-control-allow-origin" not in other.headers
        assert "access-control-allow-origin" not in client.get("/v1/info").headers


def _until(client: TestClient, revision: int) -> None:
    for _ in range(500):
        if client.get("/v1/health").json()["revision"] >= revision:
            return
        threading.Event().wait(0.02)
    pytest.fail(f"revision {revision} is not served")
