"""Several indexes in one server: each below its name, with its own articles and its own keys."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.http.logs import set_up_logs
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
    with TestClient(Several(apps, shown=True), base_url="http://localhost", follow_redirects=False) as connected:
        yield connected


def test_each_answers_below_its_name(client: TestClient) -> None:
    assert client.get("/news/v1/ask", params={"q": QUESTION}).json()["answered"]
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
        (["--index", "a", "--trust-proxy", "proxy.example.org"], "give an address or a network"),
        (["--index", "a", "--trust-proxy", "127.0.0.1"], "there is no valid key"),
    ):
        refused = onrecord("serve", "--port", 0, *given)
        assert refused.returncode != 0
        assert said in " ".join(refused.stderr.split())


@pytest.mark.usefixtures("kept_logging")
@pytest.mark.parametrize("shown", [True, False])
def test_health_stands_for_all_and_names_none_that_is_not_shown(
    sample_index: Path, sport: Path, capsys: pytest.CaptureFixture[str], *, shown: bool
) -> None:
    set_up_logs("json", debug=False)
    apps = {
        "news": create_app(Engine.open(sample_index), threads=1),
        "sport": create_app(Engine.open(sport), threads=1, look_every=0.02),
    }
    with TestClient(Several(apps, shown=shown), base_url="http://localhost") as client:
        well = client.get("/health").json()
        assert (well["status"], well["watching"]) == ("ok", True)
        assert client.get("/ready").json() == {"ready": True}
        sport.rename(sport.with_name("gone"))
        ends = time.monotonic() + 20
        while (ill := client.get("/health").json())["watching"]:
            assert time.monotonic() < ends
            time.sleep(0.02)
        assert client.get("/news/health").json()["watching"]
        if shown:
            assert {name: one["watching"] for name, one in ill["indexes"].items()} == {
                "news": True,
                "sport": False,
            }
            assert "no index here" in ill["indexes"]["sport"]["reason"]
        else:
            assert "sport" not in str(ill)
        apps["sport"].state.workers._taken = 1000
        assert "as many as fit" in problem(client.get("/ready"), 503)
        apps["sport"].state.workers._taken = 0
        lost = client.get("/nowhere", headers={"Accept": "text/html"})
        assert lost.status_code == 404
        for link in re.findall(r'<link[^>]*href="([^"]*)', lost.text):
            assert client.get(link).status_code == 200
        assert client.get("/health", headers={"Host": "evil.example"}).status_code == 421
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    requests = [line for line in lines if line["message"] == "request"]
    assert [one["route"] for one in requests if one.get("index") == "news"][:1] == ["/health"]
    assert {one["status"] for one in requests if "index" not in one} == {200, 404, 421, 503}
