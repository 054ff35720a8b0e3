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
_UNITS: Final = "day|week|month|year"
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<day>today|yesterday|tonight|this\s+morning|last\s+night|the\s+day\s+before\s+yesterday)|(?P<the>the\s+)?(?P<which>this|last|past)\s+(?P<unit>week|month|year)(?!\s+of\b)"
    rf"|in\s+recent\s+(?P<recent>days|weeks|months)|(?P<weekend>last|this|past)\s+weekend|(?:in\s+)?(?:the\s+)?(?:last|past)\s+(?P<n>{_NUMBER})\s+(?P<units>{_UNITS})s?"
    rf"|(?P<ago>{_NUMBER})\s+(?P<ago_unit>{_UNITS})s?\s+ago"
    rf"|(?:(?<=\bsince )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|(?<=\bby )|(?P<that>last|this|on)\s+)"
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)}))\b",
    re.IGNORECASE,
)
_BACK: Final = {"yesterday": 1, "last night": 1, "the day before yesterday": 2}


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
        if match["weekday"] and question[match.end() :].lower().startswith(" of "):  # "the last Friday of May"
            continue
        that_day = (match["day"] or "").lower().endswith(("night", "morning", "today"))
        if (on_weekday or that_day) and not living:  # any Tuesday may be meant, any night, or these times
            continue
        yield DateSpan(*match.span(), *_relative(match, today), bound=not on_weekday, stated=False)


def _vague(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """Read times that are not said to the day: "in recent weeks", "last weekend", "a few days ago"."""
    if match["recent"]:
        return today - _delta(match["recent"][:-1], _VAGUE["few"]), today
    if match["weekend"]:
        saturday = today - timedelta(days=(today.weekday() - 5) % 7)
        return saturday, saturday + timedelta(days=1)
    number = next((n for word, n in _VAGUE.items() if word in (match["ago"] or "").lower()), None)
    if number is None:
        return None
    # "A few days ago" is yesterday but one, or a week ago.
    return today - _delta(match["ago_unit"], 2 * number), today - _delta(match["ago_unit"], 1)


def _calendar(match: re.Match[str], today: date) -> tuple[date, date]:
    """Read "last week" as the one of the calendar, and "the past month" as the days up to today."""
    unit, which = match["unit"].lower(), match["which"].lower()
    first = _starts(today)[unit]
    if which == "this":
        return first, today
    if which == "past" or match["the"]:
        return today - _delta(unit, 1), today
    return first - _delta(unit, 1), first - timedelta(days=1)


def _relative(match: re.Match[str], today: date) -> tuple[date, date]:
    if vague := _vague(match, today):
        return vague
    if match["n"]:
        return today - _delta(match["units"], _number(match["n"])), today
    if match["unit"]:
        return _calendar(match, today)
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
        back = _BACK.get(" ".join(match["day"].lower().split()), 0)
    day = today - timedelta(days=back)
    return day, day


def _number(text: str) -> int:
    text = text.lower()
    if text.isdigit() or text in _FEW:
        return int(text) if text.isdigit() else _FEW.index(text) + 1
    return next((n for word, n in _VAGUE.items() if word in text), 1)


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
