"""Filters as conditions on the columns of passages and articles, which say what `caches.articles` chooses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Final

from ..days import epoch_day
from ..filters import Filters
from .conditions import EVERYTHING, NOTHING, Column, Condition, between, one_of
from .revision import Facts

_DATED: Final = between(Column.DAY, epoch_day(date.min), None)


def compiled(filters: Filters, facts: Facts) -> Condition | None:
    """Compile filters.

    Args:
        filters: What is asked for.
        facts: The outlets, bylines and languages by number.

    Returns:
        What is asked of an article; None where nothing is.

    Raises:
        QueryError: A date is not a date.
    """
    first, last = filters.days()
    if filters.of_articles == Filters():
        return None
    asked = EVERYTHING
    if first is not None:
        asked &= between(Column.DAY, epoch_day(first), None)
    if last is not None:
        asked &= between(Column.DAY, None, epoch_day(last)) & _DATED
    if outlets := filters.outlets:
        asked &= _named(Column.SOURCE, facts.sources, lambda name: name in outlets)
    if author := (filters.author or "").casefold():
        asked &= _named(Column.AUTHOR, facts.authors, lambda name: author in name)
    if language := (filters.language or "").casefold():
        asked &= _named(Column.LANGUAGE, facts.languages, lambda name: name == language)
    return asked


def reported(sources: Collection[int], days: Collection[tuple[int, int]]) -> Condition:
    """Ask for articles of some outlets and days, as `Store.reported` does."""
    asked = one_of(Column.SOURCE, sources) if sources else EVERYTHING
    if days:
        within = NOTHING
        for first, last in days:
            within |= between(Column.DAY, first, last)
        asked &= within & _DATED
    return asked


def _named(column: Column, names: Sequence[str], fits: Callable[[str], bool]) -> Condition:
    return one_of(column, (number for number, name in enumerate(names) if fits(name.casefold())))
