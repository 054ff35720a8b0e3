"""Where an answer is looked for: the outlets that are to be heard, and the days that a question names."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from onrecord.index import Filters, Index, Selection

from ..query.question import Question
from ..query.reading import iso_day

_REPORTED_LATER: Final = 7  # days; what is said on one day is reported for a week


def bounded(index: Index, question: Question, filters: Filters) -> Selection | None:
    """Choose what may be found at all: what the filters and the bounds of a question let through.

    A time before the corpus that the question says by its year ("the strike of 1984") is what it is about.

    Args:
        index: The corpus.
        question: The question, understood.
        filters: What else is asked for.

    Returns:
        For every passage whether it may be found; None where all may.

    Raises:
        QueryError: A filter is no date.
    """
    among = index.select(filters)
    period = index.period()
    if not question.bounds or period is None:
        return among
    within: Selection | None = None
    for first, last in question.bounds:
        allowed = index.select(replace(Filters(), since=iso_day(first), until=iso_day(last)))
        if allowed is None:
            return among
        within = allowed if within is None else within | allowed
    if within is None or (not within.any() and any(year < period[0][:4] for year in question.years)):
        return among
    return within if among is None else among & within


def narrowed(
    index: Index, question: Question, among: Selection | None, *, later: bool = False
) -> Selection | None:
    """Choose where statements are looked for: the outlets that are to be heard, and the days that are named.

    Args:
        index: The corpus.
        question: The question, understood.
        among: What may be found at all.
        later: Whether what was reported in the week after the days counts too.

    Returns:
        For every passage whether it may be found; None where all may.
    """
    days = question.days if not question.bounds else ()
    if not question.cited and not days:
        return among
    named = index.reported(question.cited, [(first, last + later * _REPORTED_LATER) for first, last in days])
    if not named.any():
        named = index.reported(question.cited, ()) & index.holding(question.years)
    return named if among is None else among & named
