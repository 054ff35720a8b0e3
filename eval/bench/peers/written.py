"""Questions that people wrote after reading, as a dataset of each corpus: does what was found hold an answer?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from onrecord.index import Article

from ...evidence import TextOf, facts_found
from ...model import Dataset, Evidence, Query, Run
from ...questions import FOLDER, SAMPLE, Half, Place, WrittenQuestion, check_evidence, read_questions
from ...report import QueryResult, Report, estimates
from .prepared import Prepared, read_texts, written_down

_DEPTHS: Final = (1, 3, 10)
_MARKED: Final = 0
_JUDGED: Final = 1
WRITTEN: Final = tuple(f"{what}@{k}" for what in ("marked", "marked or judged") for k in _DEPTHS)
"""Shares of the questions: one of the first k passages holds 20 characters or more of a place that their writer
marked; or of one that somebody else judged to answer."""


def prepare_written(
    corpora: Path, out: Path, half: Half, *, most: int | None, named: bool = False
) -> Iterator[Prepared | str]:
    """Write down every corpus's questions that have an answer and can be understood alone.

    Args:
        corpora: The folder of the corpora; the packaged sample needs none.
        out: The benchmark's folder; indexes are those of the corpus, whatever else is asked of it.
        half: Which questions.
        most: At most so many of each corpus are asked, or all.
        named: Whether to index only the articles that the questions name, instead of the whole corpus; the
            sample is whole either way.

    Yields:
        Each corpus with its questions, or the name of one that is not there.

    Raises:
        OnrecordError: Questions or a corpus cannot be read, or questions are of other texts than the corpus holds.
    """
    asked = [one for one in read_questions(half) if one.answerable and not one.previous]
    for name in dict.fromkeys(one.corpus for one in asked):
        folder = SAMPLE if name == "sample" else corpora / name
        if not (folder / "articles.jsonl").is_file():
            yield name
            continue
        its = [one for one in asked if one.corpus == name]
        home = out / name
        if named and folder != SAMPLE:
            home = out / f"{name}-{half}-named"
            keep_named(folder, its, home)
            folder = home
        articles = read_texts(folder)
        dataset = _dataset(name, folder, its, {one.id: one for one in articles}, FOLDER / f"{half}.jsonl")
        yield written_down(dataset, articles, out / dataset.name, home / "indexes", timed=0, most=most)


def report(dataset: Dataset, run: Run, text_of: TextOf) -> Report:
    """Score a run over written questions by the measures of `WRITTEN`; a question that it lacks scores 0."""
    results = []
    for query in dataset.queries:
        found = facts_found(query, run.results.get(query.id, ()), text_of)
        marked = [_MARKED in facts for facts in found]
        either = [bool(facts) for facts in found]
        shares = [float(any(shown[:k])) for shown in (marked, either) for k in _DEPTHS]
        values = dict(zip(WRITTEN, shares, strict=True))
        results.append(QueryResult(query.id, query.kind, query.answerable, values))
    return Report(dataset.name, run.tag, None, estimates(results), tuple(results), run=run)


def keep_named(corpus: Path, asked: Iterable[WrittenQuestion], folder: Path) -> None:
    """Copy the articles that questions were written from, or that were judged to answer them."""
    wanted = {name for one in asked for name in one.articles}
    wanted |= {place.article_id for one in asked for place in (*one.evidence, *one.judged, *one.partly)}
    folder.mkdir(parents=True, exist_ok=True)
    lines = (corpus / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line.strip() and json.loads(line)["_id"] in wanted]
    (folder / "articles.jsonl").write_text("".join(kept), encoding="utf-8")


def _dataset(
    name: str, folder: Path, asked: list[WrittenQuestion], articles: Mapping[str, Article], path: Path
) -> Dataset:
    queries = []
    for one in asked:
        check_evidence(one, articles, path)
        places = [(_MARKED, place) for place in one.evidence] + [(_JUDGED, place) for place in one.judged]
        evidence = tuple(_evidence(fact, place, articles) for fact, place in places)
        queries.append(Query(one.id, one.text, answerable=True, evidence=evidence, kind=one.kind))
    return Dataset(f"written-{name}", folder, (folder / "articles.jsonl",), tuple(queries), {})


def _evidence(fact: int, place: Place, articles: Mapping[str, Article]) -> Evidence:
    words = articles[place.article_id].text[place.start : place.end]
    return Evidence(fact, words, place.article_id, place.start, place.end)
