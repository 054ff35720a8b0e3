"""What is counted, and that a client cannot make it grow."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.keys import Keyring
from onrecord.api.writes import Writing
from onrecord.search import STAGES, Engine

from .conftest import ROOT
from .test_http import QUESTION, problem


@pytest.fixture
def counting(sample_index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Engine.open(sample_index), threads=1), base_url="http://localhost") as client:
        yield client


def samples(client: TestClient) -> dict[tuple[str, str], float]:
    """Give all values, by their names and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        (one.name, " ".join(one.labels[label] for label in sorted(one.labels))): one.value
        for family in families
        for one in family.samples
    }


def test_requests_answers_and_the_index_are_counted(counting: TestClient) -> None:
    assert counting.get("/v1/ask", params={"q": QUESTION}).json()["answered"]
    counting.post("/v1/ask", json={"question": "what did Obama say about Tomahawks"})
    counting.get("/v1/search", params={"q": ""})
    counting.get("/nothing/here")
    articles = counting.get("/v1/info").json()["articles"]
    seen = samples(counting)
    assert seen["onrecord_requests_total", "GET /ask 200"] == 1
    assert seen["onrecord_requests_total", "POST /ask 200"] == 1
    assert seen["onrecord_requests_total", "GET /search 422"] == 1
    assert seen["onrecord_requests_total", "GET other 404"] == 1
    assert seen["onrecord_answers_total", "answered"] == seen["onrecord_answers_total", "unknown_speaker"] == 1
    assert seen["onrecord_request_seconds_count", "/ask"] == 2
    assert seen["onrecord_request_seconds_bucket", "30.0 /ask"] == 2
    # Each question went through every stage once, the search of no words through none.
    assert {seen["onrecord_stage_seconds_count", stage] for stage in STAGES} == {2}
    assert seen["onrecord_stage_seconds_count", "queue"] >= 3
    asked = sum(seen["onrecord_stage_seconds_sum", stage] for stage in ("queue", *STAGES))
    took = [value for (name, _), value in seen.items() if name == "onrecord_request_seconds_sum"]
    assert 0 < asked <= sum(took)
    assert seen["onrecord_articles", ""] == articles
    assert seen["onrecord_remembered_total", "no"] == 2
    assert seen["onrecord_watching", ""] == 1
    assert seen["onrecord_under_way", ""] == seen["onrecord_waiting", ""] == 0
    assert seen["process_resident_memory_bytes", ""] > 1e6
    assert seen["process_open_fds", ""] > 3


def test_questions_on_the_page_are_counted(counting: TestClient) -> None:
    assert counting.get("/", params={"q": QUESTION}).status_code == 200
    assert counting.get("/", params={"q": "what did Obama say about Tomahawks"}).status_code == 200
    assert counting.get("/").status_code == 200
    seen = samples(counting)
    assert seen["onrecord_answers_total", "answered"] == seen["onrecord_answers_total", "unknown_speaker"] == 1


def test_a_client_chooses_no_label(counting: TestClient) -> None:
    before = len(samples(counting))
    for number in range(30):
        counting.request(f"METHOD{number}", f"/somewhere/{number}")
        counting.get(f"/v1/articles/{number}")
        counting.get("/health", headers={"Host": f"evil{number}.example"})
        counting.get(f"/static/{number}")
    text = counting.get("/metrics").text
    assert "METHOD" not in text
    assert "somewhere" not in text
    # A few kinds, each with its counter and its buckets.
    assert len(samples(counting)) - before < 100
    assert "Tomahawks" not in text


def test_metrics_have_a_scope_of_their_own(sample_index: Path, tmp_path: Path) -> None:
    keyring = Keyring(tmp_path / "keys.json")
    reads, counts = keyring.add("desk", ["read"])[0], keyring.add("prometheus", ["metrics"])[0]
    app = create_app(Engine.open(sample_index), keyring=keyring, threads=1)
    with TestClient(app, base_url="http://localhost") as client:
        problem(client.get("/metrics"), 401)
        problem(client.get("/metrics", headers={"Authorization": f"Bearer {reads}"}), 403)
        assert client.get("/metrics", headers={"Authorization": f"Bearer {counts}"}).status_code == 200
        problem(client.get("/v1/info", headers={"Authorization": f"Bearer {counts}"}), 403)


def test_the_dashboard_shows_what_is_counted(tmp_path: Path, sample_index: Path) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(sample_index, folder)
    app = create_app(Engine.open(folder), threads=1, writing=Writing(folder))
    with TestClient(app, base_url="http://localhost") as client:
        client.get("/v1/ask", params={"q": QUESTION})
        counted = {name for name, _ in samples(client)}
    dashboard = json.loads((ROOT / "deploy" / "grafana.json").read_text())
    asked = " ".join(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    assert "onrecord_stage_seconds_bucket" in asked
    named = set(re.findall(r"(?:onrecord|process)_\w+", asked))
    assert len(named) > 10
    assert named <= counted
