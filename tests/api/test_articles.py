"""Articles listed page by page, and the articles that are like one."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.api.http.cursors import make_cursor
from onrecord.api.records import RestRecord, rest_records
from onrecord.index import Article, Filters, Index, Kind, Span, Statement, open_writer
from onrecord.search import NO_FILTERS, Answer, Citation, Understood
from onrecord.search.retrieval.similar import SimilarArticles
from tests.index.bag import BagOfWords

from .conftest import Onrecord


def test_a_story_is_like_others_of_its_kind(client: TestClient) -> None:
    found = client.get("/v1/articles/tomahawk-valdai/similar?k=8").json()
    assert found["article"]["id"] == "tomahawk-valdai"
    ids = [one["article"]["id"] for one in found["similar"]]
    assert len(ids) == len(set(ids)) == 8
    assert all(id_.startswith("tomahawk-") for id_ in ids[:5])
    scores = [one["score"] for one in found["similar"]]
    assert scores == sorted(scores, reverse=True)
    for one in found["similar"]:
        text = client.get(f"/v1/articles/{one['article']['id']}").json()["text"]
        assert text[one["start"] : one["end"]] == one["text"]
    carried = [one for one in found["similar"] if one["also"]]
    assert carried, "three outlets of the sample carry one story"
    late = client.get("/v1/articles/tomahawk-valdai/similar?since=2025-10-13").json()["similar"]
    assert late
    assert all(one["article"]["published"] >= "2025-10-13" for one in late)
    assert client.get("/v1/articles/no/such/similar").status_code == 404


def test_a_copy_of_the_article_is_told_apart(tmp_path: Path) -> None:
    text = "The ferry company expects twice as many passengers while the old bridge is shut for repairs in May."
    other = "The ferry sank in the harbour on Friday and nobody drowned, said the port."
    ferry = Article("ferry", text, source="Post")
    with open_writer(tmp_path / "index", load=BagOfWords()) as writer:
        copy = replace(ferry, id="copy", text=text.replace("May", "June"))
        list(writer.add([ferry, copy, Article("sunk", other), Article("no", "A tax on sugar was voted down.")]))
        writer.publish()
    index = Index.open(tmp_path / "index")
    try:
        found = SimilarArticles(index).find(ferry, 5, None)
    finally:
        index.close()
    assert [one.id for one in found.copies] == ["copy"]
    assert found.alike[0].passage.article.id == "sunk"


def test_the_command_gives_what_the_server_gives(
    onrecord: Onrecord, sample_index: Path, client: TestClient
) -> None:
    done = onrecord("like", "tomahawk-valdai", "-k", 3, "--index", sample_index, "--json")
    assert json.loads(done.stdout) == client.get("/v1/articles/tomahawk-valdai/similar?k=3").json()
    assert "no article 'none'" in onrecord("like", "none", "--index", sample_index).stderr


def test_pages_of_articles_are_all_of_them_once(client: TestClient) -> None:
    every = [json.loads(line)["article"] for line in client.get("/v1/export/articles").text.splitlines()]
    listed: list[str] = []
    url: str | None = "/v1/articles?k=20"
    while url:
        got = client.get(url)
        listed += [one["id"] for one in got.json()["articles"]]
        assert ("next" in got.links) == (got.json()["next"] is not None)
        url = got.links["next"]["url"] if "next" in got.links else None
    assert listed == every
    one = client.get("/v1/articles", params={"source": "Harbour Gazette", "k": 1000}).json()
    assert {article["source"] for article in one["articles"]} == {"Harbour Gazette"}
    assert one["next"] is None
    for cursor in ("x", "WyJhcnRpY2xlcyJd", "é", "W" * 150):
        refused = client.get("/v1/articles", params={"cursor": cursor})
        assert refused.status_code == 422
        assert "is none of this list" in refused.json()["detail"]


def test_pages_of_statements_and_speakers_are_all_of_them_once(client: TestClient) -> None:
    for path, name in (("/v1/statements?by=Trump", "statements"), ("/v1/speakers?like=", "speakers")):
        whole = client.get(f"{path}&k=1000").json()
        assert whole["next"] is None
        assert whole["total"] == len(whole[name]) > 10
        pages, url = [], f"{path}&k=10"
        while url:
            got = client.get(url)
            pages += got.json()[name]
            url = got.links["next"]["url"] if "next" in got.links else ""
        assert pages == whole[name]
    first = client.get("/v1/statements?by=Trump&k=5").json()["next"]
    assert "none of this list" in client.get("/v1/speakers", params={"cursor": first}).json()["detail"]
    stale = make_cursor("statements", 5, "another")
    changed = client.get("/v1/statements", params={"by": "Trump", "cursor": stale})
    assert (changed.status_code, changed.json()["status"]) == (409, 409)
    assert "begin the list anew" in changed.json()["detail"]


def test_all_of_it_holds_what_is_cited_first() -> None:
    text = "“The tram is late,” said Roe."
    article = Article("a", text, source="Time", published="2025-11-20")

    def rests(
        kind: Kind = "direct",
        *,
        not_listed: frozenset[str] = frozenset(),
        filters: Filters = NO_FILTERS,
        known_as: str | None = None,
    ) -> list[RestRecord]:
        said = Statement(article, "Roe", "Roe", None, None, "said", (Span(1, 17),), kind, 0)
        citations = [Citation(article, 1, 17, 0, 0.9, said, known_as=known_as)]
        if known_as is not None:
            fuller = replace(said, speaker=known_as)
            citations.append(Citation(article, 1, 17, 0, 0.8, fuller, known_as=known_as))
        read = Understood(None, "Roe", "trams", (("2025-10-01", "2025-10-31"),), ("Time",), None, {})
        answer = Answer(
            "What did Roe say?",
            answered=True,
            reason=None,
            confidence=0.9,
            text="",
            citations=tuple(citations),
            hits=(),
            understood=read,
            not_listed=not_listed,
            filters=filters,
        )
        return rest_records(answer)

    # The statement was published after the days that are asked for.
    [rest] = rests()
    assert (rest["about"], rest["since"], rest["until"], rest["source"]) == ("trams", None, None, ["Time"])
    [rest] = rests(not_listed=frozenset({"Roe"}))
    assert (rest["about"], rest["url"]) == (None, "statements?by=Roe&source=Time")
    assert rests("stance") == []
    # A list is of a person, and not of each way that articles write the name.
    [rest] = rests(known_as="Jane Roe")
    assert rest["by"] == "Jane Roe"
    # What was chosen beside the question bounds the list too.
    [rest] = rests(filters=Filters(since="2025-11-01", source="time"))
    assert (rest["since"], rest["until"], rest["source"]) == ("2025-11-01", None, ["time"])


def test_an_answer_leads_to_all_that_was_said(onrecord: Onrecord, sample_index: Path, client: TestClient) -> None:
    question = "what did Putin say about Tomahawks"
    answer = client.get("/v1/ask", params={"q": question}).json()
    rest = answer["rest"]
    assert (rest["by"], rest["about"]) == ("Vladimir Putin", "Tomahawks")
    listed = client.get(rest["url"]).json()
    assert listed["total"] > len(answer["citations"])
    assert {one["quote"] for one in answer["citations"]} & {one["quote"] for one in listed["statements"]}
    shown = onrecord("ask", question, "--index", sample_index).stdout
    assert f"all of it: onrecord said --by 'Vladimir Putin' --about Tomahawks --index {sample_index}\n" in shown
    both = onrecord("ask", "What did Putin and Trump say about Tomahawks?", "--index", sample_index).stdout
    assert [line.split("'")[1] for line in both.splitlines() if line.startswith("all of it: ")] == [
        "Vladimir Putin",
        "Donald Trump",
    ]
    bounded = onrecord(
        "ask", f"{question} in October 2025 according to the Meridian Post", "--index", sample_index
    )
    [line] = [one for one in bounded.stdout.splitlines() if one.startswith("all of it: ")]
    assert "--since 2025-10-01 --until 2025-10-31 --source 'Meridian Post'" in line
    listed = json.loads(onrecord(*shlex.split(line)[4:], "--json").stdout)["statements"]
    assert {(one["article"]["source"], one["article"]["published"][:7]) for one in listed} == {
        ("Meridian Post", "2025-10")
    }
    chosen = "--since", "2025-10-02", "--source", "Meridian Post", "--index", sample_index
    for asked in (question, "who spoke about Tomahawks"):
        [line] = [
            one for one in onrecord("ask", asked, *chosen).stdout.splitlines() if one.startswith("all of it: ")
        ]
        assert "--since 2025-10-02 --source 'Meridian Post'" in line
    anybody = onrecord("ask", "who spoke about Tomahawks", "--index", sample_index).stdout
    assert f"all of it: onrecord said --about Tomahawks --index {sample_index}\n" in anybody
    asked = "what did people say about Tomahawks"
    lines = onrecord("ask", asked, "--index", sample_index).stdout.splitlines()
    [line] = [one for one in lines if one.startswith("further passages: onrecord ")]
    found = onrecord(*shlex.split(line)[3:], "--jsonl").stdout.splitlines()
    assert len(found) > sum(one.startswith("[") for one in lines)
    few = onrecord("said", "--by", "Putin", "-k", 2, "--offset", 1, "--index", sample_index).stdout
    assert few.startswith("2. ")
    total = client.get("/v1/statements?by=Putin").json()["total"]
    assert f"2 to 3 of {total} statements; --offset 3 goes on" in few
    every = onrecord("said", "--by", "Putin", "--all", "--jsonl", "--index", sample_index).stdout
    assert len(every.splitlines()) == total


def test_the_description_is_fit_for_generators(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    names = [one["operationId"] for path in paths.values() for one in path.values()]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and len(name) < 20 for name in names)
    days = [one["schema"] for one in paths["/v1/ask"]["get"]["parameters"] if one["name"] in {"since", "until"}]
    assert [kind["format"] for day in days for kind in day["anyOf"] if kind["type"] == "string"] == [
        "date",
        "date",
    ]
