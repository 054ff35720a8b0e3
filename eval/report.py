"""What an evaluation found: means with intervals, time, refusals, and the values of every question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from .model import Run
from .refusal import Refusal
from .significance import bootstrap_interval


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure's mean over the questions it applies to, and the ends of its 95% bootstrap interval."""

    measure: str
    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Wall-clock milliseconds a question, the first included; 95 of 100 questions took at most `p95_ms`."""

    median_ms: float
    p95_ms: float
    n: int


@dataclass(frozen=True, slots=True)
class QueryResult:
    """One question's outcome.

    Attributes:
        query_id: The question.
        kind: The dataset's own class of question, or None.
        answerable: Whether the corpus holds an answer.
        values: Measure -> value; only the measures that apply to the question.
        answered: Whether it was answered, or None where nobody asked.
        confidence: Of the answer, or None.
        question: In words.
        wanted: The words that would have answered it.
        said: What was cited first, with the span that it is.
    """

    query_id: str
    kind: str | None
    answerable: bool
    values: Mapping[str, float]
    answered: bool | None = None
    confidence: float | None = None
    question: str = ""
    wanted: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A system's results on a dataset.

    Attributes:
        dataset: The dataset's name.
        system: The system's, or its run's tag.
        k: How many results a question it was asked for, or None for a run from a file.
        estimates: The measures, in the order in which to show them.
        results: One for every question, in the dataset's order.
        search: Time of the searches, or None for a run from a file.
        ask: Time of the answers, or None where nobody asked.
        refusal: Answers against refusals, or None where nobody asked.
        run: What was retrieved for the answerable questions.
    """

    dataset: str
    system: str
    k: int | None
    estimates: tuple[Estimate, ...]
    results: tuple[QueryResult, ...]
    search: Latency | None = None
    ask: Latency | None = None
    refusal: Refusal | None = None
    run: Run = field(default_factory=lambda: Run("", {}), repr=False)

    @property
    def answerable(self) -> int:
        """How many questions the corpus can answer."""
        return sum(one.answerable for one in self.results)

    def values(self, measure: str) -> dict[str, float]:
        """Question id -> value, for the questions to which the measure applies."""
        return {one.query_id: one.values[measure] for one in self.results if measure in one.values}

    def by_kind(self) -> dict[str, dict[str, float]]:
        """Kind of question -> measure -> mean, for datasets that name kinds."""
        kinds = sorted({one.kind for one in self.results if one.kind is not None})
        means = {}
        for kind in kinds:
            of_kind = [one for one in self.results if one.kind == kind]
            means[kind] = {one.measure: one.mean for one in estimates(of_kind, intervals=False)}
        return means

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON has it; the run is left out, it has a file format of its own."""
        return {
            "dataset": self.dataset,
            "system": self.system,
            "k": self.k,
            "questions": len(self.results),
            "answerable": self.answerable,
            "measures": {
                one.measure: {"mean": one.mean, "low": one.low, "high": one.high, "n": one.n}
                for one in self.estimates
            },
            "by_kind": self.by_kind(),
            "search": asdict(self.search) if self.search else None,
            "ask": asdict(self.ask) if self.ask else None,
            "refusal": asdict(self.refusal) if self.refusal else None,
            "results": [{**asdict(one), "values": dict(one.values)} for one in self.results],
        }


def estimates(results: Iterable[QueryResult], *, intervals: bool = True) -> tuple[Estimate, ...]:
    """Average every measure over the questions that have it, in order of first appearance.

    Args:
        results: The questions.
        intervals: Whether to bootstrap; without, low and high equal the mean.
    """
    columns: dict[str, list[float]] = {}
    for one in results:
        for measure, value in one.values.items():
            columns.setdefault(measure, []).append(value)
    found = []
    for measure, values in columns.items():
        mean = float(np.mean(values))
        low, high = bootstrap_interval(values) if intervals else (mean, mean)
        found.append(Estimate(measure, mean, low, high, len(values)))
    return tuple(found)


def latency(seconds: list[float]) -> Latency | None:
    """Median and 95th percentile, or None where nothing was timed."""
    if not seconds:
        return None
    median, p95 = np.quantile(seconds, [0.5, 0.95]) * 1000
    return Latency(float(median), float(p95), len(seconds))
