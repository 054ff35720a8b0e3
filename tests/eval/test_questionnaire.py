"""Question files made from a corpus: what stands in them, filling them in, reading them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.eval import load_dataset, sample_questions, write_questions
from onrecord.index import Index, JudgmentError


def test_lines_show_what_stands_in_the_corpus(sample: Index) -> None:
    lines = sample_questions(sample, statements=12, passages=8, unanswerable=5, seed=3)
    assert [one["_id"].partition("-")[0] for one in lines] == ["said"] * 12 + ["passage"] * 8 + ["none"] * 5
    for line in lines:
        assert line["text"] == ""
        assert line["answerable"] is not line["_id"].startswith("none")
        for fact in line["metadata"].get("evidence", ()):
            article = sample.article(fact["article_id"])
            assert article is not None
            assert article.text[fact["start"] : fact["end"]] == fact["fact"]
            assert fact["fact"] in line["look_at"]["paragraph"]
    speakers = [one["speaker"] for one in lines[:12]]
    assert len(set(speakers)) == 12
    assert all(one["speaker"] != one["look_at"]["speaker"] for one in lines[20:])
    articles = [one["metadata"]["evidence"][0]["article_id"] for one in lines[12:20]]
    assert len(set(articles)) == 8


def test_a_seed_chooses(sample: Index) -> None:
    assert sample_questions(sample, seed=1) == sample_questions(sample, seed=1)
    assert sample_questions(sample, seed=1) != sample_questions(sample, seed=2)


def test_a_corpus_that_has_less(sample: Index) -> None:
    lines = sample_questions(sample, statements=1000, passages=1000, unanswerable=1000)
    assert len({one["_id"] for one in lines}) == len(lines) < 1000


def test_filled_in_lines_are_questions_and_the_others_are_passed_over(sample: Index, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    path = write_questions(folder, sample_questions(sample, statements=3, passages=1, unanswerable=1))
    with pytest.raises(JudgmentError, match=r"no question is filled in yet"):
        load_dataset(folder)
    with pytest.raises(JudgmentError, match="there already"):
        write_questions(folder, [])
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    lines[0]["text"] = "who used the cool rooms?"
    lines[-1]["text"] = "what did they say about the moon?"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines))
    judged = load_dataset(folder)
    assert [one.text for one in judged.queries] == [
        "who used the cool rooms?",
        "what did they say about the moon?",
    ]
    assert [one.answerable for one in judged.queries] == [True, False]
    assert judged.qrels == {lines[0]["_id"]: {lines[0]["metadata"]["evidence"][0]["article_id"]: 1}}
