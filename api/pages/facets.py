"""What may be narrowed down, with counts over the passages found."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .links import SHOWN, Asked
from .shown import plain
from .texts import TEXTS

if TYPE_CHECKING:
    from onrecord.index import Hit, Statement

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
    speakers: Sequence[Choice]
    kinds: Sequence[Choice]
    bylines: Sequence[Choice]
    languages: Sequence[Choice]
    months: Sequence[Choice]


def facets(hits: Sequence[Hit], spoken: Mapping[int, Sequence[Statement]], asked: Asked) -> Facets:
    """Count the passages found, by their articles and by the statements in them.

    Args:
        hits: The passages.
        spoken: Row of a passage -> the statements in it.
        asked: What was asked for.
    """
    every = [hit.passage.article for hit in hits]
    said = [spoken.get(hit.row, ()) for hit in hits]
    months = Counter(one.published[:_MONTH] for one in every if one.published)
    in_order = sorted(months)[-_MONTHS:]
    most = max(months.values(), default=1)
    return Facets(
        _choices([one.source for one in every], "source", asked),
        _choices([name for some in said for name in {one.speaker for one in some}], "speaker", asked),
        _choices([kind for some in said for kind in {one.kind for one in some}], "kind", asked),
        _choices([one.author for one in every], "author", asked),
        _choices([one.language for one in every], "language", asked),
        [
            Choice(month, months[month], _of_month(asked, month), months[month] / most)
            for month in in_order
            if len(in_order) > 1
        ],
    )


def _choices(values: Iterable[str | None], field: str, asked: Asked) -> list[Choice]:
    counts = Counter(filter(None, values))
    if len(counts) < 2:  # noqa: PLR2004 - one value leaves nothing to choose
        return []
    most = max(counts.values())
    return [
        Choice(
            TEXTS[value] if field == "kind" else plain(value),
            count,
            asked.url(k=SHOWN, **{field: value}),
            count / most,
        )
        for value, count in counts.most_common(_SHOWN)
    ]


def _of_month(asked: Asked, month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return asked.url(since=f"{month}-01", until=f"{month}-{monthrange(year, number)[1]:02}", k=SHOWN)
