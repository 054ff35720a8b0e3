"""The dates that a question names, as days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from .date_ranges import MONTH, MONTHS, DateSpan, day_range, joined_ranges
from .named_days import named_days

__all__ = ["DateSpan", "find_dates"]

_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
# A month or a year by itself is one behind these.
_ALONE: Final = (
    "(?:" + "|".join(rf"(?<=\b{word} )" for word in "since before after until till by from".split()) + ")"
)
# "Last March"; but "the past may haunt us", "this may be".
_NAMED: Final = rf"(?:{_ALONE}|(?:(?<=\blast )|(?<=\bpast )|(?<=\bthis ))(?-i:(?=[A-Z])))"
_MONTHS_RANGE: Final = re.compile(
    rf"\b(?:between|from)\s+(?P<month>{MONTH})(?:\s+(?P<year>(?:19|20)\d\d))?\s+(?:and|to|until|till|through)\s+"
    rf"(?P<to>{MONTH})(?:,?\s+(?P<to_year>(?:19|20)\d\d))?\b(?!\s*\d)",
    re.IGNORECASE,
)
_NTH: Final = "(?:(?P<nth>first|second|third|last) (?P<span>week|weekend|day) of )"
_ABSOLUTE: Final = tuple(
    re.compile(rf"\b{pattern}\b", re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        rf"(?P<month>{MONTH})\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?",
        rf"{_DAY}\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+{_YEAR})?",
        rf"{_NTH}(?P<month>{MONTH})(?:,?\s+(?:of\s+)?{_YEAR})?",
        rf"(?P<part>beginning|start|middle|end|close) of (?P<month>{MONTH})(?:,?\s+(?:of\s+)?{_YEAR})?",
        rf"(?<=\bat the )(?P<part>beginning|start|end|close) of {_YEAR}",
        rf"(?:(?P<part>early|late|mid)[ -])?(?P<month>{MONTH}),?\s+(?:of\s+)?{_YEAR}",
        rf"(?<=\bin )(?:(?P<part>early|late|mid)[ -]?)?(?P<month>{MONTH})|{_NAMED}(?P<month2>{MONTH})",
        rf"(?<=\bin )(?:early |late |mid-?|all of )?{_YEAR}|{_ALONE}(?P<year2>(?:19|20)\d\d)",
    )
)
_FEW: Final = "one two three four five six seven eight nine ten eleven twelve".split()
_VAGUE: Final = {"few": 4, "couple": 2, "several": 5}
_NUMBER: Final = rf"\d{{1,3}}|an?|{'|'.join(_FEW)}|(?:a\s+)?(?:few|couple\s+of)|several"
_UNITS: Final = "day|week|month|year"
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_RELATIVE: Final = re.compile(
    r"\b(?:(?P<day>today|yesterday|tonight|this\s+morning|last\s+night|the\s+day\s+before\s+yesterday)|(?P<which>this|last|past)\s+(?P<unit>week|month|year)"
    rf"|in\s+recent\s+(?P<recent>days|weeks|months)|(?P<weekend>last|this|past)\s+weekend|(?:in\s+)?(?:the\s+)?(?:last|past)\s+(?P<n>{_NUMBER})\s+(?P<units>{_UNITS})s?"
    rf"|(?P<ago>{_NUMBER})\s+(?P<ago_unit>{_UNITS})s?\s+ago"
    rf"|(?:(?<=\bsince )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|(?<=\bby )|(?P<that>last|this|on)\s+)"
    rf"(?P<weekday>{'|'.join(_WEEKDAYS)}))\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
# First and last day of a part of a month; 0 reaches to its end, or begins a week before it.
_PARTS: Final = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 0), "beginning": (1, 10), "start": (1, 10), "middle": (11, 20),
    "end": (21, 0), "close": (21, 0),
    "first": (1, 7), "second": (8, 14), "third": (15, 21), "last": (0, 0),
}  # fmt: skip
_BACK: Final = {"yesterday": 1, "last night": 1, "the day before yesterday": 2}
_PARTS_OF_YEAR: Final = {"beginning": (1, 2), "start": (1, 2), "end": (11, 12), "close": (11, 12)}
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
    horizon = latest or today
    living = latest is None or abs((today - latest).days) <= _LIVE
    now = today if living else horizon
    found = [one for match in _MONTHS_RANGE.finditer(question) if (one := _months(match, horizon))]
    told = named_days(question, horizon)
    found += [one for one in told if one.last >= (earliest or date.min) and not _overlaps(one, found)]
    for pattern in _ABSOLUTE:
        for match in pattern.finditer(question):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                period = _absolute(match, horizon)
                if period:
                    groups = match.groupdict()
                    stated = bool(groups.get("year") or groups.get("year2"))
                    found.append(day_range(question, DateSpan(*match.span(), *period, stated=stated)))
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
        span = DateSpan(*match.span(), *_relative(match, now), bound=not on_weekday, stated=False)
        if not _overlaps(span, found):
            found.append(span)
    within = [] if quoted else [one.span() for one in _QUOTED.finditer(question)]
    asked = [one for one in found if not any(first <= one.start and one.end <= last for first, last in within)]
    return joined_ranges(question, sorted(asked))


def _overlaps(span: DateSpan, others: list[DateSpan]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


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
        opens, ends = _PARTS_OF_YEAR.get((groups.get("part") or "").lower(), (1, 12))
        return date(year, opens, 1), date(year, ends, monthrange(year, ends)[1])
    month = _month_number(name)
    try:
        if groups.get("day"):
            first = last = date(year, month, int(groups["day"]))
        else:
            end = monthrange(year, month)[1]
            start, stop = _PARTS.get((groups.get("part") or groups.get("nth") or "").lower(), (1, end))
            first, last = date(year, month, start or end - 6), date(year, month, stop or end)
            first, last = _part_of_week(groups.get("span"), (groups.get("nth") or "").lower(), first, last)
        if not stated and first > horizon:
            first, last = first.replace(year=year - 1), last.replace(year=year - 1)
    except ValueError:
        return None
    return first, last


def _part_of_week(span: str | None, nth: str, first: date, last: date) -> tuple[date, date]:
    """Narrow a week of a month to its weekend, or to the first or the last day of the month."""
    if span is None or span.lower() == "week":
        return first, last
    if span.lower() == "day":
        day = last if nth == "last" else first.replace(day=1 + ("first", "second", "third").index(nth))
        return day, day
    saturday = first + timedelta(days=(5 - first.weekday()) % 7)
    return saturday, saturday + timedelta(days=1)


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


def _relative(match: re.Match[str], today: date) -> tuple[date, date]:
    if vague := _vague(match, today):
        return vague
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
