"""What an index holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from onrecord.index import Store


class PeriodRecord(TypedDict):
    """First and last date of publication."""

    first: str
    last: str


class InfoRecord(TypedDict):
    """What an index holds."""

    version: str
    """Of onrecord."""
    articles: int
    passages: int
    revision: int
    """Counts the publications of the index."""
    encoder: str
    """The model that the vectors were made with."""
    period: PeriodRecord | None
    undated: int
    """Articles without a date of publication: no time finds them."""
    sources: dict[str, int]
    """Articles of each outlet, most first."""


def info_record(index: Store, version: str) -> InfoRecord:
    """Describe an index."""
    period = index.period()
    return {
        "version": version,
        "articles": index.n_articles,
        "passages": index.n_passages,
        "revision": index.revision,
        "encoder": index.encoder_name,
        "period": {"first": period[0], "last": period[1]} if period else None,
        "undated": index.n_undated,
        "sources": index.sources(),
    }
