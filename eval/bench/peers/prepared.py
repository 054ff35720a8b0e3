"""The same passages and questions for every system, as files that its process can read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NoReturn
from urllib.parse import quote

from onrecord.index import Article, CorpusError, JudgmentError, read_articles
from onrecord.index.text.split import split

from ...dataset import load_dataset
from ...halves import half_of
from ...model import Dataset, Query

WARM_UP: Final = 5
"""Timed questions that come first and are not counted."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A dataset, and its files.

    Attributes:
        dataset: The held-back questions that have an answer.
        texts: The articles' texts by id.
        articles: The articles, for onrecord, which splits them itself.
        passages: Their passages, for the others.
        questions: All questions of `dataset`.
        timed: Those that are timed, `WARM_UP` more than are counted.
        passages_digest: Changes with the passages.
        questions_digest: Changes with the questions.
        indexes: Where the indexes of these passages are kept.
    """

    dataset: Dataset
    texts: Mapping[str, str]
    articles: Path
    passages: Path
    questions: Path
    timed: Path
    passages_digest: str
    questions_digest: str
    indexes: Path


def prepare(corpus: Path, folder: Path, *, timed: int, most: int | None = None) -> Prepared:
    """Write a dataset's passages and held-back questions to a folder.

    Args:
        corpus: A dataset's folder, with `articles.jsonl`.
        folder: Where to write.
        timed: How many questions to count the time of.
        most: At most so many questions are scored, or all.

    Raises:
        CorpusError: An article cannot be read.
        JudgmentError: The questions cannot be read, or none is held back.
    """
    whole = half_of(load_dataset(corpus), "held-back", 1)
    if not whole.queries:
        raise JudgmentError(corpus, None, "holds back no question that has an answer")
    return written_down(whole, read_texts(corpus), folder, folder / "indexes", timed=timed, most=most)


def read_texts(corpus: Path) -> list[Article]:
    """Read the articles of a dataset.

    Raises:
        CorpusError: One cannot be read.
    """
    return list(read_articles([corpus / "articles.jsonl"], on_skip=_refuse))


def written_down(
    whole: Dataset, articles: Sequence[Article], folder: Path, indexes: Path, *, timed: int, most: int | None
) -> Prepared:
    """Write articles' passages and the questions about them to a folder.

    Args:
        whole: The questions.
        articles: Those of `whole.articles`.
        folder: Where to write.
        indexes: Where the indexes of these articles are kept.
        timed: How many questions to count the time of.
        most: At most so many questions are scored, or all.
    """
    dataset = replace(whole, queries=sample(whole.queries, most))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as file:
        for article in articles:
            about = {"outlet": article.source or "", "title": article.title}
            for passage in split(article):
                document = f"{quote(article.id, safe='')}#{passage.start}-{passage.end}"
                file.write(json.dumps({"document": document, **about, "text": passage.text}) + "\n")
    questions = _write(folder / "questions.jsonl", dataset.queries)
    asked = _write(folder / "timed.jsonl", sample(whole.queries, timed + WARM_UP))
    passages_digest, questions_digest = (
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "passages.jsonl", questions)
    )
    return Prepared(
        dataset,
        {one.id: one.text for one in articles},
        whole.articles[0].resolve(),
        folder / "passages.jsonl",
        questions,
        asked,
        passages_digest,
        questions_digest,
        indexes,
    )


def sample(queries: tuple[Query, ...], most: int | None) -> tuple[Query, ...]:
    """Choose the questions whose ids have the least SHA-256, in their own order: the same ones each time."""
    chosen = sorted(queries, key=lambda query: hashlib.sha256(query.id.encode()).digest())[:most]
    ids = {query.id for query in chosen}
    return tuple(query for query in queries if query.id in ids)


def _write(path: Path, queries: Iterable[Query]) -> Path:
    records: Iterable[dict[str, Any]] = ({"id": quote(one.id, safe=""), "text": one.text} for one in queries)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def _refuse(error: CorpusError) -> NoReturn:
    raise error
