"""Days of publication: read, counted and written the same way everywhere."""

from __future__ import annotations

from datetime import date
from typing import Final

_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAY: Final = 10


def day_of(published: str | None) -> date | None:
    """Give the day of a date of publication (ISO 8601); None where there is none."""
    try:
        return date.fromisoformat((published or "")[:_DAY])
    except ValueError:
        return None


def epoch_day(day: date) -> int:
    """Count the days from 1970 to a day."""
    return day.toordinal() - _EPOCH


def from_epoch(day: int) -> date:
    """Give the day that is so many days after the first of 1970."""
    return date.fromordinal(day + _EPOCH)


def in_words(day: date) -> str:
    """Write a day for people: 2 October 2025."""
    return f"{day.day} {day:%B} {day.year}"
