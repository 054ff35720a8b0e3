"""What the plots show, in their own units: templates draw it as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from onrecord.eval import Report

_BINS: Final = 10


class Bin(NamedTuple):
    """Questions whose confidence is alike.

    Attributes:
        low: Lower end of the confidence.
        high: Upper end.
        n: How many questions.
        mean: Their mean confidence.
        share: Share of them that have an answer.
    """

    low: float
    high: float
    n: int
    mean: float
    share: float


class Cut(NamedTuple):
    """What comes of answering whatever is at least so sure.

    Attributes:
        cut: The confidence from which on questions would be answered.
        answered: Share of the questions with an answer that would be answered.
        wrongly: Share of the questions without one that would be answered all the same.
    """

    cut: float
    answered: float
    wrongly: float


def calibration(report: Report) -> list[Bin]:
    """Sort the questions that were asked into ten bins of confidence; empty ones are left out."""
    asked = [one for one in report.results if one.confidence is not None]
    bins = []
    for number in range(_BINS):
        inside = [one for one in asked if min(int((one.confidence or 0.0) * _BINS), _BINS - 1) == number]
        if inside:
            mean = sum(one.confidence or 0.0 for one in inside) / len(inside)
            share = sum(one.answerable for one in inside) / len(inside)
            bins.append(Bin(number / _BINS, (number + 1) / _BINS, len(inside), mean, share))
    return bins


def cuts(report: Report) -> list[Cut]:
    """Tell what every cut of confidence would do, the lowest first (a ROC curve); empty with one sort only."""
    asked = [one for one in report.results if one.confidence is not None]
    good = [one.confidence or 0.0 for one in asked if one.answerable]
    bad = [one.confidence or 0.0 for one in asked if not one.answerable]
    if not good or not bad:
        return []
    places = [0.0, *sorted({*good, *bad}), 1.01]
    return [
        Cut(cut, sum(one >= cut for one in good) / len(good), sum(one >= cut for one in bad) / len(bad))
        for cut in places
    ]
