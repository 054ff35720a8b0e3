"""Seasons and holidays that a question names, as days: "the spring of 2021", "the week before Christmas 2023"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from .date_ranges import DateSpan

_YEAR: Final = r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))"
# First month of each, in the north, where most of English news is from; winter ends in the next year.
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON: Final = re.compile(
    r"\b(?:the\s+)?(?:(?P<part>early|mid|late)[ -])?(?P<season>spring|summer|autumn|fall|winter)"
    rf"{_YEAR}(?:[-–/](?P<to>\d\d)\b)?"
    r"|\b(?P<which>last|this|past)\s+(?P<season2>spring|summer|autumn|winter|(?<=last )fall)\b",
    re.IGNORECASE,
)
_HOLIDAYS: Final = (
    r"thanksgiving(?:\s+day)?|black\s+friday|cyber\s+monday|christmas(?:\s+(?:day|eve))?|boxing\s+day"
    r"|new\s+year['’]?s?(?:\s+(?:day|eve))?|hallowe['’]?en|easter(?:\s+sunday)?|good\s+friday|independence\s+day"
    r"|labor\s+day|memorial\s+day|valentine['’]?s\s+day|st\.?\s+patrick['’]?s\s+day|bonfire\s+night"
)
_AT: Final = r"\b(?:on|over|at|around|during|since|before|after|until|by)\s+"
_HOLIDAY: Final = re.compile(
    rf"\b(?:the\s+)?(?P<span>week|weekend|day|days)\s+(?P<side>before|after|of)\s+(?P<day>{_HOLIDAYS})\b{_YEAR}?"
    rf"|\b(?P<day2>{_HOLIDAYS})\s+(?P<span2>week|weekend){_YEAR.replace('year', 'year2')}?"
    # "Before the Christmas 2023 games" is about games.
    rf"|{_AT}(?P<day3>{_HOLIDAYS}){_YEAR.replace('year', 'year3')}"
    rf"|\b(?:on|since|over|at)\s+(?P<day4>{_HOLIDAYS})\b(?=\s*[?.!,]|$)",
    re.IGNORECASE,
)
_THURSDAY, _MONDAY, _SUNDAY = 3, 0, 6
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
_FIXED: Final = {
    "christmas eve": (12, 24), "christmas": (12, 25), "boxing": (12, 26), "hallow": (10, 31),
    "independence": (7, 4), "valentine": (2, 14), "st": (3, 17), "bonfire": (11, 5),
}  # fmt: skip


class _Named(NamedTuple):
    name: str
    year: str | None
    span: str
    side: str


def named_days(question: str, horizon: date) -> Iterator[DateSpan]:
    """Find the seasons and holidays that a question names as times; "Arab Spring" is a name.

    Args:
        question: Any text.
        horizon: Last day of the corpus; what has no year is the last one that began not after it.

    Yields:
        The days of each; none of them bounds what may be found, unless a word before it says so.
    """
    for match in _SEASON.finditer(question):
        named = (
            match["season"]
            and match["season"][0].isupper()
            and re.search(r"[A-Z]\w+ $", question[: match.start()])
        )
        if not (named or re.search(r"\bfor $", question[: match.start()])) and (period := _season(match, horizon)):
            yield DateSpan(*match.span(), *period, stated=bool(match["year"]))
    for match in _HOLIDAY.finditer(question):
        one = _holiday(match)
        period = _around(one, horizon)
        # The word that leads to it stays outside, so that it may make it a bound.
        start = max(match.start("day3"), match.start("day4"), match.start())
        yield DateSpan(start, match.end(), *period, stated=bool(one.year))


def is_holiday(words: str) -> bool:
    """Tell whether words are the name of a holiday and no more."""
    return re.fullmatch(_HOLIDAYS, words, re.IGNORECASE) is not None


def _season(match: re.Match[str], horizon: date) -> tuple[date, date] | None:
    name = (match["season"] or match["season2"]).lower()
    month = _SEASONS[name]
    if match["year"]:
        year = int(match["year"])
        # "Winter 2023" has begun in December 2022 or in December 2023; "winter 2023-24" tells.
        first = date(year, month, 1) if name != "winter" or match["to"] else date(year - 1, month, 1)
        last = _end(first, 3) if name != "winter" or match["to"] else _end(date(year, month, 1), 3)
        part = (match["part"] or "").lower()
        if part and name != "winter":
            first = date(year, month + {"early": 0, "mid": 1, "late": 2}[part], 1)
            last = _end(first, 1)
        return first, last
    first = date(horizon.year, month, 1)
    if first > horizon:
        first = first.replace(year=first.year - 1)
    if match["which"].lower() != "this" and _end(first, 3) >= horizon:
        first = first.replace(year=first.year - 1)
    return first, _end(first, 3)


def _end(first: date, months: int) -> date:
    """Give the last day of so many months."""
    number = first.year * 12 + first.month - 1 + months - 1
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _holiday(match: re.Match[str]) -> _Named:
    groups = match.groupdict()
    name = next(groups[one] for one in ("day", "day2", "day3", "day4") if groups[one])
    year = groups["year"] or groups["year2"] or groups["year3"]
    return _Named(
        " ".join(name.lower().split()), year, groups["span"] or groups["span2"] or "", groups["side"] or "of"
    )


def _around(one: _Named, horizon: date) -> tuple[date, date]:
    """Give the days that are meant: the holiday, the week that it lies in, those before it or after."""
    day = _day_of(one.name, int(one.year) if one.year else horizon.year)
    if not one.year and day > horizon:
        day = _day_of(one.name, horizon.year - 1)
    if not one.span:
        return day, day
    length = {"week": _WEEK, "weekend": _WEEK / 7 * 2, "day": _DAY, "days": _WEEK}[one.span.lower()]
    if one.side.lower() == "before":
        return day - length, day - _DAY
    if one.side.lower() == "after":
        return day + _DAY, day + length
    monday = day - timedelta(days=day.weekday())
    return (monday, monday + 6 * _DAY) if one.span.lower() == "week" else (day - _DAY, day + 3 * _DAY)


def _day_of(name: str, year: int) -> date:
    """Give the day of a holiday: Anglo-American ones, by their rules."""
    from dateutil.easter import easter

    thanksgiving = _nth(year, 11, _THURSDAY, 4)
    moved = {
        "thanks": thanksgiving, "black": thanksgiving + _DAY, "cyber": thanksgiving + 4 * _DAY,
        "easter": easter(year), "good": easter(year) - 2 * _DAY, "labor": _nth(year, 9, _MONDAY, 1),
        "memorial": _nth(year, 6, _MONDAY, 1) - _WEEK,
        "new": date(year, 12, 31) if name.endswith("eve") else date(year, 1, 1),
    }  # fmt: skip
    for begins, day in moved.items():
        if name.startswith(begins):
            return day
    return date(year, *next(day for begins, day in _FIXED.items() if name.startswith(begins)))


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
