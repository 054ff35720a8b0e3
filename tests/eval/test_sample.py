"""The sample corpus keeps its promises: spans are verbatim, judgments agree, hard cases are in it."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[2] / "eval" / "data" / "sample"
CARRIERS = ("tomahawk-peskov-wire", "tomahawk-peskov-gazette", "tomahawk-peskov-ledger")
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The objects of a JSON Lines file of the sample."""
    return [json.loads(line) for line in (SAMPLE / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles() -> dict[str, Row]:
    """Articles by id, which must be unique."""
    read = rows("articles.jsonl")
    by_id = {article["_id"]: article for article in read}
    assert len(by_id) == len(read)
    return by_id


@pytest.fixture(scope="module")
def queries() -> list[Row]:
    """The questions, in order."""
    return rows("queries.jsonl")


def jaccard(a: str, b: str) -> float:
    """Share of the distinct lower-case words of two texts that stand in both."""
    first, second = (set(re.findall(r"\w+", text.lower())) for text in (a, b))
    return len(first & second) / len(first | second)


def test_size(articles: dict[str, Row], queries: list[Row]) -> None:
    assert len(articles) >= 40
    assert len(queries) >= 80
    assert sum(not query["answerable"] for query in queries) >= len(queries) / 4


def test_articles_are_whole(articles: dict[str, Row]) -> None:
    for article in articles.values():
        metadata = article["metadata"]
        assert all([article["title"], metadata["author"], metadata["source"]])
        assert datetime.fromisoformat(metadata["published_at"]).year in (2024, 2025)
        assert re.fullmatch(r"https://[a-z-]+\.example/\S+", metadata["url"])
        assert 200 <= len(article["text"].split()) <= 450
        paragraphs = article["text"].split("\n\n")
        assert 5 <= len(paragraphs) <= 9
        assert all(p == p.strip() and p and "\n" not in p for p in paragraphs)
    assert len({article["metadata"]["url"] for article in articles.values()}) == len(articles)


def test_queries_are_unique_and_well_formed(queries: list[Row]) -> None:
    assert len({query["_id"] for query in queries}) == len(queries)
    assert len({query["text"].lower() for query in queries}) == len(queries)
    for query in queries:
        metadata = query["metadata"]
        assert metadata["speaker"] is None or metadata["speaker"].strip()
        assert metadata["question_type"].startswith("null_") is not query["answerable"], query["_id"]


def test_first_question_is_about_tomahawks(queries: list[Row]) -> None:
    first = queries[0]
    assert (first["_id"], first["text"]) == ("q001", "what did Putin say about Tomahawks")
    assert first["metadata"]["speaker"] == "Vladimir Putin"
    assert "completely new, qualitatively new stage of escalation" in first["metadata"]["evidence"][0]["fact"]


def test_evidence_is_verbatim(articles: dict[str, Row], queries: list[Row]) -> None:
    for query in queries:
        evidence = query["metadata"]["evidence"]
        assert bool(evidence) == bool(query["answers"]) == query["answerable"], query["_id"]
        for item in evidence:
            text = articles[item["article_id"]]["text"]
            assert item["fact"]
            assert text[item["start"] : item["end"]] == item["fact"], query["_id"]
            assert "\n" not in item["fact"], "a fact stays in one paragraph"


def test_near_misses_exist(articles: dict[str, Row], queries: list[Row]) -> None:
    for query in queries:
        kind, near = query["metadata"]["question_type"], query["metadata"].get("near_miss", [])
        assert set(near) <= articles.keys()
        assert bool(near) == (kind.startswith("null_") and kind != "null_out_of_corpus"), query["_id"]


def test_every_kind_of_unanswerable_question(queries: list[Row]) -> None:
    kinds = Counter(q["metadata"]["question_type"] for q in queries if not q["answerable"])
    assert set(kinds) == {
        "null_no_statement",
        "null_wrong_speaker",
        "null_near_miss",
        "null_out_of_corpus",
    }
    assert min(kinds.values()) >= 5


def test_qrels_agree_with_evidence(queries: list[Row]) -> None:
    header, *lines = (SAMPLE / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()
    assert header == "query-id\tcorpus-id\tscore"
    judged: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        query_id, article_id, score = line.split("\t")
        assert score == "1"
        judged[query_id].append(article_id)
    for query in queries:
        expected = {item["article_id"] for item in query["metadata"]["evidence"]}
        assert sorted(judged.pop(query["_id"], [])) == sorted(expected)
    assert not judged


def test_wire_story_is_carried_three_times(articles: dict[str, Row]) -> None:
    assert len({articles[id_]["metadata"]["source"] for id_ in CARRIERS}) == 3
    assert len({articles[id_]["title"] for id_ in CARRIERS}) == 3
    for a, b in combinations(articles, 2):
        same = jaccard(articles[a]["text"], articles[b]["text"])
        if a in CARRIERS and b in CARRIERS:
            assert 0.85 <= same < 1, (a, b)
        else:
            assert same < 0.5, (a, b)


def test_outlets_keep_to_one_style_of_quote_mark(articles: dict[str, Row]) -> None:
    styles: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles.values():
        found = set(article["text"]) & set("\"'“”‘’")
        styles[article["metadata"]["source"]] |= {"straight" if mark in "\"'" else "curly" for mark in found}
    assert all(len(style) == 1 for style in styles.values())
    assert set.union(*styles.values()) == {"straight", "curly"}


def test_spellings_vary(articles: dict[str, Row]) -> None:
    words = Counter(re.findall(r"\w+", " ".join(article["text"] for article in articles.values())))
    assert all(words[name] >= 3 for name in ("Zelenskyy", "Zelensky", "Zelenskiy", "Kyiv", "Kiev"))


def test_a_quotation_runs_over_two_paragraphs(articles: dict[str, Row]) -> None:
    paragraphs = articles["port-strike-ledger"]["text"].split("\n\n")
    opened = [p.count("“") - p.count("”") for p in paragraphs]
    assert opened[-2:] == [1, 0]
    assert paragraphs[-1].startswith("“")
