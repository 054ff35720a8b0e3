"""Puts statements in the order of days, where a question asks for the latest, the first, or for a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..model import Citation, TimeOrder
from ..query.question import Question
from .units import Unit

MOST: Final = 3
_AS_GOOD: Final = 0.5
"""Of the best one's probability; statements as likely as that are on the topic, and their day decides."""


def in_order(citations: Sequence[Citation], order: TimeOrder) -> tuple[Citation, ...]:
    """Choose statements by day.

    Args:
        citations: What somebody said on a topic, best first.
        order: What is asked for.

    Returns:
        The latest or the first of those that fit about as well as the best; for a change the first of all and the
        last, and the best one of the days between. What has no day comes last.
    """
    dated = sorted((one for one in citations if one.article.published), key=_day)
    if not dated:
        return tuple(citations[:MOST])
    if order == "change":
        between = [one for one in dated if _day(dated[0]) < _day(one) < _day(dated[-1])]
        best = sorted(between, key=lambda one: -one.score)[: MOST - 2]
        return (*dated[:1], *best, *dated[1:][-1:])
    floor = _AS_GOOD * max(one.score for one in citations)
    fitting = [one for one in dated if one.score >= floor] or dated
    return tuple((fitting[::-1] if order == "latest" else fitting)[:MOST])


def of_its_days(pairs: Sequence[tuple[Unit, float]], question: Question) -> list[tuple[Unit, float]]:
    """Keep what was published on the days that a question names, or else all: what came later may tell of them.

    Args:
        pairs: Units with their probabilities.
        question: The question, understood.
    """
    of_then = [pair for pair in pairs if question.is_of_its_days(pair[0].article.published)]
    return of_then or [*pairs]


def _day(citation: Citation) -> str:
    return (citation.article.published or "")[:10]
