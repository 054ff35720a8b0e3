"""The questions that went wrong, sorted by how, to be read through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from onrecord.eval import QueryResult, Report

_CITED: Final = "cited evidence"
_FOUND: Final = "evidence any@10"


@dataclass(frozen=True, slots=True)
class Sort:
    """Questions with one thing in common, the worst first."""

    name: str
    why: str
    results: Sequence[QueryResult]


def sorts_of_errors(report: Report) -> list[Sort]:
    """Sort what went wrong; a question stands in the first sort that it belongs to."""
    left = list(report.results)
    found = []
    for name, why, wrong in (
        (
            "Answered, though nothing answers",
            "The surest first. These are what a reader would believe.",
            lambda one: one.answered is True and not one.answerable,
        ),
        (
            "Answered with other words",
            "None of the first three citations holds the evidence. Often other words answer as well: read them.",
            lambda one: one.answered is True and one.values.get(_CITED) == 0.0,
        ),
        (
            "Refused, though there is an answer",
            "The surest first: near the cut.",
            lambda one: one.answered is False and one.answerable,
        ),
        (
            "Not found",
            "None of the first ten passages shows the evidence.",
            lambda one: one.values.get(_FOUND) == 0.0,
        ),
    ):
        chosen = [one for one in left if wrong(one)]
        left = [one for one in left if not wrong(one)]
        if chosen:
            found.append(Sort(name, why, sorted(chosen, key=lambda one: -(one.confidence or 0))))
    return found


def changed(a: Report, b: Report) -> list[Sort]:
    """Sort the questions that one of two systems has right and the other wrong."""
    before = {one.query_id: is_right(one) for one in a.results}
    worse = [one for one in b.results if before[one.query_id] and not is_right(one)]
    better = [one for one in b.results if not before[one.query_id] and is_right(one)]
    return [
        Sort(f"Right in {a.system}, wrong in {b.system}", "As the second one answers them.", worse),
        Sort(f"Wrong in {a.system}, right in {b.system}", "As the second one answers them.", better),
    ]


def is_right(one: QueryResult) -> bool:
    """Whether a question was rightly refused, or answered with words that hold its evidence."""
    if one.answered is None:
        return one.values.get(_FOUND, 1.0) > 0
    return one.answered == one.answerable and one.values.get(_CITED, 1.0) > 0


def count(sorts: Iterable[Sort]) -> int:
    """How many questions stand in some sorts."""
    return sum(len(one.results) for one in sorts)
