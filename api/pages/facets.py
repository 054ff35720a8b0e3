"""What may be narrowed down, with counts over the passages found."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from .links import Asked
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
    """What may be narrowed down; a facet with one value only is empty.

    Attributes:
        outlets: By count, as are speakers, kinds, bylines and languages.
        times: Months in their order, those without a passage too; years, where months would be too many.
    """

    outlets: Sequence[Choice]
    speakers: Sequence[Choice]
    kinds: Sequence[Choice]
    bylines: Sequence[Choice]
    languages: Sequence[Choice]
    times: Sequence[Choice]


def facets(hits: Sequence[Hit], spoken: Mapping[int, Sequence[Statement]], asked: Asked) -> Facets:
    """Count the passages found, by their articles and by the statements in them.

    Args:
        hits: The passages.
        spoken: Row of a passage -> the statements in it.
        asked: What was asked for.
    """
    every = [hit.passage.article for hit in hits]
    said = [spoken.get(hit.row, ()) for hit in hits]
    return Facets(
        _choices([one.source for one in every], "source", asked),
        _choices([name for some in said for name in {one.speaker for one in some}], "speaker", asked),
        _choices([kind for some in said for kind in {one.kind for one in some}], "kind", asked),
        _choices([one.author for one in every], "author", asked),
        _choices([one.language for one in every], "language", asked),
        _times([one.published for one in every if one.published], asked),
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
            asked.url(**{field: value}),
            count / most,
        )
        for value, count in counts.most_common(_SHOWN)
    ]


def _times(published: Sequence[str], asked: Asked) -> list[Choice]:
    months = Counter(filter(_is_month, (one[:_MONTH] for one in published)))
    if len(months) < 2:  # noqa: PLR2004 - as above
        return []
    first, last = min(months), max(months)
    begin, end = _number(first), _number(last)
    if end - begin < _MONTHS:
        spans = [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(begin, end + 1)]
        counts = months
    else:
        counts = Counter()
        for month, count in months.items():
            counts[month[:4]] += count
        spans = [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)][-_MONTHS:]
    most = max(counts.values())
    return [Choice(_called(one), counts[one], _within(asked, one), counts[one] / most) for one in spans]


def _is_month(text: str) -> bool:
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        return False
    return True


def _number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:]) - 1


def _called(span: str) -> str:
    return span if len(span) < _MONTH else f"{date.fromisoformat(f'{span}-01'):%B %Y}"


def _within(asked: Asked, span: str) -> str:
    if len(span) < _MONTH:
        return asked.url(since=f"{span}-01-01", until=f"{span}-12-31")
    year, number = (int(part) for part in span.split("-"))
    return asked.url(since=f"{span}-01", until=f"{span}-{monthrange(year, number)[1]:02}")
