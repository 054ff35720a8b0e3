"""HTTP: the same JSON as the command line's, and a problem for every error."""

import asyncio
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from onrecord.api.http import app as app_of_http
from onrecord.api.http.app import create_app
from onrecord.api.http.guards import Guard
from onrecord.api.http.health import health_routes
from onrecord.api.http.problems import handle_problems
from onrecord.api.http.served import Served
from onrecord.api.http.workers import Workers
from onrecord.search import Engine

QUESTION = "what did Putin say about Tomahawks"


def problem(response: Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == status
    return str(body["detail"])


def test_search_by_either_method_gives_the_same(client: TestClient) -> None:
    got = client.get("/search", params={"q": "Tomahawk missiles", "k": 3})
    posted = client.post("/search", json={"query": "Tomahawk missiles", "k": 3})
    assert got.status_code == 200
    assert got.json() == posted.json()
    assert got.json()["query"] == "Tomahawk missiles"
    assert [hit["rank"] for hit in got.json()["hits"]] == [1, 2, 3]


def test_ask_by_either_method_gives_the_same(client: TestClient) -> None:
    got = client.get("/ask", params={"q": QUESTION})
    posted = client.post("/ask", json={"question": QUESTION})
    assert got.json() == posted.json()
    assert got.json()["answered"]


def test_quotes_stand_in_their_articles(client: TestClient) -> None:
    answer = client.post("/ask", json={"question": QUESTION}).json()
    for span in [*answer["citations"], *answer["hits"]]:
        article = client.get(f"/articles/{span['article']['id']}").json()
        assert article["text"][span["start"] : span["end"]] == span.get("quote", span.get("text"))
        assert span["article"].items() <= article.items()


def test_filters_narrow(client: TestClient) -> None:
    wanted = {"query": "missiles", "source": "Meridian Post", "since": "2025-10-01", "until": "2025-10-31"}
    hits = client.post("/search", json=wanted).json()["hits"]
    assert hits
    assert {hit["article"]["source"] for hit in hits} == {"Meridian Post"}
    assert all("2025-10-01" <= hit["article"]["published"][:10] <= "2025-10-31" for hit in hits)


def test_statements_are_somebodys_on_something(client: TestClient) -> None:
    wanted: dict[str, str | int] = {"by": "Putin", "about": "Tomahawks", "since": "2025-10-10", "k": 3}
    told = client.get("/statements", params=wanted).json()
    assert (told["by"], told["about"]) == ("Putin", "Tomahawks")
    assert 0 < len(told["statements"]) <= 3
    for one in told["statements"]:
        article = client.get(f"/articles/{one['article']['id']}").json()
        assert [article["text"][piece["start"] : piece["end"]] for piece in one["content"]] == [
            piece["text"] for piece in one["content"]
        ]
        assert one["quote"] == article["text"][one["start"] : one["end"]]
        assert one["speaker"]["name"] == "Vladimir Putin"
        assert one["article"]["published"] >= "2025-10-10"
    newest = client.get("/statements", params={**wanted, "newest": "true"}).json()["statements"]
    days = [one["article"]["published"] for one in newest]
    assert days == sorted(days, reverse=True)


def test_speakers_are_named_with_their_roles(client: TestClient) -> None:
    told = client.get("/speakers", params={"k": 3}).json()
    assert len(told["speakers"]) == 3 < told["total"]
    alike = client.get("/speakers", params={"like": "zelensky"}).json()
    assert "Volodymyr Zelenskyy" in alike["speakers"][0]["names"]
    assert alike["speakers"][0]["roles"]["President"] > 0
    nobody = client.get("/speakers", params={"like": "nobody at all"}).json()
    assert nobody == {"total": 0, "speakers": [], "next": None}


def test_a_refusal_says_which_kind_it_is(client: TestClient) -> None:
    answer = client.get("/ask", params={"q": "what did Obama say about Tomahawks"}).json()
    assert (answer["answered"], answer["refusal"], answer["citations"]) == (False, "unknown_speaker", [])
    assert answer["others"]


def test_spellings_are_searched_unless_told_otherwise(client: TestClient) -> None:
    question = "what did Zelensky say about Tomahawks"
    assert client.get("/ask", params={"q": question}).json()["also_searched"]
    for answer in (
        client.get("/ask", params={"q": question, "spellings": "false"}),
        client.post("/ask", json={"question": question, "spellings": False}),
    ):
        assert answer.json()["also_searched"] == {}
    assert client.get("/search?q=Kiev").json()["also_searched"] == {"Kiev": ["Kyiv"]}
    assert client.get("/search?q=Kiev&spellings=false").json()["also_searched"] == {}
    found, typed = (
        client.post("/search", json={"query": "Kiev", "k": 30, "spellings": spellings}).json()["hits"]
        for spellings in (True, False)
    )
    assert [hit["text"] for hit in found] != [hit["text"] for hit in typed]


def test_info_and_health(client: TestClient) -> None:
    assert client.get("/health").json()["status"] == "ok"
    told = client.get("/info").json()
    assert told["articles"] >= 40
    assert told["passages"] > told["articles"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("GET", "/search", None, 422, "query.q"),
        ("GET", "/search?q=%20", None, 422, "empty"),
        ("GET", f"/search?q={'x' * 3000}", None, 422, "2000"),
        ("GET", "/search?q=x&k=0", None, 422, "query.k"),
        ("GET", "/search?q=x&k=1001", None, 422, "query.k"),
        ("GET", "/search?q=x&colour=red", None, 422, "query.colour"),
        ("GET", "/search?q=x&since=yesterday", None, 422, "yesterday"),
        ("GET", "/search?q=x&since=2025-02-01&until=2025-01-01", None, 422, "2025-02-01"),
        ("GET", "/statements", None, 422, "say whose"),
        ("GET", "/statements?by=%20", None, 422, "say whose"),
        ("GET", "/statements?by=Obama", None, 422, "nobody called Obama"),
        ("GET", "/statements?by=Putin&k=0", None, 422, "query.k"),
        ("GET", "/statements?by=Putin&since=soon", None, 422, "soon"),
        ("GET", "/statements?by=Putin&kind=direct", None, 422, "query.kind"),
        ("GET", "/speakers?k=0", None, 422, "query.k"),
        ("GET", f"/speakers?like={'x' * 501}", None, 422, "query.like"),
        ("POST", "/ask", '{"question":', 400, "JSON"),
        ("POST", "/ask", '{"question": 5}', 422, "body.question"),
        ("POST", "/ask", '{"question": "x", "depth": 1}', 422, "body.depth"),
        ("POST", "/ask", "[" * 100_000, 400, "parsing"),
        ("POST", "/search", '{"query": "\\ud800"}', 422, "body.query"),
        ("POST", "/ask", '{"question": "%s"}' % ("x" * 1_000_001), 413, "1,000,000"),
        ("DELETE", "/ask", None, 405, "/ask"),
        ("GET", "/nothing", None, 404, "/nothing"),
        ("GET", "/articles/no/such/article", None, 404, "no/such/article"),
        ("GET", "/static/../../pyproject.toml", None, 404, ""),
        ("GET", "/static/%2e%2e/%2e%2e/pyproject.toml", None, 404, ""),
    ],
)
def test_errors_are_problems(
    client: TestClient, *, method: str, path: str, body: str | None, status: int, said: str
) -> None:
    headers = {"Content-Type": "application/json"} if body is not None else {}
    response = client.request(method, path, content=body, headers=headers)
    assert said in problem(response, status)


