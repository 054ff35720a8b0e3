"""The dates that a question names, as days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Final

from .date_ranges import BESIDE, MONTH, MONTHS, TO, DateSpan, day_range, joined_ranges, week_around
from .named_days import named_days
from .relative_days import relative_days

__all__ = ["DateSpan", "find_dates"]

_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
# A month or a year by itself is one behind these.
_ALONE: Final = (
    "(?:" + "|".join(rf"(?<=\b{word} )" for word in "since before after until till by from".split()) + ")"
)
# "Last March"; but "the past may haunt us", "this may be".
_NAMED: Final = rf"(?:{_ALONE}|(?:(?<=\blast )|(?<=\bpast )|(?<=\bthis ))(?-i:(?=[A-Z])))"
_NTH: Final = "(?:(?P<nth>first|second|third|last) (?P<span>week|weekend|day|half) of )"
_ABSOLUTE: Final = tuple(
    re.compile(rf"\b{pattern}\b", re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        rf"(?P<month>{MONTH})\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?",
        rf"{_DAY}\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+{_YEAR})?",
        rf"{_NTH}(?P<month>{MONTH})(?:,?\s+(?:of\s+)?{_YEAR})?",
        rf"(?P<part>beginning|start|middle|end|close) of (?P<month>{MONTH})(?:,?\s+(?:of\s+)?{_YEAR})?",
        rf"(?<=\bat the )(?P<part>beginning|start|end|close) of {_YEAR}",
        rf"(?P<nth>first|second|third|fourth|last) (?P<span>half|quarter) of {_YEAR}",
        rf"(?:(?P<part>early|late|mid)[ -])?(?P<month>{MONTH}),?\s+(?:of\s+)?{_YEAR}",
        rf"(?<=\bin )(?:(?P<part>early|late|mid)[ -]?)?(?P<month>{MONTH})",
        rf"{_NAMED}(?P<month>{MONTH})",
        rf"(?<=\bbetween )(?P<month>{MONTH})(?=\s+and\s+(?:{MONTH})\b)",
        rf"(?:(?<=\bin )(?:early |late |mid-?|all of )?|{_ALONE}){_YEAR}",
    )
)
# A month or a year that only an "and" puts beside another time.
_AND_ALSO: Final = tuple(
    re.compile(rf"(?:{BESIDE.pattern}|{TO})(?P<named>{pattern})(?![-\s]*\d)(?<=\w)", re.IGNORECASE)
    for pattern in (
        rf"(?:(?P<part>early|late|mid)[ -])?(?P<month>{MONTH})\b(?:,?\s+{_YEAR})?",
        rf"{_YEAR}\b",
    )
)
_QUOTED: Final = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
# First and last day of a part of a month; 0 reaches to its end, or begins a week before it.
_PARTS: Final = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 0), "beginning": (1, 10), "start": (1, 10), "middle": (11, 20),
    "end": (21, 0), "close": (21, 0),
    "first": (1, 7), "second": (8, 14), "third": (15, 21), "last": (0, 0),
}  # fmt: skip
_PARTS_OF_YEAR: Final = {
    "beginning": (1, 2), "start": (1, 2), "end": (11, 12), "close": (11, 12),
    "first half": (1, 6), "second half": (7, 12), "last half": (7, 12), "first quarter": (1, 3),
    "second quarter": (4, 6), "third quarter": (7, 9), "fourth quarter": (10, 12), "last quarter": (10, 12),
}  # fmt: skip
# Beyond so many days without news an archive is one of another time.
_LIVE: Final = 31


def find_dates(
    question: str, *, today: date, latest: date | None = None, earliest: date | None = None, quoted: bool = False
) -> list[DateSpan]:
    """Find the dates that a question names.

    Days count from today while the corpus is a living one, and from its last day where the last article is more
    than a month old: "last week", asked of an archive that ends in 2025, is the last week of that archive.

    Args:
        question: Any text.
        today: The asker's day.
        latest: Last day of the corpus; a date without a year is the last one not after it.
        earliest: First day of the corpus; a season or a holiday before it is what a question is about.
        quoted: Whether dates in quotation marks count: those in a question are somebody's, not the asker's.

    Returns:
        Days and ranges in the order of the text; "since" and "until" reach to the ends of time.
    """
    # One article with a day to come, a typing error, does not move "last week".
    horizon = min(latest or today, today)
    living = latest is None or abs((today - latest).days) <= _LIVE
    found: list[DateSpan] = []
    for one in chain(
        (span for span in named_days(question, horizon) if span.last >= (earliest or date.min)),
        _absolute(question, horizon),
        _named_with(question, found, horizon),
        relative_days(question, today if living else horizon, living=living),
    ):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    within = [] if quoted else [one.span() for one in _QUOTED.finditer(question)]
    asked = [one for one in found if not any(first <= one.start and one.end <= last for first, last in within)]
    return joined_ranges(question, sorted(asked))


def _absolute(question: str, horizon: date) -> Iterator[DateSpan]:
    """Find days, months and years, the most closely named first."""
    for pattern in _ABSOLUTE:
        for match in pattern.finditer(question):
            if period := _period(match, horizon):
                stated = bool(match.groupdict().get("year"))
                span = day_range(question, DateSpan(*match.span(), *period, stated=stated))
                yield week_around(question, span)


def _named_with(question: str, found: Sequence[DateSpan], horizon: date) -> Iterator[DateSpan]:
    """Find the months and years that only an "and" puts beside one: "in May and | June", "in 2024 and | 2025"."""
    for one in [*found]:
        end = one.end
        while match := next(filter(None, (pattern.match(question, end) for pattern in _AND_ALSO)), None):
            groups = match.groupdict()
            # "In October and may not": the month beside one in capitals has one too.
            written = question[one.start : end]
            if groups.get("month", "X").islower() and written != written.lower():
                break
            if period := _period(match, horizon):
                yield DateSpan(match.start("named"), match.end(), *period, stated=bool(groups["year"]))
            end = match.end()


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else [month[:3] for month in MONTHS].index(name[:3].lower()) + 1


def _period(match: re.Match[str], horizon: date) -> tuple[date, date] | None:
    """Give the first and the last day that is meant; None where there is no such day."""
    groups = {name: (said or "").lower() for name, said in match.groupdict().items()}
    stated, part, nth, span = (groups.get(name, "") for name in ("year", "part", "nth", "span"))
    year = int(stated or horizon.year)
    if "month" not in groups:
        opens, ends = _PARTS_OF_YEAR.get(part or f"{nth} {span}", (1, 12))
        return date(year, opens, 1), date(year, ends, monthrange(year, ends)[1])
    month = _month_number(groups["month"])
    try:
        if day := groups.get("day"):
            first = last = date(year, month, int(day))
        else:
            end = monthrange(year, month)[1]
            start, stop = (1, end) if span == "half" else _PARTS.get(part or nth, (1, end))
            first, last = date(year, month, start or end - 6), date(year, month, stop or end)
            first, last = _part_of_week(span, nth, first, last)
        if not stated and first > horizon:
            first, last = first.replace(year=year - 1), last.replace(year=year - 1)
    except ValueError:
        return None
    return first, last


def _part_of_week(span: str, nth: str, first: date, last: date) -> tuple[date, date]:
    """Narrow a week of a month to its weekend, a month to a half, or to its first or last day."""
    if span == "half":
        middle = first.replace(day=15)
        return (middle + timedelta(days=1), last) if nth != "first" else (first, middle)
    if span == "day":
        day = last if nth == "last" else first.replace(day=1 + ("first", "second", "third").index(nth))
        return day, day
    if span == "weekend":
        saturday = first + timedelta(days=(5 - first.weekday()) % 7)
        return saturday, saturday + timedelta(days=1)
    return first, last
