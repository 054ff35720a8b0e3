"""Putting a dataset's questions to a system, and scoring what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from onrecord.index import JudgmentError

from .evidence import TextOf, UnlocatedError, evidence_measures, facts_found
from .measures import DEFAULT_MEASURES, article_measures, parse_measures
from .model import Dataset, Query, Retrieved, Run, ranked
from .protocols import AnswerLike, Asks, HitLike, Searches
from .refusal import Outcome, outcome, refusal
from .report import QueryResult, Report, estimates, latency

if TYPE_CHECKING:
    from ir_measures import Measure

Progress = Callable[[int, int], None]
"""Called with the number of questions done and their total."""


def evaluate(
    dataset: Dataset,
    system: Searches,
    *,
    name: str = "onrecord",
    k: int = 100,
    ask: bool = True,
    measures: Sequence[Measure] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Search for every answerable question, ask every question, and score both.

    Retrieval is scored on the answerable questions alone; the others count for refusals.

    Args:
        dataset: Questions and judgments.
        system: What to evaluate. It is asked for answers where it has `ask`.
        name: The system's name in the report and its run.
        k: Results a question.
        ask: False to search only.
        measures: Measures of whole articles, from `parse_measures`.
        progress: Told after every question.

    Raises:
        JudgmentError: The system's articles are not those that the dataset judges.
        QueryError: From the system, for a question it cannot use.
    """
    asks = system if ask and isinstance(system, Asks) else None
    retrieved: dict[str, tuple[Retrieved, ...]] = {}
    texts: dict[str, str] = {}
    outcomes: dict[str, Outcome] = {}
    searching: list[float] = []
    asking: list[float] = []
    for done, query in enumerate(dataset.queries, start=1):
        if query.answerable:
            began = perf_counter()
            hits = system.search(query.text, k=k)
            searching.append(perf_counter() - began)
            retrieved[query.id] = ranked(map(_retrieved, hits[:k]))
            texts.update((hit.passage.article.id, hit.passage.article.text) for hit in hits)
        if asks is not None:
            began = perf_counter()
            answer = asks.ask(query.text)
            asking.append(perf_counter() - began)
            outcomes[query.id] = _outcome(dataset, query, answer)
        if progress is not None:
            progress(done, len(dataset.queries))
    results = _score(dataset, Run(name, retrieved), texts.get, outcomes, measures)
    return Report(
        dataset=dataset.name,
        system=name,
        k=k,
        estimates=estimates(results),
        results=results,
        search=latency(searching),
        ask=latency(asking),
        refusal=refusal(list(outcomes.values())) if outcomes else None,
        run=Run(name, retrieved),
    )


def evaluate_run(
    dataset: Dataset, run: Run, text_of: TextOf, *, measures: Sequence[Measure] | None = None
) -> Report:
    """Score a run that was read from a file; a judged question it lacks scores 0.

    Args:
        dataset: Questions and judgments.
        run: From `read_run`.
        text_of: Gives an article's text by its id, or None; for the evidence that has no offsets.
        measures: Measures of whole articles, from `parse_measures`.

    Raises:
        JudgmentError: The run's articles are not those that the dataset judges.
    """
    results = _score(dataset, run, text_of, {}, measures)
    return Report(dataset.name, run.tag, None, estimates(results), results, run=run)


def _score(
    dataset: Dataset,
    run: Run,
    text_of: TextOf,
    outcomes: Mapping[str, Outcome],
    measures: Sequence[Measure] | None,
) -> tuple[QueryResult, ...]:
    _check_articles(dataset, run)
    measures = parse_measures(DEFAULT_MEASURES) if measures is None else measures
    answerable = {query.id for query in dataset.queries if query.answerable}
    qrels = {query_id: grades for query_id, grades in dataset.qrels.items() if query_id in answerable}
    of_articles = article_measures(qrels, run, measures)
    results = []
    for query in dataset.queries:
        values: dict[str, float] = {}
        if query.answerable and query.evidence:
            found = _found(dataset, query, run.results.get(query.id, ()), text_of)
            values |= _named("evidence", evidence_measures(found, query.n_facts))
        values |= _named("article", of_articles.get(query.id, {}))
        asked = outcomes.get(query.id)
        if asked is not None:
            values["right to answer or refuse"] = float(asked.answered == asked.answerable)
            if asked.cited is not None:
                values["cited evidence"] = float(asked.cited)
        answered, confidence = (asked.answered, asked.confidence) if asked else (None, None)
        results.append(
            QueryResult(
                query.id,
                query.kind,
                query.answerable,
                values,
                answered,
                confidence,
                question=query.text,
                wanted=tuple(one.text for one in query.evidence) or query.answers,
                said=asked.said if asked else (),
            )
        )
    return tuple(results)


def _check_articles(dataset: Dataset, run: Run) -> None:
    """Refuse to report zeros that only say that another corpus was indexed."""
    judged = {article_id for grades in dataset.qrels.values() for article_id in grades}
    retrieved = {one.article_id for results in run.results.values() for one in results}
    if judged and retrieved and not judged & retrieved:
        raise JudgmentError(
            dataset.folder,
            None,
            f"judges articles like {min(judged)!r}, but {run.tag} has none of them: "
            "index the dataset's own articles",
        )


def _found(dataset: Dataset, query: Query, results: Sequence[Retrieved], text_of: TextOf) -> list[set[int]]:
    try:
        return facts_found(query, results, text_of)
    except UnlocatedError as error:
        raise JudgmentError(dataset.folder, None, f"{error}: index the dataset's own articles") from None


def _outcome(dataset: Dataset, query: Query, answer: AnswerLike) -> Outcome:
    try:
        return outcome(query, answer)
    except UnlocatedError as error:
        raise JudgmentError(dataset.folder, None, f"{error}: index the dataset's own articles") from None


def _retrieved(hit: HitLike) -> Retrieved:
    passage = hit.passage
    return Retrieved(passage.article.id, passage.start, passage.end, float(hit.score))


def _named(unit: str, values: Mapping[str, float]) -> dict[str, float]:
    return {f"{unit} {measure}": value for measure, value in values.items()}
