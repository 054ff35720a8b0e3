"""Dates in a question, joined to ranges, and bounds that reach to the ends of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

MONTHS: Final = "january february march april may june july august september october november december".split()
MONTH: Final = "|".join(f"{month}|{month[:3]}\\b\\.?" for month in MONTHS) + r"|sept\b\.?"
"""The name of a month, as a pattern."""

_REACHING: Final = re.compile(
    r"\b(?:(?P<since>since|from|starting|beginning)|(?P<after>after)|(?P<by>by)"
    r"|(?P<until>until|till|up to|through|no later than)|(?P<before>before|prior to))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
# "between 1 and 15 October", "from October 1 to 15", "1-15 October"
_DAY_TO: Final = re.compile(
    r"\b(?:between\s+|from\s+)?(?:the\s+)?(?P<other>[0-3]?\d)(?:st|nd|rd|th)?"
    r"\s*(?:and|to|until|till|through|[-–])\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_TO_DAY: Final = re.compile(
    r"\s*(?:to|until|till|through|and|[-–])\s*(?:the\s+)?(?P<other>[0-3]?\d)(?:st|nd|rd|th)?\b(?![\d.,]*\d)"
    rf"(?!\s*(?:{MONTH}))(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_MOST: Final = 3
_DAY: Final = timedelta(days=1)
_WEEK_OF: Final = re.compile(
    r"\b(?:the\s+)?(?P<span>week|days?)\s+(?P<side>of|before|after)\s+(?:the\s+)?$", re.IGNORECASE
)
BESIDE: Final = re.compile(r"\s*(?:,\s*|\s)(?:(?:and|or)\s+)?(?:in\s+)?", re.IGNORECASE)
"""What stands between two times that are named together: "in October and | December"."""
_AND: Final = re.compile(r"\s*(?:,\s*)?and\s+(?:the\s+)?", re.IGNORECASE)
TO: Final = r"\s*(?:to|until|till|through|[-–])\s*(?:the\s+)?"
"""What stands between the ends of a range."""

_TO: Final = re.compile(TO, re.IGNORECASE)
_BY: Final = re.compile(rf"{BESIDE.pattern}|{TO}", re.IGNORECASE)


class DateSpan(NamedTuple):
    """A date in a question.

    Attributes:
        start: First character of the words that say it.
        end: One past the last.
        first: First day meant.
        last: Last day meant.
        bound: Whether it bounds what may be found ("since June", "last week", "between 1 and 15 October"); what is
            only named ("in October", "on 5 March") is where to look first.
        stated: Whether a year is said, so that a time before the corpus may be what the question is about.
    """

    start: int
    end: int
    first: date
    last: date
    bound: bool = False
    stated: bool = True


def day_range(question: str, span: DateSpan) -> DateSpan:
    """Widen a day to the range that it ends or begins: "1 and | 15 October", "October 1 | to 15"."""
    if span.first != span.last:
        return span
    before, behind = _DAY_TO.search(question, 0, span.start), _TO_DAY.match(question, span.end)
    written = question[span.start : span.end]
    try:
        if before and written[0].isdigit() and not re.match(r"\d{4}-", written):
            words = before[0].lower()
            if ("and" in words.split()) == words.startswith("between"):
                first = span.first.replace(day=int(before["other"]))
                if first <= span.last:
                    return span._replace(start=before.start(), first=first, bound=True)
        if behind and not written[0].isdigit():
            between = bool(_BETWEEN.search(question, 0, span.start))
            if between == bool(_AND.match(behind[0])):
                day, year = int(behind["other"]), behind["year"]
                first = span.first.replace(year=int(year)) if year else span.first
                last = first.replace(day=day)
                if first <= last:
                    return span._replace(end=behind.end(), first=first, last=last, bound=True)
    except ValueError:
        pass
    return span


def are_together(question: str, found: Sequence[DateSpan]) -> bool:
    """Tell whether times are two or three that are named together: "in October and December"."""
    beside = (BESIDE.fullmatch(question, one.end, other.start) for one, other in pairwise(found))
    return 1 < len(found) <= _MOST and not any(one.bound for one in found) and all(beside)


def week_around(question: str, span: DateSpan) -> DateSpan:
    """Widen a day to the week or the days that are named by it: "the week of | 6 October"."""
    named = _WEEK_OF.search(question, 0, span.start)
    if span.first != span.last or named is None:
        return span
    first, last = around(span.first, named["span"].lower(), named["side"].lower())
    return span._replace(start=named.start(), first=first, last=last)


def around(day: date, span: str, side: str) -> tuple[date, date]:
    """Give the days that are named by one.

    Args:
        day: The one.
        span: "week", "weekend", "day" or "days".
        side: "before" or "after" it, or "of" it: the week that it lies in, the weekend beside it.
    """
    length = _DAY * {"day": 1, "weekend": 2}.get(span, 7)
    if side == "before":
        return day - length, day - _DAY
    if side == "after":
        return day + _DAY, day + length
    monday = day - _DAY * day.weekday()
    of_it = {"week": (monday, monday + 6 * _DAY), "weekend": (day - _DAY, day + 3 * _DAY)}
    return of_it.get(span, (day, day))


def joined_ranges(question: str, found: Sequence[DateSpan]) -> list[DateSpan]:
    """Join the ends of ranges, and reach from "since" and "until" to the ends of time."""
    rest = _of_one_year(question, found)
    joined: list[DateSpan] = []
    while rest:
        one = rest.pop(0)
        if rest and _are_ends(question, one, rest[0]):
            other = rest.pop(0)
            first = one.first if other.stated <= one.stated else _last_before(one.first, other.first)
            stated = one.stated or other.stated
            joined.append(one._replace(end=other.end, first=first, last=other.last, bound=True, stated=stated))
        else:
            joined.append(_reaching(question, one))
    return joined


def _are_ends(question: str, one: DateSpan, other: DateSpan) -> bool:
    """Whether two times are the ends of a range: "between May and June", "from May to June", "May - June"."""
    gap = question[one.end : other.start]
    between = _BETWEEN.search(question, 0, one.start) and _AND.fullmatch(gap)
    from_to = _TO.fullmatch(gap) and (_FROM.search(question, 0, one.start) or "-" in gap or "–" in gap)
    return bool(between or from_to) and other.last >= one.first


def _of_one_year(question: str, found: Sequence[DateSpan]) -> list[DateSpan]:
    """Give months the year that is said of the one beside them; of those without, the later ones come later."""
    given = list(found)
    together = [n for n, (one, two) in enumerate(pairwise(given)) if _BY.fullmatch(question, one.end, two.start)]
    for place in together:
        one, other = given[place], given[place + 1]
        if one.stated and not other.stated:
            years = one.last.year - other.last.year + (other.last.month < one.last.month)
            # A month has all of its days in any year.
            whole = other.first != other.last and (other.last + _DAY).day == 1
            last = other.last + relativedelta(years=years, day=31 if whole else None)
            given[place + 1] = other._replace(
                first=other.first + relativedelta(years=years), last=last, stated=True
            )
    for place in together[::-1]:
        one, other = given[place], given[place + 1]
        in_turn = one.last.month < other.last.month and one.last > other.last
        if not one.stated and (other.stated or in_turn):
            last = _last_before(one.last, other.last)
            given[place] = one._replace(first=_last_before(one.first, last), last=last, stated=other.stated)
    return given


def _last_before(day: date, other: date) -> date:
    """Put a day whose year is not said into the year of the range's end, or the one before."""
    try:
        same = day.replace(year=other.year)
        return same if same <= other else day.replace(year=other.year - 1)
    except ValueError:
        return day


def _reaching(question: str, span: DateSpan) -> DateSpan:
    led = _REACHING.search(question, 0, span.start)
    if led is None:
        return span
    first, last = {
        "since": (span.first, date.max),
        "after": (span.last + _DAY, date.max),
        "until": (date.min, span.last),
        "by": (date.min, span.last),
        "before": (date.min, span.first - _DAY),
    }[led.lastgroup or ""]
    # What is to be done by June is promised before it: that is no bound.
    return span._replace(first=first, last=last, bound=span.bound or led.lastgroup != "by")
