"""Filters as people type them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.index import QueryError
from onrecord.search import Filters


def make_filters(
    *,
    source: str | Sequence[str] | None = None,
    author: str | None = None,
    since: str | None = None,
    until: str | None = None,
    language: str | None = None,
    min_probability: float | None = None,
) -> Filters:
    """Check filters; blank ones ask for nothing.

    Args:
        source: The outlet, or several, any of which will do.
        author: The byline.
        since: First day of publication, YYYY-MM-DD.
        until: Last day of publication, YYYY-MM-DD.
        language: ISO 639-1 code.
        min_probability: Least probability of a statement, 0 to 1; None is what is listed.

    Raises:
        QueryError: A date is none, the first day comes after the last, or a probability is none.
    """
    first, last = a_day("since", since), a_day("until", until)
    if first and last and first > last:
        raise QueryError(f"since ({first}) is after until ({last}): no day is in between; swap them")
    if min_probability is not None and not 0.0 <= min_probability <= 1.0:
        raise QueryError(f"the least probability is {min_probability}; it must be 0 to 1")
    named = [source] if isinstance(source, str) else source or ()
    outlets = tuple(name.strip() for name in named if name.strip())
    one = outlets[0] if len(outlets) == 1 else outlets or None
    return Filters(one, given(author), first, last, given(language), min_probability)


def given(value: str | None) -> str | None:
    """Give what is typed, or None where that is nothing but blanks."""
    return (value or "").strip() or None


def a_day(name: str, value: str | None) -> str | None:
    """Check a day; a blank one is none.

    Args:
        name: What it is called where it is typed, for errors.
        value: The day, YYYY-MM-DD.

    Raises:
        QueryError: It is no day.
    """
    text = given(value)
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise QueryError(f"{name} {text!r} is not a day; write it like 2025-10-31") from None
