"""How certain an attribution is stands wherever the statement stands, and may be asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.index import Index, Kind, QueryError, Span, Statement, open_writer
from onrecord.index.model import Article
from onrecord.search import Filters
from tests.index.bag import BagOfWords

from .conftest import Onrecord

ARTICLE = Article("a", "We will not yield.")


@pytest.mark.parametrize(
    ("probability", "kind", "word"),
    [
        (0.8, "direct", "sure"),
        (0.799, "indirect", "likely"),
        (0.6, "mixed", "likely"),
        (0.599, "direct", "doubtful"),
        (0.5, "indirect", "doubtful"),
        (0.9, "stance", None),
        (None, "direct", None),
    ],
)
def test_a_probability_has_a_word(probability: float | None, kind: Kind, word: str | None) -> None:
    one = Statement(ARTICLE, "Ada", "Ada", None, None, "said", (Span(0, 18),), kind, 0, probability)
    assert one.certainty == word
    assert Filters().trusts(one)
    assert Filters(min_probability=0.7).trusts(one) == (word in {"sure", "likely"} and probability != 0.6)


def test_what_is_reported_and_too_doubtful_is_kept_but_not_listed(client: TestClient) -> None:
    one = Statement(ARTICLE, "Ada", "Ada", None, None, "said", (Span(0, 18),), "indirect", 0, 0.499)
    assert not one.is_listed
    assert not Filters().trusts(one)
    assert Filters(min_probability=0.0).trusts(one)
    listed, every = (
        [json.loads(line) for line in client.get(f"/v1/export/statements{query}").text.splitlines()]
        for query in ("", "?min_probability=0")
    )
    left = [row for row in every if row not in listed]
    assert left
    assert {row["kind"] for row in left} == {"indirect"}
    assert max(row["probability"] for row in left) < 0.5
    counted = client.get("/v1/speakers?k=1").json()["speakers"][0]
    by = [row for row in listed if row["speaker"] == counted["name"] and row["kind"] != "stance"]
    assert len(by) == counted["statements"]


def test_lists_answers_and_exports_tell_it_and_filter_by_it(client: TestClient) -> None:
    asked = "/v1/ask?q=what did Trump say about Tomahawks"
    for path, where in (("/v1/statements?by=Trump", "statements"), (asked, "citations")):
        every = client.get(path).json()[where]
        assert all({"probability", "certainty"} <= set(one) for one in every if "speaker" in one)
        kept = client.get(f"{path}&min_probability=0.8").json()[where]
        assert kept
        assert {one["certainty"] for one in kept if "speaker" in one} == {"sure"}
    rows = [json.loads(line) for line in client.get("/v1/export/statements").text.splitlines()]
    sure = [json.loads(line) for line in client.get("/v1/export/statements?min_probability=0.8").text.splitlines()]
    assert sure == [row for row in rows if row["certainty"] == "sure"]
    assert {row["certainty"] for row in rows} == {"sure", "likely", "doubtful", None}
    assert {row["kind"] for row in rows if row["probability"] is None} == {"stance"}


def test_what_is_doubtful_is_marked_for_people(onrecord: Onrecord, sample_index: Path, client: TestClient) -> None:
    said = [*client.get("/v1/statements?by=Trump").json()["statements"]]
    likely = next(one for one in said if one["certainty"] == "likely")
    outlet = likely["article"]["source"]
    shown = onrecord("said", "--by", "Trump", "--index", sample_index, "--source", outlet).stdout
    assert " · likely their words\n" in shown
    page = client.get("/speaker/Donald Trump", headers={"accept": "text/html"}).text
    assert f'title="{int(100 * likely["probability"])}% probable' in page
    done = onrecord("said", "--by", "Trump", "--index", sample_index, "--min-probability", "1.5")
    assert (done.returncode, done.stdout) == (1, "")
    assert "it must be 0 to 1" in done.stderr


def test_outlets_alone_may_be_several(onrecord: Onrecord, sample_index: Path, client: TestClient) -> None:
    two = ["Meridian Post", "Harbour Gazette"]
    found = client.get("/v1/statements", params={"by": "Trump", "source": two}).json()["statements"]
    assert {one["article"]["source"] for one in found} == set(two)
    body = {"question": "what did Trump say about Tomahawks", "source": two[0]}
    posted = client.post("/v1/ask", json=body).json()
    assert {one["article"]["source"] for one in posted["citations"]} == {two[0]}
    refused = client.get("/v1/statements?by=Trump&by=Putin")
    assert refused.status_code == 422
    assert "by is given several times" in refused.json()["detail"]
    options = [word for name in two for word in ("--source", name)]
    rows = onrecord("export", "articles", *options, "--index", sample_index).stdout.splitlines()
    assert {json.loads(row)["source"] for row in rows} == set(two)


def test_an_index_without_probabilities_is_not_filtered_in_silence(tmp_path: Path) -> None:
    text = 'The harbour will close.\n\n"We had no choice," said Ada Morrow, the port master.'
    with open_writer(tmp_path / "index", load=BagOfWords()) as writer:
        list(writer.add([Article("harbour", text)]))
        writer._connection.execute("UPDATE statements SET finding = NULL")
        writer.publish()
    index = Index.open(tmp_path / "index")
    try:
        assert len(list(index.every_statement(Filters()))) == 1
        with pytest.raises(QueryError, match="onrecord index --statements"):
            list(index.every_statement(Filters(min_probability=0.5)))
    finally:
        index.close()
