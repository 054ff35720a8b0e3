"""How a question was read, in a line for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from .text import clean

if TYPE_CHECKING:
    from onrecord.search import Understood

_ORDERS: Final = {"latest": "latest first", "earliest": "first words first", "change": "how it changed, by day"}


def understood_line(understood: Understood) -> str:
    """Say how a question was read; "" where there is nothing to tell."""
    return " · ".join(_parts(understood))


def _parts(understood: Understood) -> Iterator[str]:
    if understood.question is not None:
        yield f"“{clean(understood.question)}”"
    if understood.mended:
        yield "not " + ", ".join(
            f"{clean(typed)} but {clean(meant)}" for typed, meant in understood.mended.items()
        )
    if understood.speaker is not None:
        about = "" if understood.topic is None else f" on {clean(understood.topic)}"
        yield f"{clean(understood.speaker)}{about}"
    if understood.periods:
        from onrecord.search.query.reading import told_period

        yield from (told_period(*period) for period in understood.periods)
    if understood.outlets:
        yield ", ".join(map(clean, understood.outlets))
    if understood.order is not None:
        yield _ORDERS[understood.order]
