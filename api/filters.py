"""Filters as people type them."""

from __future__ import annotations

from datetime import date

from onrecord.index import QueryError
from onrecord.search import Filters


def make_filters(
    *,
    source: str | None = None,
    author: str | None = None,
    since: str | None = None,
    until: str | None = None,
    language: str | None = None,
) -> Filters:
    """Check filters; blank ones ask for nothing.

    Args:
        source: The outlet.
        author: The byline.
        since: First day of publication, YYYY-MM-DD.
        until: Last day of publication, YYYY-MM-DD.
        language: ISO 639-1 code.

    Raises:
        QueryError: A date is none, or the first day comes after the last.
    """
    first, last = _day("since", since), _day("until", until)
    if first and last and first > last:
        raise QueryError(f"since ({first}) is after until ({last}): no day is in between; swap them")
    return Filters(given(source), given(author), first, last, given(language))


def given(value: str | None) -> str | None:
    """Give what is typed, or None where that is nothing but blanks."""
    return (value or "").strip() or None


def _day(name: str, value: str | None) -> str | None:
    text = given(value)
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise QueryError(f"{name} {text!r} is not a day; write it like 2025-10-31") from None
