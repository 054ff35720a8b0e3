"""Filters that act before anything is ranked, so that a narrow one loses no match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .errors import QueryError


@dataclass(frozen=True, slots=True)
class Filters:
    """What an article must be to be searched at all; None asks for nothing.

    Attributes:
        source: The outlet, whatever its case.
        author: The byline, or part of it.
        since: First day of publication, ISO 8601.
        until: Last day of publication, ISO 8601.
        language: ISO 639-1 code.
    """

    source: str | None = None
    author: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None

    def days(self) -> tuple[date | None, date | None]:
        """Give the first and the last day.

        Raises:
            QueryError: A date is not a date.
        """
        return _day("since", self.since), _day("until", self.until)


def _day(name: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise QueryError(f"{name}: {value!r} is not a date; write 2025-10-31") from None
