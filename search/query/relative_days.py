"""Days that a question counts from the asker's: "yesterday", "two weeks ago", "over the past month"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from .date_ranges import DateSpan

_FEW: Final = "one two three four five six seven eight nine ten eleven twelve".split()
_VAGUE: Final = {"few": 4, "couple": 2, "several": 5}
_NUMBER: Final = rf"\d{{1,3}}|an?|{'|'.join(_FEW)}|(?:a\s+)?(?:few|couple\s+of)|several"
_LONG: Final = {
    "day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}  # fmt: skip
_UNITS: Final = "|".join(_LONG)
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<day>today|yesterday|tonight|this\s+morning|last\s+night|the\s+day\s+before\s+yesterday)"
    r"|(?P<the>the\s+)?(?P<which>this|last|past)\s+(?P<unit>week|month|year)(?!\s+of\b)"
    r"|in\s+recent\s+(?P<recent>day|week|month)s|(?P<weekend>last|this|past)\s+weekend"
    rf"|(?:in\s+)?(?:the\s+)?(?:last|past)\s+(?P<n>{_NUMBER})\s+(?P<units>{_UNITS})s?"
    rf"|(?P<ago>{_NUMBER})\s+(?P<ago_unit>{_UNITS})s?\s+ago"
    rf"|(?:(?<=\bsince )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|(?<=\bby )|(?P<that>last|this|on)\s+)"
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)})(?!\s+of\s))\b",
    re.IGNORECASE,
)
_BACK: Final = {"yesterday": 1, "last night": 1, "the day before yesterday": 2}
_DAY: Final = timedelta(days=1)


def relative_days(question: str, today: date, *, living: bool) -> Iterator[DateSpan]:
    """Find the times that count from a day.

    Args:
        question: Any text.
        today: What they count from.
        living: Whether that is the day it is; in an archive of another time any Tuesday may be meant.

    Yields:
        Their days.
    """
    for match in _RELATIVE.finditer(question):
        # "TODAY", "USA Today" and "This Week" are newspapers and programmes, not a day.
        capital = match[0][0].isupper() and question[: match.start()].strip() and not question.isupper()
        if match[0].isupper() or (capital and (match["day"] or match["which"])):
            continue
        on_weekday = (match["that"] or "").lower() == "on"
        that_day = (match["day"] or "").lower().endswith(("night", "morning", "today"))
        if (on_weekday or that_day) and not living:  # any Tuesday may be meant, any night, or these times
            continue
        yield DateSpan(*match.span(), *_relative(match, today), bound=not on_weekday, stated=False)


def _relative(match: re.Match[str], today: date) -> tuple[date, date]:
    said = {name: (words or "").lower() for name, words in match.groupdict().items()}
    if said["recent"]:
        return today - _LONG[said["recent"]] * _VAGUE["few"], today
    if said["weekend"]:
        saturday = today - _DAY * ((today.weekday() - 5) % 7)
        return saturday, saturday + _DAY
    if said["n"]:
        return today - _LONG[said["units"]] * _number(said["n"]), today
    if said["unit"]:
        return _calendar(said["unit"], said["which"], today, exact=bool(said["the"]))
    if said["ago"]:
        return _ago(said["ago"], said["ago_unit"], today)
    if said["weekday"]:
        back = (today.weekday() - _WEEKDAYS.index(said["weekday"])) % 7
        back = back or (7 if said["that"] == "last" else 0)
    else:
        back = _BACK.get(" ".join(said["day"].split()), 0)
    day = today - _DAY * back
    return day, day


def _calendar(unit: str, which: str, today: date, *, exact: bool) -> tuple[date, date]:
    """Read "last week" as the one of the calendar, and "the past month" as the days up to today."""
    first = _start(unit, today)
    if which == "this":
        return first, today
    if which == "past" or exact:
        return today - _LONG[unit], today
    return first - _LONG[unit], first - _DAY


def _ago(number: str, unit: str, today: date) -> tuple[date, date]:
    """Read "two weeks ago" as that week of the calendar, and "a few weeks ago" as any of some."""
    if any(word in number for word in _VAGUE):
        return today - _LONG[unit] * 2 * _number(number), today - _LONG[unit]
    day = today - _LONG[unit] * _number(number)
    first = _start(unit, day)
    return first, first + _LONG[unit] - _DAY


def _number(text: str) -> int:
    if text.isdigit() or text in _FEW:
        return int(text) if text.isdigit() else _FEW.index(text) + 1
    return next((n for word, n in _VAGUE.items() if word in text), 1)


def _start(unit: str, day: date) -> date:
    """Give the first day of the week, the month or the year that a day lies in."""
    if unit == "week":
        return day - _DAY * day.weekday()
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[unit]
