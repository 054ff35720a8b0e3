"""Puts statements in the order of days, where a question asks for the latest, the first, or for a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import zip_longest
from typing import Final

from onrecord.index import Filters
from onrecord.index.days import day_of

from ..model import Citation, TimeOrder
from ..query.question import Question
from .units import Unit

MOST: Final = 3


def in_order(citations: Sequence[Citation], order: TimeOrder) -> tuple[Citation, ...]:
    """Choose statements by day.

    Args:
        citations: What somebody said on a topic, best first.
        order: What is asked for.

    Returns:
        The latest or the first of those that are on the topic; for a change the first of all and the
        last, and the best one of the days between. What has no day comes last.
    """
    dated = sorted((one for one in citations if one.article.published), key=lambda one: (_day(one), -one.score))
    if not dated:
        return tuple(citations[:MOST])
    if order == "change":
        between = [one for one in dated if _day(dated[0]) < _day(one) < _day(dated[-1])]
        best = sorted(between, key=lambda one: -one.score)[: MOST - 2]
        return (*dated[:1], *best, *dated[1:][-1:])
    fitting = _fitting(dated)
    return tuple((sorted(fitting, key=_day, reverse=True) if order == "latest" else fitting)[:MOST])


def beyond(citations: Sequence[Citation], order: TimeOrder) -> tuple[Filters, ...]:
    """Give the days in which there may be newer or older statements than those found, which are the best.

    Args:
        citations: What somebody said on a topic.
        order: What is asked for; a change is one from the first to the last.

    Returns:
        What lets such days through; nothing where none of those that fit has a day.
    """
    days = sorted(day for one in _fitting(citations) if (day := day_of(one.article.published)) is not None)
    if not days:
        return ()
    older = Filters(until=(days[0] - timedelta(days=1)).isoformat())
    newer = Filters(since=(days[-1] + timedelta(days=1)).isoformat())
    return {"latest": (newer,), "earliest": (older,), "change": (older, newer)}[order]


def _fitting(citations: Sequence[Citation]) -> list[Citation]:
    return [one for one in citations if not one.near] or [*citations]


def of_its_days(pairs: Sequence[tuple[Unit, float]], question: Question) -> list[tuple[Unit, float]]:
    """Keep what was published on the days that a question names, or else all: what came later may tell of them.

    Args:
        pairs: Units with their probabilities.
        question: The question, understood.
    """
    of_then = [pair for pair in pairs if question.is_of_its_days(pair[0].article.published)]
    return of_then or [*pairs]


def in_turns(each: Iterable[Sequence[tuple[Unit, float]]]) -> list[tuple[Unit, float]]:
    """Take turns between the units of each who is asked for."""
    return [pair for turn in zip_longest(*each) for pair in turn if pair is not None]


def _day(citation: Citation) -> str:
    return (citation.article.published or "")[:10]
