"""Prose on the command line, over HTTP and on the page, by a model that writes what a script says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.http.prose import Proser
from onrecord.search import Engine
from onrecord.search.prose import Endpoint
from tests.endpoint import Scripted, scripted

from .conftest import Onrecord

QUESTION = "what did Keith Kellogg say about sanctuaries"
TOLD = (
    "Keith Kellogg said: “There are no such things as sanctuaries” [1]. "
    "Kellogg said that <b>900</b> tanks burn [1]."
)


@pytest.fixture(scope="module")
def model() -> Iterator[Scripted]:
    with scripted() as server:
        yield server


@pytest.fixture
def told(model: Scripted) -> Scripted:
    model.says(TOLD)
    model.status = 200
    model.asked.clear()
    return model


@pytest.fixture(scope="module")
def writing(sample_index: Path, model: Scripted) -> Iterator[TestClient]:
    """A client of a server that has a model."""
    proser = Proser(Endpoint(model.url, "scripted", seconds=20), threads=1)
    with TestClient(
        create_app(Engine.open(sample_index), threads=1, proser=proser), base_url="http://127.0.0.1"
    ) as it:
        yield it


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    blocks = (block.split("\n") for block in text.strip().split("\n\n"))
    return [(first.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for first, data in blocks]


def test_the_command_prints_prose_below_the_quotes(onrecord: Onrecord, sample_index: Path, told: Scripted) -> None:
    done = onrecord("ask", QUESTION, "--index", sample_index, "--llm", told.url, "--llm-model", "scripted")
    assert done.returncode == 0, done.stderr
    quotes, _, prose = done.stdout.partition("In prose")
    assert quotes.startswith("[1] ")
    assert "“There are no such things as sanctuaries” [1]." in " ".join(prose.split()).replace(". [1]", " [1].")
    assert "900" not in prose
    assert "1 sentence left out" in prose


def test_the_command_marks_what_fails_and_takes_its_model_from_the_environment(
    onrecord: Onrecord, sample_index: Path, told: Scripted
) -> None:
    settings = {"ONRECORD_LLM": told.url, "ONRECORD_LLM_MODEL": "scripted", "ONRECORD_LLM_KEY": "from-outside"}
    done = onrecord("ask", QUESTION, "--index", sample_index, "--llm-show", "all", COLUMNS="200", **settings)
    marked = next(line for line in done.stdout.splitlines() if "900" in line)
    assert marked.startswith("(not supported by what it cites: ")
    assert told.keys[-1] == "Bearer from-outside"
    answer = json.loads(onrecord("ask", QUESTION, "--index", sample_index, "--json", **settings).stdout)
    assert [one["supported"] for one in answer["prose"]["sentences"]] == [True]
    assert answer["prose"]["dropped"] == 1
    assert answer["prose"]["quotes"][0]["quote"] == answer["citations"][0]["quote"]


def test_the_command_falls_back_and_asks_nothing_of_a_refusal(
    onrecord: Onrecord, sample_index: Path, told: Scripted
) -> None:
    options = ("--index", sample_index, "--llm", told.url, "--llm-model", "scripted")
    refused = onrecord("ask", "what is the boiling point of tungsten", *options, "--json")
    assert json.loads(refused.stdout)["prose"] is None
    assert told.asked == []
    told.status = 500
    done = onrecord("ask", QUESTION, *options)
    assert done.returncode == 0
    assert done.stdout.startswith("[1] ")
    assert "No prose: the endpoint of scripted answered with HTTP 500" in " ".join(done.stdout.split())


def test_the_command_needs_both_options(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("ask", QUESTION, "--index", sample_index, "--llm", "http://127.0.0.1:9/v1")
    assert done.returncode == 1
    assert done.stderr.startswith("onrecord: --llm and --llm-model go together")


def test_http_gives_prose_where_it_is_asked_for(writing: TestClient, told: Scripted) -> None:
    plain = writing.get("/v1/ask", params={"q": QUESTION}).json()
    assert "prose" not in plain
    assert told.asked == []
    for reply in (
        writing.get("/v1/ask", params={"q": QUESTION, "prose": "true"}),
        writing.post("/v1/ask", json={"question": QUESTION, "prose": True}),
    ):
        record = reply.json()
        assert [one["supported"] for one in record["prose"]["sentences"]] == [True]
        assert {**record, "prose": None} == {**plain, "prose": None}
        assert "etag" not in reply.headers or reply.request.method == "POST"
    refused = writing.get("/v1/ask", params={"q": "what is the boiling point of tungsten", "prose": "true"}).json()
    assert refused["prose"] is None
    assert len(told.asked) == 2


def test_http_streams_sentences(writing: TestClient, told: Scripted) -> None:
    reply = writing.get("/v1/ask/stream", params={"q": QUESTION})
    assert reply.headers["content-type"].startswith("text/event-stream")
    found = events(reply.text)
    assert [name for name, _ in found] == ["answer", "sentence", "prose", "end"]
    assert found[0][1]["citations"]
    assert found[2][1]["sentences"] == [found[1][1]]
    refused = events(writing.get("/v1/ask/stream", params={"q": "what is the boiling point of tungsten"}).text)
    assert [name for name, _ in refused] == ["answer", "end"]
    assert writing.get("/v1/ask/stream", params={"q": "  "}).status_code == 422


def test_a_client_names_no_model_and_no_address(writing: TestClient, client: TestClient, told: Scripted) -> None:
    for more in ({"llm": "http://evil.example"}, {"llm_model": "other"}, {"base_url": "http://evil.example"}):
        assert writing.post("/v1/ask", json={"question": QUESTION, "prose": True, **more}).status_code == 422
    assert told.asked == []
    for reply in (
        client.get("/v1/ask", params={"q": QUESTION, "prose": "true"}),
        client.get("/v1/ask/stream", params={"q": QUESTION}),
    ):
        assert reply.status_code == 422
        assert "serve --llm" in reply.json()["detail"]


def test_the_description_names_the_option_and_the_stream(writing: TestClient) -> None:
    described = writing.get("/openapi.json").json()
    assert "prose" in [one["name"] for one in described["paths"]["/v1/ask"]["get"]["parameters"]]
    stream = described["paths"]["/v1/ask/stream"]["get"]["responses"]["200"]["content"]
    assert list(stream) == ["text/event-stream"]


def test_the_page_shows_prose_below_the_quotes(writing: TestClient, client: TestClient, told: Scripted) -> None:
    plain = writing.get("/", params={"q": QUESTION}).text
    assert "Write it in prose" in plain
    assert told.asked == []
    page = writing.get("/", params={"q": QUESTION, "prose": "1"})
    quotes, _, prose = page.text.partition("data-prose")
    assert "data-answer" in quotes
    assert "There are no such things as sanctuaries" in prose
    assert "900" not in page.text
    assert page.headers["content-security-policy"] == writing.get("/").headers["content-security-policy"]
    assert "Write it in prose" not in client.get("/", params={"q": QUESTION, "prose": "1"}).text


def test_the_page_says_why_there_is_no_prose(writing: TestClient, told: Scripted) -> None:
    told.status = 503
    page = writing.get("/", params={"q": QUESTION, "prose": "1"}).text
    assert "No prose: the endpoint of scripted answered with HTTP 503" in page
    assert "There are no such things as sanctuaries" in page


FREELY = "Kellogg said that sanctuaries do not exist [1]."


def test_what_is_put_freely_is_marked_everywhere(
    onrecord: Onrecord, sample_index: Path, writing: TestClient, told: Scripted
) -> None:
    told.says(FREELY)
    options = ("--index", sample_index, "--llm", told.url, "--llm-model", "scripted")
    done = onrecord("ask", QUESTION, *options, COLUMNS="300")
    line = next(line for line in done.stdout.splitlines() if "do not exist" in line)
    assert line.startswith("(put freely, not checked word by word: compare with the quote) ")
    assert "[1] Keith Kellogg: " in done.stdout.partition("do not exist")[2].splitlines()[1]
    strict = onrecord("ask", QUESTION, *options, "--llm-show", "supported")
    assert "do not exist" not in strict.stdout
    (record,) = writing.get("/v1/ask", params={"q": QUESTION, "prose": "true"}).json()["prose"]["sentences"]
    assert (record["grade"], record["supported"]) == ("free", False)
    assert record["mark"].startswith("put freely")
    assert "sanctuaries" in record["beside"][0]
    found = events(writing.get("/v1/ask/stream", params={"q": QUESTION}).text)
    assert [name for name, _ in found] == ["answer", "marked", "prose", "end"]
    page = writing.get("/", params={"q": QUESTION, "prose": "1"}).text.partition("data-prose")[2]
    assert "(put freely, not checked word by word: compare with the quote)</strong> <em>" in page
    assert "<q>" in page.partition("do not exist")[2].partition("</p>")[0]