def test_a_body_without_a_length_is_limited_too(client: TestClient) -> None:
    response = client.post("/ask", content=(b" " * 100_000 for _ in range(11)))
    assert "1,000,000" in problem(response, 413)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("192.0.2.7", 200),
        ("[2001:db8::1]:8000", 200),
        ("archive.example", 200),
        ("rebound.example", 421),
        ("", 421),
    ],
)
def test_only_known_hosts(client: TestClient, host: str, status: int) -> None:
    response = client.get("/health", headers={"Host": host})
    assert response.status_code == status


@pytest.mark.parametrize("path", ["/", "/docs", "/health", "/nothing", "/static/app.js", "/search?q=war"])
def test_every_response_is_guarded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_the_description_knows_problems_and_fields(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    responses = description["paths"]["/v1/ask"]["post"]["responses"]
    assert list(responses["422"]["content"]) == ["application/problem+json"]
    assert list(responses["503"]["content"]) == ["application/problem+json"]
    citation = description["components"]["schemas"]["CitationRecord"]
    assert citation["properties"]["end"]["description"] == "One past the last."
    assert "speaker" not in citation["required"]


def test_v1_is_what_the_paths_before_it_are(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert all(path.startswith("/v1/") for path in paths)
    identifiers = [one["operationId"] for path in paths.values() for one in path.values()]
    assert len(set(identifiers)) == len(identifiers)
    assert max(map(len, identifiers)) < 20
    for path in ("/search?q=war", "/speakers", "/articles/tomahawk-valdai"):
        assert client.get(f"/v1{path}").json() == client.get(path).json()


def test_a_head_is_a_get_without_its_body(client: TestClient) -> None:
    for path in ("/", "/v1/speakers", "/v1/search?q=war", "/health"):
        got, head = client.get(path), client.head(path)
        assert head.status_code == got.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == got.headers["content-type"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/v1/search?q=war")
    again = client.get("/v1/search?q=war", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get("/v1/search?q=war", headers={"If-None-Match": 'W/"other"'}).status_code == 200
    assert "etag" not in client.get("/health").headers


def test_a_tag_is_known_only_where_and_while_it_was_given(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = {"If-None-Match": client.get("/v1/ask?q=war").headers["etag"]}
    assert client.get("/v1/ask?q=war", headers=tag).status_code == 304
    assert client.get("/v1/ask?q=war", headers={"If-None-Match": tag["If-None-Match"][2:]}).status_code == 304
    for path, status in (
        ("/v1/nothing", 404),
        ("/v1/articles/nothing", 404),
        ("/v1/ask?q=war&k=0", 422),
        ("/v1/ask?q=peace", 200),
        ("/nothing", 404),
    ):
        assert client.get(path, headers=tag).status_code == status
    assert "etag" not in client.get("/v1/nothing").headers
    # What somebody said last week is something else tomorrow.
    monkeypatch.setattr(app_of_http, "today", lambda: date(2031, 3, 5))
    assert client.get("/v1/ask?q=war", headers=tag).status_code == 200


def test_a_body_that_is_no_json_is_a_bad_request(client: TestClient) -> None:
    sent = client.post("/v1/ask", content="{", headers={"Content-Type": "application/json"})
    problem(sent, 400)


def test_allow_names_every_method_of_a_path(client: TestClient) -> None:
    sent = client.delete("/v1/ask")
    problem(sent, 405)
    assert set(sent.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_a_question_or_a_problem(client: TestClient, text: str) -> None:
    response = client.post("/search", json={"query": text, "k": 2})
    if text.strip():
        assert response.status_code == 200, response.text
    else:
        problem(response, 422)


def test_overload_is_refused_before_it_queues_without_end(sample_index: Path) -> None:
    app = create_app(Engine.open(sample_index), threads=1, waiting=2)

    async def scene() -> list[Response]:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://localhost") as crowd:
            return await asyncio.gather(*(crowd.get("/ask", params={"q": QUESTION}) for _ in range(12)))

    responses = asyncio.run(scene())
    refused = [response for response in responses if response.status_code != 200]
    assert 0 < len(refused) <= 9
    for response in refused:
        problem(response, 503)
        assert int(response.headers["retry-after"]) >= 1


def test_when_the_time_is_up_what_the_search_found_is_given_and_not_kept(sample_index: Path) -> None:
    app = create_app(Engine.open(sample_index), threads=1, seconds=0.001)
    with TestClient(app, base_url="http://localhost") as client:
        for _ in range(2):
            sent = client.get("/v1/ask", params={"q": QUESTION, "k": 3})
            assert (sent.status_code, sent.headers["cache-control"]) == (200, "no-store")
            assert "etag" not in sent.headers
            told = sent.json()
            assert (told["answered"], told["refusal"], told["citations"]) == (False, "time_up", [])
            assert "0.001 s were up" in told["reason"]
            assert len(told["hits"]) == 3
            assert "Tomahawk" in told["hits"][0]["text"]
        assert client.get("/metrics").text.count('onrecord_remembered_total{known="yes"} 1') == 0
        page = client.get("/", params={"q": QUESTION})
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
        assert "0.001 s were up" in page.text
        assert "Tomahawk" in page.text
        # What finds no passages first has nothing to give.
        assert "longer than 0.001 s" in problem(client.get("/v1/statements", params={"about": "Tomahawks"}), 503)


def test_many_long_questions_at_once_are_all_told_something(sample_index: Path) -> None:
    app = create_app(Engine.open(sample_index), threads=1, seconds=0.3)

    async def scene() -> list[Response]:
        transport = ASGITransport(app)
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            asked = [f"what did Putin say about Tomahawks and the talks on day {number}" for number in range(8)]
            return await asyncio.gather(*(client.get("/v1/ask", params={"q": one}) for one in asked))

    answers = asyncio.run(scene())
    assert {one.status_code for one in answers} == {200}
    assert all(one.json()["hits"] for one in answers)
    assert "time_up" in {one.json()["refusal"] for one in answers}


def test_a_server_is_ready_until_no_more_fits(sample_index: Path) -> None:
    begun, gate = threading.Event(), threading.Event()
    workers, served = Workers(1, 0), Served(Engine.open(sample_index))
    app = FastAPI()
    handle_problems(app)
    app.include_router(health_routes(served, workers))

    def work() -> None:
        begun.set()
        assert gate.wait(30)

    async def scene() -> list[Response]:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://localhost") as client:
            before = await client.get("/ready")
            running = asyncio.create_task(workers.run(work))
            await asyncio.to_thread(begun.wait, 30)
            full, alive = await client.get("/ready"), await client.get("/health")
            gate.set()
            await running
            return [before, full, alive, await client.get("/ready")]

    before, full, alive, after = asyncio.run(scene())
    assert before.json() == after.json() == {"ready": True, "revision": served.revision}
    problem(full, 503)
    assert alive.json()["watching"] is True
    workers.close()
    served.close()


def test_a_body_that_trickles_in_is_given_up() -> None:
    async def trickle() -> Message:
        await asyncio.sleep(0.03)
        return {"type": "http.request", "body": b" ", "more_body": True}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    served = FastAPI()
    handle_problems(served)

    async def read(request: Request) -> None:
        await request.body()

    served.add_route("/", read, methods=["POST"])  # type: ignore[arg-type]
    scope: dict[str, object] = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "headers": [(b"host", b"localhost")],
    }
    scope |= {"query_string": b"", "http_version": "1.1", "scheme": "http", "client": None, "server": None}
    asyncio.run(Guard(served, body_seconds=0.1)(scope, trickle, send))
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_fault_is_a_problem_and_a_line_in_the_log(sample_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    engine = Engine.open(sample_index)
    engine.close()
    broken = TestClient(create_app(engine), base_url="http://localhost")
    assert "fault" in problem(broken.get("/search?q=war"), 500)
    assert [record.getMessage().split(":")[0] for record in caplog.records] == ["GET /search failed"]
    assert "Traceback" not in caplog.text


def test_a_question_goes_on_from_the_one_before(client: TestClient) -> None:
    first = "what did Putin say about Tomahawks"
    body = {"question": "and Vance?", "previous": [first]}
    answer = client.post("/ask", json=body).json()
    assert answer["question"] == "and Vance?"
    assert answer["understood"]["question"] == "what did Vance say about Tomahawks"
    assert answer["understood"]["speaker"] == "Vance"
    same = client.get("/ask", params={"q": "and Vance?", "previous": first}).json()
    assert same == answer
    assert client.get("/ask", params={"q": first}).json()["understood"]["question"] is None
    assert client.post("/ask", json={**body, "previous": ["x"] * 21}).status_code == 422


def test_the_same_question_is_worked_on_once(sample_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    really = Engine.ask

    def counted(engine: Engine, question: str, *arguments: Any, **options: Any) -> Any:
        asked.append(question)
        return really(engine, question, *arguments, **options)

    monkeypatch.setattr(Engine, "ask", counted)
    app = create_app(Engine.open(sample_index), threads=1)
    with TestClient(app, base_url="http://localhost") as client:
        first = client.get("/v1/ask", params={"q": QUESTION}).json()
        assert client.get("/v1/ask", params={"q": QUESTION}).json() == first
        assert asked == [QUESTION]
        client.get("/v1/ask", params={"q": QUESTION, "since": "2025-10-01"})
        client.get("/v1/ask", params={"q": QUESTION, "previous": "what did Putin say about sanctions"})
        assert len(asked) == 3
