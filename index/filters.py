"""Filters that act before anything is ranked, so that a narrow one loses no match."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from .errors import QueryError
from .model import Article, Statement

_DAY: Final = 10


@dataclass(frozen=True, slots=True)
class Filters:
    """What an article must be to be searched at all, and how certain a statement; None asks for nothing.

    Attributes:
        source: The outlet, whatever its case, or several outlets, any of which will do.
        author: The byline, or part of it.
        since: First day of publication, ISO 8601.
        until: Last day of publication, ISO 8601.
        language: ISO 639-1 code.
        min_probability: Least probability of a statement, 0 to 1. A stance is no words and has none: any minimum
            above 0 leaves it out. None lists what `Statement.is_listed` says, and stances; answers weigh all.
    """

    source: str | tuple[str, ...] | None = None
    author: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None
    min_probability: float | None = None

    @property
    def outlets(self) -> frozenset[str]:
        """The outlets in lower case; none allows all."""
        named = (self.source,) if isinstance(self.source, str) else self.source or ()
        return frozenset(name.casefold() for name in named if name)

    @property
    def of_articles(self) -> Filters:
        """What is asked of articles alone."""
        return replace(self, min_probability=None)

    def trusts(self, statement: Statement) -> bool:
        """Tell whether a statement is certain enough."""
        if self.min_probability is None:
            return statement.is_listed or statement.kind == "stance"
        if not self.min_probability:
            return True
        return statement.certainty is not None and (statement.probability or 0.0) >= self.min_probability

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
            and (not (outlets := self.outlets) or (article.source or "").casefold() in outlets)
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
