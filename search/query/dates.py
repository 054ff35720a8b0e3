"""The dates that a question names, as days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

_MONTHS: Final = "january february march april may june july august september october november december".split()
_MONTH: Final = "|".join(f"{month}|{month[:3]}\\b\\.?" for month in _MONTHS) + r"|sept\b\.?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_ABSOLUTE: Final = tuple(
    re.compile(rf"\b{pattern}\b", re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        rf"(?P<month>{_MONTH})\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?",
        rf"{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+{_YEAR})?",
        rf"(?P<month>{_MONTH}),?\s+(?:of\s+)?{_YEAR}",
        rf"(?<=\bin )(?:early |late |mid-?)?(?P<month>{_MONTH})|(?<=\bsince )(?P<month2>{_MONTH})",
        rf"(?<=\bin )(?:early |late |mid-?)?{_YEAR}|(?<=\bsince )(?P<year2>(?:19|20)\d\d)",
    )
)
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<day>today|yesterday)|(?P<which>this|last|past)\s+(?P<unit>week|month|year)"
    r"|(?:in\s+)?(?:the\s+)?(?:last|past)\s+(?P<n>\d+)\s+(?P<units>day|week|month|year)s)\b",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\b(?:since|after|from)\s+$", re.IGNORECASE)
_UNTIL: Final = re.compile(r"\b(?:until|till|before|up to|by)\s+$", re.IGNORECASE)


class DateSpan(NamedTuple):
    """A date in a question.

    Attributes:
        start: First character of the words that say it.
        end: One past the last.
        first: First day meant.
        last: Last day meant.
    """

    start: int
    end: int
    first: date
    last: date


def find_dates(question: str, *, today: date, latest: date | None = None) -> list[DateSpan]:
    """Find the dates that a question names.

    Args:
        question: Any text.
        today: What "yesterday" and "last week" count from.
        latest: Last day of the corpus; a date without a year is the last one not after it.

    Returns:
        Days and ranges in the order of the text; "since" and "before" reach to the ends of time.
    """
    horizon = latest or today
    found: list[DateSpan] = []
    for pattern in _ABSOLUTE:
        for match in pattern.finditer(question):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                period = _absolute(match, horizon)
                if period:
                    found.append(_ranged(question, match, *period))
    for match in _RELATIVE.finditer(question):
        if match[0].isupper():  # a newspaper, not a day
            continue
        found.append(_ranged(question, match, *_relative(match, today)))
    return sorted(found)


def _absolute(match: re.Match[str], horizon: date) -> tuple[date, date] | None:
    groups = match.groupdict()
    name = groups.get("month") or groups.get("month2")
    stated = groups.get("year") or groups.get("year2")
    year = int(stated) if stated else horizon.year
    if name is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(name) if name.isdigit() else [m[:3] for m in _MONTHS].index(name[:3].lower()) + 1
    try:
        if groups.get("day"):
            first = last = date(year, month, int(groups["day"]))
        else:
            first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        if not stated and first > horizon:
            first, last = first.replace(year=year - 1), last.replace(year=year - 1)
    except ValueError:
        return None
    return first, last


def _relative(match: re.Match[str], today: date) -> tuple[date, date]:
    if match["day"]:
        day = today - timedelta(days=match["day"].lower() == "yesterday")
        return day, day
    if match["n"]:
        return today - _delta(match["units"], int(match["n"])), today
    unit = match["unit"].lower()
    starts = {
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    if match["which"].lower() == "this":
        return starts[unit], today
    return starts[unit] - _delta(unit, 1), starts[unit] - timedelta(days=1)


def _delta(unit: str, number: int) -> relativedelta:
    return {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
    }[unit.lower()]


def _ranged(question: str, match: re.Match[str], first: date, last: date) -> DateSpan:
    before = question[: match.start()]
    if _SINCE.search(before):
        return DateSpan(match.start(), match.end(), first, date.max)
    if _UNTIL.search(before):
        return DateSpan(match.start(), match.end(), date.min, last)
    return DateSpan(match.start(), match.end(), first, last)
