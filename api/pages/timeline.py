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
        quotes: Newest first.
        share: Of the fullest month, 0 to 1.
    """

    name: str
    anchor: str
    quotes: Sequence[Quote]
    share: float


def by_month(said: Iterable[Citation]) -> list[Month]:
    """Put statements under their months."""
    in_order = sorted(said, key=lambda one: one.article.published or "", reverse=True)
    groups = [(month, list(some)) for month, some in groupby(in_order, key=_month)]
    most = max((len(some) for _, some in groups), default=1)
    return [
        Month(_name(month), f"m{month or 'x'}", [quote_of(one) for one in some], len(some) / most)
        for month, some in groups
    ]


def _month(citation: Citation) -> str:
    return (citation.article.published or "")[:_MONTH]


def _name(month: str) -> str:
    try:
        return date.fromisoformat(f"{month}-01").strftime("%B %Y")
    except ValueError:
        return str(TEXTS["undated"])
