"""The dates that a question names, as days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from .date_ranges import MONTH, MONTHS, DateSpan, day_range, joined_ranges

__all__ = ["DateSpan", "find_dates"]

_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
# A month or a year by itself is one behind these.
_ALONE: Final = (
    "(?:" + "|".join(rf"(?<=\b{word} )" for word in "since before after until till by from".split()) + ")"
)
_MONTHS_RANGE: Final = re.compile(
    rf"\b(?:between|from)\s+(?P<month>{MONTH})(?:\s+(?P<year>(?:19|20)\d\d))?\s+(?:and|to|until|till|through)\s+"
    rf"(?P<to>{MONTH})(?:,?\s+(?P<to_year>(?:19|20)\d\d))?\b(?!\s*\d)",
    re.IGNORECASE,
)
_ABSOLUTE: Final = tuple(
    re.compile(rf"\b{pattern}\b", re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        rf"(?P<month>{MONTH})\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?",
        rf"{_DAY}\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+{_YEAR})?",
        rf"(?:(?P<nth>first|second|third|last) week of )(?P<month>{MONTH})(?:,?\s+(?:of\s+)?{_YEAR})?",
        rf"(?:(?P<part>early|late|mid)[ -])?(?P<month>{MONTH}),?\s+(?:of\s+)?{_YEAR}",
        rf"(?<=\bin )(?:(?P<part>early|late|mid)[ -]?)?(?P<month>{MONTH})|{_ALONE}(?P<month2>{MONTH})",
        rf"(?<=\bin )(?:early |late |mid-?|all of )?{_YEAR}|{_ALONE}(?P<year2>(?:19|20)\d\d)",
    )
)
_FEW: Final = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER: Final = rf"\d{{1,3}}|an?|{'|'.join(_FEW)}"
_UNITS: Final = "day|week|month|year"
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<day>today|yesterday)|(?P<which>this|last|past)\s+(?P<unit>week|month|year)"
    rf"|(?:in\s+)?(?:the\s+)?(?:last|past)\s+(?P<n>{_NUMBER})\s+(?P<units>{_UNITS})s?"
    rf"|(?P<ago>{_NUMBER})\s+(?P<ago_unit>{_UNITS})s?\s+ago"
    rf"|(?:(?<=\bsince )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|(?<=\bby )|(?P<that>last|this|on)\s+)"
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)}))\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
# First and last day of a part of a month; 0 reaches to its end, or begins a week before it.
_PARTS: Final = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 0),
    "first": (1, 7), "second": (8, 14), "third": (15, 21), "last": (0, 0),
}  # fmt: skip
# Beyond so many days without news an archive is one of another time.
_LIVE: Final = 31


def find_dates(question: str, *, today: date, latest: date | None = None) -> list[DateSpan]:
    """Find the dates that a question names.

    Days count from today while the corpus is a living one, and from its last day where the last article is more
    than a month old: "last week", asked of an archive that ends in 2025, is the last week of that archive.

    Args:
        question: Any text.
        today: The asker's day.
        latest: Last day of the corpus; a date without a year is the last one not after it.

    Returns:
        Days and ranges in the order of the text; "since" and "until" reach to the ends of time.
    """
    horizon = latest or today
    living = latest is None or abs((today - latest).days) <= _LIVE
    now = today if living else horizon
    found = [one for match in _MONTHS_RANGE.finditer(question) if (one := _months(match, horizon))]
    for pattern in _ABSOLUTE:
        for match in pattern.finditer(question):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                period = _absolute(match, horizon)
                if period:
                    groups = match.groupdict()
                    stated = bool(groups.get("year") or groups.get("year2"))
                    found.append(day_range(question, DateSpan(*match.span(), *period, stated=stated)))
    for match in _RELATIVE.finditer(question):
        # "TODAY" and "USA Today" are newspapers, not a day.
        if match[0].isupper() or (match["day"] and match[0][0].isupper() and question[: match.start()].strip()):
            continue
        on_weekday = (match["that"] or "").lower() == "on"
        if on_weekday and not living:  # any Tuesday may be meant
            continue
        span = DateSpan(*match.span(), *_relative(match, now), bound=not on_weekday, stated=False)
        if not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    # What is quoted is somebody's date, not the asker's.
    quoted = [one.span() for one in _QUOTED.finditer(question)]
    asked = [one for one in found if not any(first <= one.start and one.end <= last for first, last in quoted)]
    return joined_ranges(question, sorted(asked))


def _months(match: re.Match[str], horizon: date) -> DateSpan | None:
    start, end = (_month_number(match[name]) for name in ("month", "to"))
    stated = match["to_year"] or match["year"]
    year = int(stated) if stated else horizon.year - (date(horizon.year, end, 1) > horizon)
    first = date(int(match["year"] or year - (start > end)), start, 1)
    last = date(year, end, monthrange(year, end)[1])
    if first > last:
        return None
    return DateSpan(*match.span(), first, last, bound=True, stated=bool(stated))


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else [month[:3] for month in MONTHS].index(name[:3].lower()) + 1


def _absolute(match: re.Match[str], horizon: date) -> tuple[date, date] | None:
    groups = match.groupdict()
    name = groups.get("month") or groups.get("month2")
    stated = groups.get("year") or groups.get("year2")
    year = int(stated) if stated else horizon.year
    if name is None:
        return date(year, 1, 1), date(year, 12, 31)
    month = _month_number(name)
    try:
        if groups.get("day"):
            first = last = date(year, month, int(groups["day"]))
        else:
            end = monthrange(year, month)[1]
            start, stop = _PARTS.get((groups.get("part") or groups.get("nth") or "").lower(), (1, end))
            first, last = date(year, month, start or end - 6), date(year, month, stop or end)
        if not stated and first > horizon:
            first, last = first.replace(year=year - 1), last.replace(year=year - 1)
    except ValueError:
        return None
    return first, last


def _relative(match: re.Match[str], today: date) -> tuple[date, date]:
    if match["n"]:
        return today - _delta(match["units"], _number(match["n"])), today
    if match["unit"]:
        unit = match["unit"].lower()
        first = _starts(today)[unit]
        if match["which"].lower() == "this":
            return first, today
        return first - _delta(unit, 1), first - timedelta(days=1)
    if match["ago"] and match["ago_unit"].lower() != "day":
        unit = match["ago_unit"].lower()
        first = _starts(today - _delta(unit, _number(match["ago"])))[unit]
        return first, first + _delta(unit, 1) - timedelta(days=1)
    if match["ago"]:
        back = _number(match["ago"])
    elif match["weekday"]:
        back = (today.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
        back = back or (7 if (match["that"] or "").lower() == "last" else 0)
    else:
        back = int(match["day"].lower() == "yesterday")
    day = today - timedelta(days=back)
    return day, day


def _number(text: str) -> int:
    text = text.lower()
    return int(text) if text.isdigit() else _FEW.index(text) + 1 if text in _FEW else 1


def _starts(day: date) -> dict[str, date]:
    return {
        "week": day - timedelta(days=day.weekday()),
        "month": day.replace(day=1),
        "year": day.replace(month=1, day=1),
    }


def _delta(unit: str, number: int) -> relativedelta:
    return {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
    }[unit.lower()]
