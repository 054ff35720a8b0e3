"""Every day, month or year of a sentence stands in what it cites, or is the day on which that was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from ..model import Quote
from .claim import Claim

_MONTHS: Final = "january february march april may june july august september october november december".split()
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH: Final = rf"(?P<month>{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:1[5-9]|20)\d\d)"
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b",
        rf"\b{_MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR}\b)?",
        rf"\b{_MONTH}\s+{_YEAR}\b",
        rf"(?<=\b(?:in|by) )(?-i:May)(?!\w)(?P<may>)|\b(?!may\b)(?P<month>{'|'.join(_MONTHS)})\b",
        rf"(?<![\d.,$£€-])\b{_YEAR}\b(?![\d,.]*\d|\s*(?:people|votes|euros|crowns|dollars|pounds|jobs|drones|times|years))",
    )
)
_WEEKDAY: Final = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})s?\b", re.IGNORECASE)
_RELATIVE: Final = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|(?:(?:last|next|this|previous|following)\s+"
    r"(?:week(?:end)?|month|year|summer|winter|spring|autumn|night|season)|(?:the\s+)?(?:week|month|year)\s+(?:before|after))"
    r"|midnight|noon|dawn|midday|weekend|christmas|easter|summer|winter|spring|autumn)\b",
    re.IGNORECASE,
)


_NOW: Final = ("now", "nowadays", "contemporary", "currently", "these days", "modern")
_SAME_TIME: Final = {"autumn": ("this fall", "next fall", "last fall", "the fall"), "today": _NOW}
"""What else says the same as a word for a time; "today" is these days, too."""


class Day(NamedTuple):
    """What a text says of a day: any part may be unsaid; and where it says so."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int


def date_spans(text: str) -> list[tuple[int, int]]:
    """Give the places of dates, whose digits are no numbers of things."""
    return [(one.start, one.end) for one in dates(text)]


def dates(text: str) -> Iterator[Day]:
    """Yield the dates of a text, longest first where they overlap."""
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for found in pattern.finditer(text):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            parts = found.groupdict()
            month = "may" if parts.get("may") is not None else parts.get("month")
            if month and month.strip().lower() == "march" and found[0].islower():
                continue
            taken.append(found.span())
            year, day = parts.get("year"), parts.get("day")
            yield Day(int(year) if year else None, _number(month), int(day) if day else None, *found.span())


def _number(month: str | None) -> int | None:
    if not month:
        return None
    return int(month) if month.isdigit() else [one[:3] for one in _MONTHS].index(month.strip().lower()[:3]) + 1


def check_dates(claim: Claim) -> str | None:
    """Find a date that no cited quote has, nor was published on."""
    held = [day for quote in claim.quotes for day in _held(quote)]
    for one in dates(claim.text):
        published = [_published(quote) for quote in claim.quotes] if not _told(claim, one.start) else []
        if not any(_agrees(one, other) for other in (*held, *filter(None, published))):
            return f"{claim.text[one.start : one.end]} is no date of what it cites"
    near = " ".join(f"{quote.around} {quote.cue} {quote.text}" for quote in claim.quotes).lower()
    for found in _WEEKDAY.finditer(claim.text):
        name = found[0].lower().removesuffix("s")
        days = {_WEEKDAYS[day.weekday()] for day in map(_day_of, claim.quotes) if day is not None}
        if name not in near and (name not in days or _told(claim, found.start())):
            return f"{found[0]} is no day of what it cites"
    for found in _RELATIVE.finditer(claim.text):
        words = " ".join(found[0].lower().split()).removeprefix("the ")
        if not any(other in near for other in (words, *_SAME_TIME.get(words.split()[-1], ()))):
            return f"“{found[0]}” does not stand in what it cites"
    return None


def _told(claim: Claim, place: int) -> bool:
    """Whether a place of a sentence is within what somebody is made to say."""
    return any(start <= place < end for start, end in claim.said)


def _held(quote: Quote) -> Iterator[Day]:
    """Yield the dates of a quote, with the year and the month of publication where they go without saying."""
    published = _day_of(quote)
    for one in dates(f"{quote.text} {quote.around}"):
        yield one
        if one.year is None and published is not None:
            yield one._replace(year=published.year)
    if (
        published is not None
    ):  # the article's own weekdays, outside of the quote, are those before it was published
        for found in _WEEKDAY.finditer(quote.around.replace(quote.text, "")):
            weekday = _WEEKDAYS.index(found[0].lower().removesuffix("s"))
            day = published - timedelta(days=(published.weekday() - weekday) % 7)
            yield Day(day.year, day.month, day.day, *found.span())


def _published(quote: Quote) -> Day | None:
    day = _day_of(quote)
    return None if day is None else Day(day.year, day.month, day.day, 0, 0)


def _day_of(quote: Quote) -> date | None:
    try:
        return date.fromisoformat(quote.day)
    except ValueError:
        return None


def _agrees(one: Day, other: Day) -> bool:
    """Whether everything that one date says, another says too."""
    return all(
        said is None or said == has
        for said, has in ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    )
