"""Several indexes in one server: each below its name, with its own articles and its own keys."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.http.guards import Guard
from onrecord.api.http.several import Several
from onrecord.api.keys import Keyring
from onrecord.api.writes import Writing
from onrecord.index import Article, open_writer
from onrecord.search import Engine

from .conftest import Onrecord
from .test_http import QUESTION, problem


@pytest.fixture
def sport(tmp_path: Path) -> Path:
    folder = tmp_path / "sport"
    with open_writer(folder) as writer:
        list(
            writer.add([Article("final", "“We deserved to win the final,” said coach Ines Falk.", source="Post")])
        )
        writer.publish()
    return folder


@pytest.fixture
def client(sample_index: Path, sport: Path, keyring: Keyring) -> Iterator[TestClient]:
    keyring.add("somebody", ["read"])
    apps = {
        "news": create_app(Engine.open(sample_index), threads=1),
        "sport": create_app(Engine.open(sport), threads=1, keyring=keyring, writing=Writing(sport)),
    }
    app = Guard(Several(apps, shown=True))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as connected:
        yield connected


def test_each_answers_below_its_name(client: TestClient) -> None:
    assert client.get("/news/v1/ask", params={"q": QUESTION}).json()["answered"]
    assert client.get("/health").json() == {"status": "ok"}
    assert "/news/" in problem(client.get("/v1/ask", params={"q": QUESTION}), 404)
    assert client.get("/news").headers["location"] == "/news/"
    start = client.get("/")
    assert 'href="/news/"' in start.text
    assert "Content-Security-Policy" in start.headers
    assert client.get("/news/openapi.json").json()["servers"] == [{"url": "/news"}]
    assert client.get("/news/v1/info", headers={"Host": "evil.example"}).status_code == 421
    lost = client.get("/nowhere/", headers={"Accept": "text/html,*/*"})
    assert lost.status_code == 404
    assert "There is no such page" in lost.text
    assert 'href="/news/"' in lost.text
    lost = client.get("/news/nowhere", headers={"Accept": "text/html,*/*"})
    assert lost.status_code == 404
    assert 'href="/news/static/style.css"' in lost.text
    assert "/news/news" not in lost.text
    refused = client.delete("/news/v1/articles/a")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", f"/?q={QUESTION}", "/who", "/topic?q=Tomahawks"])
def test_every_link_of_a_page_stays_in_its_archive(client: TestClient, path: str) -> None:
    page = client.get(f"/news{path}")
    assert page.status_code == 200
    links = re.findall(r'(?:href|action|src)="(/[^"#]*)', page.text)
    assert len(links) > 5
    assert {link.split("/")[1] for link in links} == {"news"}
    for link in {link for link in links if "/static/" in link or "/article/" in link}:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_a_key_opens_its_archive_alone(client: TestClient, keyring: Keyring) -> None:
    text, _ = keyring.add("desk", ["read", "write"])
    problem(client.get("/sport/v1/info"), 401)
    sent = client.get("/sport/?q=final", headers={"Accept": "text/html"})
    assert sent.headers["location"] == "/sport/sign-in?next=%2F%3Fq%3Dfinal"
    form = client.get(sent.headers["location"])
    assert 'action="/sport/sign-in"' in form.text
    signed = client.post("/sport/sign-in", data={"key": text, "next": "/?q=final"})
    assert signed.headers["location"] == "/sport/?q=final"
    assert "Path=/sport;" in signed.headers["set-cookie"]
    bearer = {"Authorization": f"Bearer {text}"}
    assert client.get("/sport/v1/info", headers=bearer).json()["articles"] == 1
    accepted = client.put("/sport/v1/articles/a", json={"text": "The match was called off."}, headers=bearer)
    assert accepted.status_code == 202
    assert client.get(accepted.headers["location"], params={"wait": 25}, headers=bearer).json()["state"] == "done"


def test_what_cannot_be_served_is_said(onrecord: Onrecord, tmp_path: Path) -> None:
    for given, said in (
        (["--index", "a=x", "--index", "y"], "each has a name"),
        (["--index", "a=x", "--index", "a=y"], "two indexes of one name"),
        (["--index", "health=x", "--index", "b=y"], "of the server's own"),
        (["--index", "A b=x", "--index", "c=y"], "small letters"),
        (["--index", "a=x", "--index", "b=y", "--keys", "k"], "keys of their own"),
        (["--index", "a=x", "--index", "b=y", "--allow-origin", "example.org/x"], "--allow-origin"),
    ):
        refused = onrecord("serve", "--port", 0, *given)
        assert refused.returncode != 0
        assert said in " ".join(refused.stderr.split())
