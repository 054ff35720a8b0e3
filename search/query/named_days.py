"""Seasons and holidays that a question names, as days: "the spring of 2021", "the week before Christmas 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Final

from dateutil.relativedelta import MO, TH, relativedelta

from .date_ranges import DateSpan, around

_YEAR: Final = r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))"
# First month of each, in the north, where most of English news is from; winter ends in the next year.
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_YEARS_SEASON: Final = re.compile(
    r"\b(?:the\s+)?(?:(?P<part>early|mid|late)[ -])?(?P<season>spring|summer|autumn|fall|winter)"
    rf"{_YEAR}(?:[-–/](?P<to>\d\d)\b)?",
    re.IGNORECASE,
)
_SEASON_AGO: Final = re.compile(
    r"\b(?P<which>last|this|past)\s+(?P<season>spring|summer|autumn|winter|(?<=last )fall)\b", re.IGNORECASE
)
_HOLIDAYS: Final = (
    r"thanksgiving(?:\s+day)?|black\s+friday|cyber\s+monday|christmas(?:\s+(?:day|eve))?|boxing\s+day"
    r"|new\s+year['’]?s?(?:\s+(?:day|eve))?|hallowe['’]?en|easter(?:\s+sunday)?|good\s+friday|independence\s+day"
    r"|labor\s+day|memorial\s+day|valentine['’]?s\s+day|st\.?\s+patrick['’]?s\s+day|bonfire\s+night"
)
_HOLIDAY: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:the\s+)?(?P<span>week|weekend|day|days)\s+(?P<side>before|after|of)\s+(?P<day>{_HOLIDAYS})\b{_YEAR}?",
        rf"\b(?P<day>{_HOLIDAYS})\s+(?P<span>week|weekend){_YEAR}?",
        # "Before the Christmas 2023 games" is about games.
        rf"\b(?:on|over|at|around|during|since|before|after|until|by)\s+(?P<day>{_HOLIDAYS}){_YEAR}",
        rf"\b(?:on|since|over|at)\s+(?P<day>{_HOLIDAYS})\b(?=\s*[?.!,]|$)",
    )
)
_DAY: Final = timedelta(days=1)


def named_days(question: str, horizon: date) -> Iterator[DateSpan]:
    """Find the seasons and holidays that a question names as times; "Arab Spring" is a name.

    Args:
        question: Any text.
        horizon: Last day of the corpus; what has no year is the last one that began not after it.

    Yields:
        The days of each; none of them bounds what may be found, unless a word before it says so. Several may be
        of the same words, the likeliest first.
    """
    for match in chain(_YEARS_SEASON.finditer(question), _SEASON_AGO.finditer(question)):
        before, year = question[: match.start()], match.groupdict().get("year")
        named = year and match["season"][0].isupper() and re.search(r"[A-Z]\w+ $", before)
        if not named and not re.search(r"\bfor $", before):
            period = _season_of(match) if year else _season_ago(match, horizon)
            yield DateSpan(*match.span(), *period, stated=bool(year))
    for pattern in _HOLIDAY:
        for match in pattern.finditer(question):
            groups = match.groupdict("")
            year = groups.get("year", "")
            period = _around(match["day"], year, groups.get("span", ""), groups.get("side", "of"), horizon)
            # The word that leads to it stays outside, so that it may make it a bound.
            start = match.start() if "span" in groups else match.start("day")
            yield DateSpan(start, match.end(), *period, stated=bool(year))


def is_holiday(words: str) -> bool:
    """Tell whether words are the name of a holiday and no more."""
    return re.fullmatch(_HOLIDAYS, words, re.IGNORECASE) is not None


def _season_of(match: re.Match[str]) -> tuple[date, date]:
    """Give the days of the season of a year, or of a part of it: "early spring 2021"."""
    name, year = match["season"].lower(), int(match["year"])
    first = date(year, _SEASONS[name], 1)
    if name != "winter" and match["part"]:
        first += relativedelta(months=("early", "mid", "late").index(match["part"].lower()))
        return first, _end(first, 1)
    # "Winter 2023" has begun in December 2022 or in December 2023; "winter 2023-24" tells.
    either = name == "winter" and not match["to"]
    return first - relativedelta(years=int(either)), _end(first, 3)


def _season_ago(match: re.Match[str], horizon: date) -> tuple[date, date]:
    """Give the days of the last season of a name, which "this summer" may still be in."""
    first = date(horizon.year, _SEASONS[match["season"].lower()], 1)
    if first > horizon:
        first -= relativedelta(years=1)
    if match["which"].lower() != "this" and _end(first, 3) >= horizon:
        first -= relativedelta(years=1)
    return first, _end(first, 3)


def _end(first: date, months: int) -> date:
    """Give the last day of so many months."""
    return first + relativedelta(months=months) - _DAY


def _around(holiday: str, year: str, span: str, side: str, horizon: date) -> tuple[date, date]:
    """Give the days that are meant: the holiday, the week that it lies in, those before it or after."""
    name = " ".join(holiday.lower().split())
    day = _day_of(name, int(year) if year else horizon.year)
    if not year and day > horizon:
        day = _day_of(name, horizon.year - 1)
    return around(day, span.lower(), side.lower()) if span else (day, day)


def _day_of(name: str, year: int) -> date:
    """Give the day of a holiday: Anglo-American ones, by their rules."""
    from dateutil.easter import easter

    thanksgiving = date(year, 11, 1) + relativedelta(weekday=TH(4))
    easter_sunday = easter(year)
    begins = {
        "thanks": thanksgiving, "black": thanksgiving + _DAY, "cyber": thanksgiving + 4 * _DAY,
        "easter": easter_sunday, "good": easter_sunday - 2 * _DAY,
        "labor": date(year, 9, 1) + relativedelta(weekday=MO(1)),
        "memorial": date(year, 5, 31) + relativedelta(weekday=MO(-1)),
        "new": date(year, 12, 31) if name.endswith("eve") else date(year, 1, 1),
        "christmas eve": date(year, 12, 24), "christmas": date(year, 12, 25), "boxing": date(year, 12, 26),
        "hallow": date(year, 10, 31), "independence": date(year, 7, 4), "valentine": date(year, 2, 14),
        "st": date(year, 3, 17), "bonfire": date(year, 11, 5),
    }  # fmt: skip
    return next(day for begin, day in begins.items() if name.startswith(begin))
