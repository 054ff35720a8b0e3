"""Datasets are read in every layout, checked against their own articles, and refused with a line."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.eval.dataset import load_dataset
from onrecord.eval.model import Dataset, Evidence
from onrecord.index import JudgmentError


def folder_of(tmp_path: Path, *records: dict[str, Any], qrels: str | None = None) -> Path:
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (tmp_path / "queries.jsonl").write_text(lines, encoding="utf-8")
    if qrels is not None:
        (tmp_path / "qrels").mkdir()
        (tmp_path / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return tmp_path


def asked(**more: Any) -> dict[str, Any]:
    return {"_id": "q1", "text": "Who spoke?", "answerable": True, **more}


def texts_of(dataset: Dataset) -> dict[str, str]:
    """The articles of a dataset, read as plainly as can be."""
    texts: dict[str, str] = {}
    for path in dataset.articles:
        if path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                texts.update((record["_id"], record["text"]) for record in map(json.loads, lines))
        else:
            texts[path.stem] = path.read_text(encoding="utf-8")
    return texts


def check_evidence(dataset: Dataset) -> None:
    """Every piece of evidence stands in its article, and every judged article exists."""
    texts = texts_of(dataset)
    for query in dataset.queries:
        assert query.evidence or not query.answerable
        for one in query.evidence:
            if one.start is not None:
                assert texts[str(one.article_id)][one.start : one.end] == one.text
            else:
                assert any(one.text in texts[id_] for id_ in texts if one.article_id in (None, id_))
    assert {article_id for grades in dataset.qrels.values() for article_id in grades} <= texts.keys()


def test_the_sample_is_found_by_name() -> None:
    dataset = load_dataset("sample")
    assert dataset.name == "sample"
    assert len(texts_of(dataset)) >= 40
    assert len(dataset.queries) >= 80
    assert sum(not query.answerable for query in dataset.queries) >= len(dataset.queries) / 4
    assert dataset.qrels.keys() == {query.id for query in dataset.queries if query.answerable}
    check_evidence(dataset)


@pytest.mark.parametrize(
    ("name", "articles", "queries", "answerable", "judged"),
    [
        ("seeds", 2, 16, 13, 13),
        ("multihoprag", 609, 1278, 1110, 1110),
        ("squad2", 1216, 6078, 2910, 2910),
    ],
)
def test_real_corpora(
    corpora: Path, name: str, *, articles: int, queries: int, answerable: int, judged: int
) -> None:
    dataset = load_dataset(corpora / name)
    assert len(texts_of(dataset)) == articles
    assert len(dataset.queries) == queries
    assert sum(query.answerable for query in dataset.queries) == answerable
    assert len(dataset.qrels) == judged
    check_evidence(dataset)


def test_facts_are_all_needed(tmp_path: Path) -> None:
    facts = [
        {"fact": "He did.", "article_id": "a"},
        {"fact": "She did.", "article_id": "b", "start": 4, "end": 12},
    ]
    record = asked(metadata={"evidence": facts, "question_type": "quote", "speaker": "Ada"}, answers=["he", "she"])
    dataset = load_dataset(folder_of(tmp_path, record))
    (query,) = dataset.queries
    assert query.evidence == (Evidence(0, "He did.", "a"), Evidence(1, "She did.", "b", 4, 12))
    assert (query.kind, query.speaker, query.answers, query.n_facts) == ("quote", "Ada", ("he", "she"), 2)
    assert dataset.qrels == {"q1": {"a": 1, "b": 1}}


def test_spans_are_alternatives(tmp_path: Path) -> None:
    spans = [{"text": "Ada", "start": 3}, {"text": "Ada L.", "start": 3}]
    (query,) = load_dataset(folder_of(tmp_path, asked(metadata={"source_paragraph": "p", "spans": spans}))).queries
    assert query.evidence == (Evidence(0, "Ada", "p", 3, 6), Evidence(0, "Ada L.", "p", 3, 9))


def test_strings_are_alternatives_in_any_article(tmp_path: Path) -> None:
    dataset = load_dataset(folder_of(tmp_path, asked(evidence=["one", "two"], speaker=None, articles=["a"])))
    assert dataset.queries[0].evidence == (Evidence(0, "one"), Evidence(0, "two"))
    assert dataset.qrels == {"q1": {"a": 1}}


def test_questions_jsonl_beside_text_files_is_no_article(tmp_path: Path) -> None:
    folder_of(tmp_path, asked(evidence=["one"])).joinpath("queries.jsonl").rename(tmp_path / "questions.jsonl")
    for name in ("b.txt", "a.md", "notes.pdf"):
        (tmp_path / name).write_text("one")
    assert load_dataset(tmp_path).articles == (tmp_path / "a.md", tmp_path / "b.txt")


def test_judgments_come_before_guesses(tmp_path: Path) -> None:
    record = asked(evidence=["one"], articles=["a"])
    dataset = load_dataset(folder_of(tmp_path, record, qrels="query-id\tcorpus-id\tscore\nq1\tb\t2\n"))
    assert dataset.qrels == {"q1": {"b": 2}}


def test_questions_of_another_split_are_left_out(tmp_path: Path) -> None:
    records = [{"_id": "q1", "text": "judged?"}, {"_id": "q2", "text": "of the training half?"}]
    dataset = load_dataset(folder_of(tmp_path, *records, qrels="q1\ta\t1\n"))
    assert [(query.id, query.answerable) for query in dataset.queries] == [("q1", True)]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": "Who?"}, "no _id"),
        ({"_id": "q2", "text": " "}, "question 'q2' has no text"),
        (asked(_id="q2", answerable="yes"), "answerable is neither true nor false"),
        (asked(_id="q2", answerable=False, evidence=["x"]), "has evidence but is said to be unanswerable"),
        (asked(_id="q2", evidence="x"), "evidence is not a list"),
        (asked(_id="q2", evidence=[""]), "evidence without words"),
        (asked(_id="q2", metadata={"evidence": ["x"]}), "evidence is not an object"),
        (
            asked(_id="q2", metadata={"spans": [{"text": "x", "start": -1}]}),
            "start is not a place in an article",
        ),
        (
            asked(_id="q2", metadata={"evidence": [{"fact": "xy", "article_id": "a", "start": 3, "end": 9}]}),
            "evidence's end is not its start and the length of its words: 5",
        ),
        (asked(_id="q2", metadata=[]), "metadata is not an object"),
        (asked(_id="q2", answers=[1]), "answers is not a list of strings"),
        (asked(_id="q2", speaker=7), "speaker is not a string"),
        (asked(), "a second question 'q1'"),
    ],
)
def test_a_wrong_question_is_named_by_line(tmp_path: Path, record: dict[str, Any], reason: str) -> None:
    with pytest.raises(JudgmentError) as caught:
        load_dataset(folder_of(tmp_path, asked(evidence=["x"]), record))
    assert str(caught.value).startswith(f"{tmp_path / 'queries.jsonl'}:2: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"_id": "q2", "text": "caf\xe9"}', "not UTF-8"),
        (b'{"_id": "q2", ', "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: bytes, reason: str) -> None:
    (tmp_path / "queries.jsonl").write_bytes(b'{"_id": "q1", "text": "Who?", "answerable": false}\n\n' + line)
    with pytest.raises(JudgmentError) as caught:
        load_dataset(tmp_path)
    assert str(caught.value) == f"{tmp_path / 'queries.jsonl'}:3: {reason}"


@pytest.mark.parametrize(
    ("qrels", "where", "reason"),
    [
        ("q1\ta\t1\nq1 b 1\n", ":2", "1 tab-separated fields"),
        ("q1\ta\tmuch\n", ":1", "grade 'much' is not a whole number"),
        ("q1\ta\t1\nq1\ta\t2\n", ":2", "a second grade of 'a' for 'q1'"),
        ("q7\ta\t1\n", "", "judges an unknown question 'q7'"),
    ],
)
def test_wrong_judgments_are_named(tmp_path: Path, qrels: str, where: str, reason: str) -> None:
    with pytest.raises(JudgmentError) as caught:
        load_dataset(folder_of(tmp_path, asked(evidence=["x"]), qrels=qrels))
    assert str(caught.value).startswith(f"{tmp_path / 'qrels' / 'test.tsv'}{where}: {reason}")


def test_folders_that_are_no_datasets(tmp_path: Path) -> None:
    with pytest.raises(JudgmentError, match=r"needs queries\.jsonl or questions\.jsonl"):
        load_dataset(tmp_path / "missing")
    (tmp_path / "queries.jsonl").write_text("\n")
    with pytest.raises(JudgmentError, match="holds no questions"):
        load_dataset(tmp_path)
