"""Filters that act before anything is ranked, so that a narrow one loses no match."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from .errors import QueryError

_CONDITIONS: Final = {
    "source": "a.source = :source COLLATE NOCASE",
    "author": "a.author LIKE '%' || :author || '%'",
    "since": "a.published >= :since",
    # A date sorts before the times of its day, and "~" after all of them.
    "until": "a.published <= :until || '~'",
    "language": "a.language = :language COLLATE NOCASE",
}


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

    def condition(self) -> tuple[str, dict[str, str]]:
        """Give the filters as SQL over the columns of article `a`, and its parameters; ("", {}) asks for nothing.

        Raises:
            QueryError: A date is not a date.
        """
        asked = {name: value for name in _CONDITIONS if (value := getattr(self, name))}
        for name in ("since", "until"):
            if name in asked:
                try:
                    date.fromisoformat(asked[name])
                except ValueError:
                    raise QueryError(f"{name}: {asked[name]!r} is not a date; write 2025-10-31") from None
        return " AND ".join(_CONDITIONS[name] for name in asked), asked
