"""Whether what is cited tells of the time that a question names, whenever it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from onrecord.index.days import day_of, from_epoch

from ..model import Citation
from ..query.dates import find_dates
from ..query.question import Question
from .units import Unit

_BEFORE: Final = 600
_BEHIND: Final = 200


def is_timely(one: Unit | Citation, question: Question) -> bool:
    """Tell whether a span is of the time that a question names, if any: published then, or telling of it.

    Args:
        one: The span.
        question: The question, understood.
    """
    return not question.days or bool(question.is_of_its_days(one.article.published)) or _tells(one, question)


def marked(citations: Sequence[Citation], question: Question) -> tuple[Citation, ...]:
    """Mark what is not of the time that a question names."""
    return tuple(replace(one, outside=not is_timely(one, question)) for one in citations)


def telling_of_then(citations: Sequence[Citation], question: Question) -> tuple[Citation, ...]:
    """Choose what tells of the time: "in 2005" beside the words, or "last year" in an article of 2006.

    Args:
        citations: What would answer at any time.
        question: The question, which names a time.
    """
    return tuple(one for one in citations if _tells(one, question))


def _tells(one: Unit | Citation, question: Question) -> bool:
    article = one.article
    near = article.text[max(0, one.start - _BEFORE) : one.end + _BEHIND]
    day = day_of(article.published)
    periods = [(from_epoch(first), from_epoch(last)) for first, last in question.bounds or question.days]
    # Any older day would be "before March": what is open is of the articles' days alone.
    periods = [one for one in periods if one[0] != date.min and one[1] != date.max]
    today = day or date.today()  # noqa: DTZ011
    for told in find_dates(f"{article.title}\n{near}", today=today, latest=day, quoted=True):
        if day is None and not told.stated:
            continue
        # "Since March" and "until March" name March.
        first = told.last if told.first == date.min else told.first
        last = told.first if told.last == date.max else told.last
        if any(begin <= first and last <= end for begin, end in periods):
            return True
        if not question.years and any(_named(first, last) == _named(*one) for one in periods):
            return True
    return any(year in near for year in question.years) and bool(periods) and all(map(_is_years, periods))


def _named(first: date, last: date) -> tuple[int, ...]:
    """Give a time as it is named without its year."""
    return (first.month, first.day, last.month, last.day)


def _is_years(period: tuple[date, date]) -> bool:
    return _named(*period) == (1, 1, 12, 31)
