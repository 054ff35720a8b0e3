"""What may be narrowed down, with counts over the passages found."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .links import SHOWN, Asked
from .shown import plain

if TYPE_CHECKING:
    from onrecord.index import Article

_SHOWN: Final = 8
_MONTHS: Final = 36
_MONTH: Final = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be chosen.

    Attributes:
        name: As people read it.
        count: Passages that have it.
        url: The address with it chosen.
        share: Of the highest count, 0 to 1.
    """

    name: str
    count: int
    url: str
    share: float


@dataclass(frozen=True, slots=True)
class Facets:
    """What may be narrowed down; a facet with one value only is empty."""

    outlets: Sequence[Choice]
    bylines: Sequence[Choice]
    languages: Sequence[Choice]
    months: Sequence[Choice]


def facets(articles: Iterable[Article], asked: Asked) -> Facets:
    """Count the articles of the passages found."""
    every = list(articles)
    months = Counter(one.published[:_MONTH] for one in every if one.published)
    in_order = sorted(months)[-_MONTHS:]
    most = max(months.values(), default=1)
    return Facets(
        _choices(every, "source", asked),
        _choices(every, "author", asked),
        _choices(every, "language", asked),
        [
            Choice(month, months[month], _of_month(asked, month), months[month] / most)
            for month in in_order
            if len(in_order) > 1
        ],
    )


def _choices(articles: Sequence[Article], field: str, asked: Asked) -> list[Choice]:
    counts = Counter(value for one in articles if (value := getattr(one, field)))
    if len(counts) < 2:  # noqa: PLR2004 - one value leaves nothing to choose
        return []
    most = max(counts.values())
    return [
        Choice(plain(value), count, asked.url(**{field: value, "k": SHOWN}), count / most)
        for value, count in counts.most_common(_SHOWN)
    ]


def _of_month(asked: Asked, month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return asked.url(since=f"{month}-01", until=f"{month}-{monthrange(year, number)[1]:02}", k=SHOWN)
