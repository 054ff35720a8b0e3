"""Filters that act before anything is ranked, so that a narrow one loses no match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from .errors import QueryError
from .model import Article

_DAY: Final = 10


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

    def allows(self, article: Article) -> bool:
        """Tell whether an article is let through, as the tables of an index choose it.

        Raises:
            QueryError: A date is not a date.
        """
        first, last = self.days()
        day = (article.published or "")[:_DAY]
        return (
            (first is None or first.isoformat() <= day)
            and (last is None or ("" != day <= last.isoformat()))
            and (not self.source or (article.source or "").casefold() == self.source.casefold())
            and (not self.author or self.author.casefold() in (article.author or "").casefold())
            and (not self.language or (article.language or "").casefold() == self.language.casefold())
        )

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
