"""TREC's measures over whole articles, computed by ir-measures (for most of them with trec_eval's code)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from onrecord.index import OnrecordError, QueryError

from .model import Qrels, Retrieved, Run

if TYPE_CHECKING:
    from ir_measures import Measure

DEFAULT_MEASURES = ("nDCG@10", "RR@10", "AP@100", "R@100")
"""What is computed where nobody asks for anything else."""


def parse_measures(names: str | Iterable[str]) -> tuple[Measure, ...]:
    """Turn names such as "nDCG@10, AP, R@100" or "P(rel=2)@5" into measures, each once, in the order given.

    Raises:
        QueryError: A name is unknown, or no package at hand computes it.
        OnrecordError: ir-measures is not installed.
    """
    ir_measures = _library()
    supports: Callable[[Measure], bool] = ir_measures.DefaultPipeline.supports
    measures: dict[Measure, None] = {}
    for name in _split(names) if isinstance(names, str) else names:
        try:
            measure = ir_measures.parse_measure(name)
            supported = supports(measure)
        except (NameError, ValueError, TypeError, AttributeError, KeyError, AssertionError):
            raise QueryError(
                f"unknown or incomplete measure {name!r}: try {', '.join(DEFAULT_MEASURES)}"
            ) from None
        if not supported:
            raise QueryError(f"no installed package computes {name!r}: try {', '.join(DEFAULT_MEASURES)}")
        measures[measure] = None
    if not measures:
        raise QueryError(f"no measure named: try {', '.join(DEFAULT_MEASURES)}")
    return tuple(measures)


def article_measures(qrels: Qrels, run: Run, measures: Sequence[Measure]) -> dict[str, dict[str, float]]:
    """Score the articles of a run; an article stands at the rank of its best passage.

    Args:
        qrels: The judgments; every question of it is scored, 0 where the run has nothing for it.
        run: Ranked spans or articles.
        measures: From `parse_measures`.

    Returns:
        Question id -> measure's name -> value.
    """
    ir_measures = _library()
    values: dict[str, dict[str, float]] = {query_id: dict.fromkeys(map(str, measures), 0.0) for query_id in qrels}
    # Ranks, not scores, go out: ties are then settled here and not by each library in its own way.
    scores = {query_id: _article_scores(run.results.get(query_id, ())) for query_id in qrels}
    for metric in ir_measures.iter_calc(measures, qrels, {name: docs for name, docs in scores.items() if docs}):
        values[metric.query_id][str(metric.measure)] = float(metric.value)
    return values


def _library() -> ModuleType:
    try:
        import ir_measures
        import pytrec_eval  # noqa: F401  (ir-measures would leave most measures out without a word)
    except ImportError:
        needs = "scoring needs ir-measures and trec_eval's code: pip install ir-measures pytrec-eval-terrier"
        raise OnrecordError(needs) from None
    found: ModuleType = ir_measures
    return found


def _article_scores(results: Sequence[Retrieved]) -> dict[str, float]:
    articles = dict.fromkeys(one.article_id for one in results)
    return {article_id: float(-rank) for rank, article_id in enumerate(articles)}


def _split(names: str) -> list[str]:
    """Cut at commas and spaces that are not inside brackets."""
    parts, depth = [""], 0
    for character in names:
        depth += (character == "(") - (character == ")")
        if depth == 0 and (character == "," or character.isspace()):
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part]
