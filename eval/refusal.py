"""How well a system knows when it has no answer, and whether what it cites holds the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .evidence import holds_evidence
from .model import Query
from .protocols import AnswerLike, SpanLike

FIRST_CITATIONS = 3
"""How many citations may be needed to show the evidence."""

BINS = 15
"""Bins of equal width for the calibration error, as many as Guo et al. use."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking one question.

    Attributes:
        answerable: Whether the corpus holds an answer.
        answered: Whether the system gave one.
        confidence: How sure it was that there is one, from 0 to 1.
        cited: Whether one of its first three citations holds the evidence; None where there is none to hold.
        said: The words of these citations, each with its span, for people to read.
    """

    answerable: bool
    answered: bool
    confidence: float
    cited: bool | None
    said: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """How a system's answers and refusals compare with what the corpus could answer.

    Attributes:
        n: Questions asked.
        answered_answerable: Questions with an answer that were answered.
        refused_answerable: Questions with an answer that were refused.
        answered_unanswerable: Questions without an answer that were answered all the same.
        refused_unanswerable: Questions without an answer that were refused.
        accuracy: Share of the questions that were rightly answered or rightly refused.
        cited: Share of the answered questions with evidence whose first three citations hold it, or None.
        auroc: Chance that a question with an answer gets more confidence than one without, or None where
            there is only one sort.
        calibration_error: Expected calibration error of the confidence as the chance that there is an answer.
    """

    n: int
    answered_answerable: int
    refused_answerable: int
    answered_unanswerable: int
    refused_unanswerable: int
    accuracy: float
    cited: float | None
    auroc: float | None
    calibration_error: float


def outcome(query: Query, answer: AnswerLike) -> Outcome:
    """Judge one answer; a citation holds evidence when its span does, or the passage it was taken from.

    Raises:
        UnlocatedError: Evidence is not where its article should have it.
    """
    cited = None
    if query.evidence:
        spans = [wider for one in answer.citations[:FIRST_CITATIONS] for wider in (one, *_passages(answer, one))]
        cited = answer.answered and any(
            holds_evidence(query, span.article.id, span.article.text, span.start, span.end) for span in spans
        )
    said = tuple(
        f"{one.article.text[one.start : one.end]} ({one.article.id}:{one.start}-{one.end})"
        for one in answer.citations[:FIRST_CITATIONS]
    )
    return Outcome(query.answerable, answer.answered, float(answer.confidence), cited, said)


def _passages(answer: AnswerLike, citation: SpanLike) -> list[SpanLike]:
    passages = [hit.passage for hit in answer.hits]
    return [
        passage
        for passage in passages
        if passage.article.id == citation.article.id
        and passage.start <= citation.start
        and citation.end <= passage.end
    ]


def refusal(outcomes: Sequence[Outcome]) -> Refusal:
    """Sum up the outcomes of a set of questions.

    Raises:
        ValueError: There are none, or a confidence is not from 0 to 1.
    """
    if not outcomes:
        raise ValueError("no outcomes to sum up")
    counts = {(a, b): 0 for a in (True, False) for b in (True, False)}
    for one in outcomes:
        counts[one.answerable, one.answered] += 1
    cited = [one.cited for one in outcomes if one.answered and one.cited is not None]
    confidences = [one.confidence for one in outcomes]
    answerable = [one.answerable for one in outcomes]
    return Refusal(
        n=len(outcomes),
        answered_answerable=counts[True, True],
        refused_answerable=counts[True, False],
        answered_unanswerable=counts[False, True],
        refused_unanswerable=counts[False, False],
        accuracy=(counts[True, True] + counts[False, False]) / len(outcomes),
        cited=sum(cited) / len(cited) if cited else None,
        auroc=auroc(confidences, answerable),
        calibration_error=calibration_error(confidences, answerable),
    )


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Area under the ROC curve: how often a positive outscores a negative, ties counting half.

    The Mann-Whitney statistic over the number of pairs (Hanley and McNeil 1982).

    Returns:
        From 0 to 1, or None where there are no positives or no negatives.
    """
    values, labels = np.asarray(scores, dtype=np.float64), np.asarray(positive, dtype=bool)
    positives, negatives = values[labels], np.sort(values[~labels])
    if not positives.size or not negatives.size:
        return None
    below = np.searchsorted(negatives, positives, side="left")
    not_above = np.searchsorted(negatives, positives, side="right")
    return float((below + not_above).mean() / 2 / negatives.size)


def calibration_error(confidences: Sequence[float], outcomes: Sequence[bool], *, bins: int = BINS) -> float:
    """Expected calibration error: how far confidence lies from the share of outcomes, weighted by bin.

    Guo, Pleiss, Sun and Weinberger 2017, "On Calibration of Modern Neural Networks", equation 3: bins of
    equal width, ((m - 1) / M, m / M], the first with 0 in it.

    Raises:
        ValueError: There are no confidences, or one is not from 0 to 1.
    """
    values, happened = np.asarray(confidences, dtype=np.float64), np.asarray(outcomes, dtype=np.float64)
    if not values.size or not ((values >= 0) & (values <= 1)).all():
        raise ValueError("confidences must be numbers from 0 to 1, and at least one")
    numbers = np.clip(np.ceil(values * bins).astype(np.int64) - 1, 0, bins - 1)
    gaps = np.bincount(numbers, weights=happened - values, minlength=bins)
    return float(np.abs(gaps).sum() / values.size)
