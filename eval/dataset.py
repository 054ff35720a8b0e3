"""Reading a dataset: a folder in BEIR's layout with whole articles, evidence, and unanswerable questions.

::

    articles.jsonl                      or articles as .txt and .md files
    queries.jsonl or questions.jsonl    _id, text, answerable, answers, evidence, speaker, metadata
    qrels/test.tsv                      query-id, corpus-id, score; optional

Evidence stands in `metadata.evidence` (facts, all of which are needed: fact, article_id, perhaps start and
end), in `metadata.spans` (SQuAD's answers, any of which will do: text, start; the article is
`metadata.source_paragraph`), or in `evidence` (strings, any of which will do, in any article). Without
judgments of articles, those that the evidence or `articles` names are the relevant ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.index import JudgmentError

from .model import Dataset, Evidence, Qrels, Query

SAMPLE = Path(__file__).parent / "data" / "sample"
"""The dataset that comes with the project, also known as "sample"."""

_QUERY_FILES = ("queries.jsonl", "questions.jsonl")
_ARTICLE_SUFFIXES = (".txt", ".md")


class _UnusableError(Exception):
    """What is wrong with a question, to be told with its file and line."""


def load_dataset(folder: Path | str) -> Dataset:
    """Read the questions and judgments of a dataset.

    A question that says neither whether it is answerable nor what would answer it, and that nobody judged, is
    left out: BEIR keeps the questions of every split in one file. So is a line that `questionnaire.py` made and
    nobody has filled in.

    Args:
        folder: The dataset's folder, or the name "sample" for the packaged one.

    Raises:
        JudgmentError: A file is missing, or a line of it cannot be used.
    """
    folder = SAMPLE if folder == "sample" else Path(folder)
    path = next((folder / name for name in _QUERY_FILES if (folder / name).is_file()), None)
    if path is None:
        raise JudgmentError(folder, None, f"not a dataset: needs {' or '.join(_QUERY_FILES)}")
    judged = _read_qrels(folder / "qrels" / "test.tsv")
    queries: dict[str, Query] = {}
    qrels: Qrels = {}
    blank = 0
    for line, record in _records(path):
        if "look_at" in record and record.get("text") == "":
            blank += 1
            continue
        try:
            query = _query(record, judged)
            articles = _strings(record, "articles")
        except _UnusableError as error:
            raise JudgmentError(path, line, str(error)) from None
        if query is None:
            continue
        if query.id in queries:
            raise JudgmentError(path, line, f"a second question {query.id!r}")
        queries[query.id] = query
        named = [*articles, *(one.article_id for one in query.evidence if one.article_id is not None)]
        grades = judged.pop(query.id, None) or dict.fromkeys(named, 1)
        if grades:
            qrels[query.id] = grades
    if not queries:
        none = "holds no questions" if not blank else "no question is filled in yet: write it into the line's text"
        raise JudgmentError(path, None, none)
    if judged:
        raise JudgmentError(folder / "qrels" / "test.tsv", None, f"judges an unknown question {min(judged)!r}")
    return Dataset(folder.name, folder, _article_files(folder), tuple(queries.values()), qrels)


def _article_files(folder: Path) -> tuple[Path, ...]:
    if (folder / "articles.jsonl").is_file():
        return (folder / "articles.jsonl",)
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in _ARTICLE_SUFFIXES))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                try:
                    text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n")
                except UnicodeDecodeError:
                    raise JudgmentError(path, number, "not UTF-8") from None
                if text.strip():
                    yield number, text
    except OSError as error:
        raise JudgmentError(path, None, error.strerror or "cannot be read") from None


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, text in _lines(path):
        try:
            record = json.loads(text)
        except (ValueError, RecursionError):
            raise JudgmentError(path, number, "not JSON") from None
        if not isinstance(record, dict):
            raise JudgmentError(path, number, "not a JSON object")
        yield number, record


def _read_qrels(path: Path) -> Qrels:
    qrels: Qrels = {}
    if not path.is_file():
        return qrels
    for number, text in _lines(path):
        match text.split("\t"):
            case ["query-id" | "query_id", *_] if number == 1:
                continue
            case [query_id, article_id, grade]:
                pass
            case fields:
                reason = f"{len(fields)} tab-separated fields, not query, article, grade"
                raise JudgmentError(path, number, reason)
        if article_id in qrels.setdefault(query_id, {}):
            raise JudgmentError(path, number, f"a second grade of {article_id!r} for {query_id!r}")
        try:
            qrels[query_id][article_id] = int(grade)
        except ValueError:
            raise JudgmentError(path, number, f"grade {grade!r} is not a whole number") from None
    return qrels


def _query(record: Mapping[str, Any], judged: Qrels) -> Query | None:
    """One line's question, or None where nothing says what would answer it; _UnusableError says what is wrong."""
    query_id = record.get("_id", record.get("id"))
    text = record.get("text", record.get("question"))
    if not isinstance(query_id, str) or not query_id:
        raise _UnusableError("no _id")
    if not isinstance(text, str) or not text.strip():
        raise _UnusableError(f"question {query_id!r} has no text")
    metadata = {} if record.get("metadata") is None else record["metadata"]
    if not isinstance(metadata, dict):
        raise _UnusableError("metadata is not an object")
    evidence = tuple(_evidence(record, metadata))
    answers = _strings(record, "answers")
    answerable = record.get("answerable")
    if answerable is None:
        if not (evidence or answers or query_id in judged):
            return None
        answerable = True
    if not isinstance(answerable, bool):
        raise _UnusableError("answerable is neither true nor false")
    if evidence and not answerable:
        raise _UnusableError(f"question {query_id!r} has evidence but is said to be unanswerable")
    speaker = record.get("speaker", metadata.get("speaker"))
    kind = record.get("kind") or metadata.get("question_type") or metadata.get("kind")
    for name, value in (("speaker", speaker), ("kind", kind)):
        if not isinstance(value, str | None):
            raise _UnusableError(f"{name} is not a string")
    return Query(query_id, text, answerable, evidence, answers, speaker, kind)


def _evidence(record: Mapping[str, Any], metadata: Mapping[str, Any]) -> Iterator[Evidence]:
    facts, answers, strings = metadata.get("evidence"), metadata.get("spans"), record.get("evidence")
    for name, value in (("metadata.evidence", facts), ("metadata.spans", answers), ("evidence", strings)):
        if not isinstance(value, list | None):
            raise _UnusableError(f"{name} is not a list")
    if facts:
        for number, item in enumerate(facts):
            yield _one(number, item, "fact", None)
    elif answers:
        for item in answers:
            yield _one(0, item, "text", metadata.get("source_paragraph"))
    else:
        for item in strings or ():
            yield _one(0, {"text": item}, "text", None)


def _one(number: int, item: object, key: str, article_id: object) -> Evidence:
    if not isinstance(item, dict):
        raise _UnusableError("evidence is not an object")
    text, start, end = item.get(key), item.get("start"), item.get("end")
    article_id = item.get("article_id", article_id)
    if not isinstance(text, str) or not text.strip():
        raise _UnusableError("evidence without words")
    if not isinstance(article_id, str | None):
        raise _UnusableError("evidence's article_id is not a string")
    if start is None:
        return Evidence(number, text, article_id)
    if article_id is None or type(start) is not int or start < 0:
        raise _UnusableError("evidence's start is not a place in an article")
    if end not in (None, start + len(text)):
        raise _UnusableError(f"evidence's end is not its start and the length of its words: {start + len(text)}")
    return Evidence(number, text, article_id, start, start + len(text))


def _strings(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = record.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _UnusableError(f"{name} is not a list of strings")
    return tuple(value)
