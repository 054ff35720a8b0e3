"""The log of requests and their traces, and that nobody's question is in either."""

import json
import logging
from pathlib import Path

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.http.logs import set_up_logs
from onrecord.api.http.tracing import make_tracer
from onrecord.search import Engine

from .test_http import QUESTION

pytestmark = pytest.mark.usefixtures("kept_logging")


@pytest.mark.parametrize("questions", [False, True])
def test_each_request_is_a_line_of_json(
    sample_index: Path, capsys: pytest.CaptureFixture[str], *, questions: bool
) -> None:
    set_up_logs("json", debug=False)
    app = create_app(Engine.open(sample_index), threads=1, log_questions=questions)
    with TestClient(app, base_url="http://localhost") as client:
        asked = client.get("/v1/ask", params={"q": QUESTION})
        client.post("/v1/search", json={"query": "dredging in the harbour"})
        client.get("/?q=secret")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    first, second, page = (line for line in lines if line["message"] == "request")
    assert (first["method"], first["route"], first["status"], first["key"]) == ("GET", "/ask", 200, "")
    assert first["request"] == asked.headers["x-request-id"] != second["request"]
    assert first["milliseconds"] > 0
    assert first["logger"] == "onrecord.requests"
    assert (first.get("question"), second.get("question")) == (
        (QUESTION, "dredging in the harbour") if questions else (None, None)
    )
    assert "secret" not in json.dumps(page)
    assert "testclient" not in json.dumps(lines), "who asks is nobody's business"


def test_text_is_for_people(sample_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("text", debug=False)
    with TestClient(create_app(Engine.open(sample_index), threads=1), base_url="http://localhost") as client:
        client.get("/v1/info")
        logging.getLogger("onrecord").info("revision 2 is served")
    assert capsys.readouterr().err == "onrecord: revision 2 is served\n"


def test_a_span_has_the_route_and_belongs_to_the_trace_of_its_sender(sample_index: Path) -> None:
    spans = InMemorySpanExporter()
    app = create_app(Engine.open(sample_index), threads=1, tracer=make_tracer(SimpleSpanProcessor(spans)))
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    with TestClient(app, base_url="http://localhost") as client:
        client.get("/v1/search", params={"q": "harbour"}, headers={"traceparent": parent})
    (span,) = spans.get_finished_spans()
    assert span.name == "GET /search"
    assert span.parent is not None
    assert f"{span.parent.trace_id:032x}" == parent.split("-")[1]
    assert span.attributes is not None
    assert span.attributes["http.response.status_code"] == 200
    assert "harbour" not in str(span.to_json())
