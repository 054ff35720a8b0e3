"""Statements month by month, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from .quotes import Quote, quote_of
from .texts import TEXTS

if TYPE_CHECKING:
    from onrecord.search import Citation

_MONTH: Final = 7


@dataclass(frozen=True, slots=True)
class Month:
    """A month, and what was said in it.

    Attributes:
        name: For people: "October 2025".
        anchor: Its place on the page.
        quotes: Newest first; those that are shown.
        count: How many there are in all.
        at: Number of its first statement, from 0.
    """

    name: str
    anchor: str
    quotes: Sequence[Quote]
    count: int
    at: int


def by_month(said: Iterable[Citation], at: int = 0, most: int | None = None) -> list[Month]:
    """Put statements under their months, newest first.

    Args:
        said: The statements.
        at: Number of the first that is shown, from 0.
        most: How many are shown; None shows all.

    Returns:
        All months, those that are not shown without quotes.
    """
    in_order = sorted(said, key=lambda one: one.article.published or "", reverse=True)
    end = len(in_order) if most is None else at + most
    months: list[Month] = []
    begin = 0
    for month, some in groupby(in_order, key=_month):
        every = list(some)
        shown = [quote_of(one) for n, one in enumerate(every, start=begin) if at <= n < end]
        months.append(Month(_name(month), f"m{month or 'x'}", shown, len(every), begin))
        begin += len(every)
    return months


def _month(citation: Citation) -> str:
    return (citation.article.published or "")[:_MONTH]


def _name(month: str) -> str:
    try:
        return date.fromisoformat(f"{month}-01").strftime("%B %Y")
    except ValueError:
        return str(TEXTS["undated"])
