"""Dates in a question, joined to ranges, and bounds that reach to the ends of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

MONTHS: Final = "january february march april may june july august september october november december".split()
MONTH: Final = "|".join(f"{month}|{month[:3]}\\b\\.?" for month in MONTHS) + r"|sept\b\.?"
"""The name of a month, as a pattern."""

_SINCE: Final = re.compile(r"\b(?:since|from|starting|beginning)\s+$", re.IGNORECASE)
_AFTER: Final = re.compile(r"\bafter\s+$", re.IGNORECASE)
_UNTIL: Final = re.compile(r"\b(?:until|till|up to|through|no later than)\s+$", re.IGNORECASE)
# What is to be done by June is promised before it: that is no bound.
_BY: Final = re.compile(r"\bby\s+$", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\b(?:before|prior to)\s+$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfrom\s+$", re.IGNORECASE)
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
_AND: Final = re.compile(r"\s*(?:,\s*)?and\s+(?:the\s+)?", re.IGNORECASE)
_TO: Final = re.compile(r"\s*(?:to|until|till|through|[-–])\s*(?:the\s+)?", re.IGNORECASE)


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


def joined_ranges(question: str, found: Sequence[DateSpan]) -> list[DateSpan]:
    """Join the ends of ranges, and reach from "since" and "until" to the ends of time."""
    joined: list[DateSpan] = []
    place = 0
    while place < len(found):
        one = found[place]
        other = found[place + 1] if place + 1 < len(found) else None
        if other is not None and other.last >= one.first:
            gap = question[one.end : other.start]
            between = _BETWEEN.search(question, 0, one.start) and _AND.fullmatch(gap)
            from_to = _TO.fullmatch(gap) and (_FROM.search(question, 0, one.start) or "-" in gap or "–" in gap)
            if between or from_to:
                first = one.first if other.stated <= one.stated else _last_before(one.first, other.first)
                stated = one.stated or other.stated
                joined.append(one._replace(end=other.end, first=first, last=other.last, bound=True, stated=stated))
                place += 2
                continue
        joined.append(_reaching(question, one))
        place += 1
    return joined


def _last_before(day: date, other: date) -> date:
    """Put a day whose year is not said into the year of the range's end, or the one before."""
    try:
        same = day.replace(year=other.year)
        return same if same <= other else day.replace(year=other.year - 1)
    except ValueError:
        return day


def _reaching(question: str, span: DateSpan) -> DateSpan:
    before = question[: span.start]
    one = timedelta(days=1)
    if _SINCE.search(before):
        return span._replace(last=date.max, bound=True)
    if _AFTER.search(before):
        return span._replace(first=span.last + one, last=date.max, bound=True)
    if _UNTIL.search(before):
        return span._replace(first=date.min, bound=True)
    if _BY.search(before):
        return span._replace(first=date.min)
    if _BEFORE.search(before):
        return span._replace(first=date.min, last=span.first - one, bound=True)
    return span
