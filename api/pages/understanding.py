"""How a question was read, as chips: each can be taken off, which asks the rest of the question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from .shown import day, plain
from .texts import TEXTS

if TYPE_CHECKING:
    from onrecord.search import Understood

    from .links import Asked, Within


class Part(NamedTuple):
    """A part of what was understood.

    Attributes:
        label: What it is.
        value: What it says.
        url: The same question without it; None where nothing would be left.
    """

    label: str
    value: str
    url: str | None


def chips_of(read: Understood, asked: Asked) -> list[Part]:
    """Say how a question was read, part by part."""
    period = read.periods[0] if len(read.periods) == 1 else None
    # What is left of the question when a part is gone: days and an outlet stay as filters.
    rest = replace(
        asked,
        source=asked.source or (read.outlets[0] if len(read.outlets) == 1 else ""),
        since=asked.since or ((period[0] or "") if period else ""),
        until=asked.until or ((period[1] or "") if period else ""),
    )
    whole = _worded(read.speaker, read.topic)
    parts = []
    if read.speaker:
        parts.append(
            Part(TEXTS["of_speaker"], plain(read.speaker), rest.url(q=read.topic) if read.topic else None)
        )
    if read.topic:
        url = rest.url(q=_worded(read.speaker, None)) if read.speaker else None
        parts.append(Part(TEXTS["on"], plain(read.topic), url))
    if read.outlets:
        url = replace(rest, source="").url(q=whole) if whole else None
        parts.append(Part(TEXTS["at_outlet"], plain(", ".join(read.outlets)), url))
    for one in read.periods:
        url = replace(rest, since="", until="").url(q=whole) if whole else None
        parts.append(Part(*_period(*one), url))
    if read.order:
        parts.append(Part(TEXTS["order"], TEXTS[read.order], rest.url(q=whole) if whole else None))
    parts += [
        Part(TEXTS["mended"], plain(f"{typed} → {meant}"), asked.url(as_typed="1"))
        for typed, meant in read.mended.items()
    ]
    return parts


def bounds_of(within: Within) -> list[tuple[str, str]]:
    """Say of which days and outlets something is: each with its label, "in" "October 2025" and "by" "Time"."""
    period = [_period(within.since or None, within.until or None)] if within.since or within.until else []
    return [*period, *([(TEXTS["at_outlet"], plain(", ".join(within.source)))] if within.source else [])]


def _worded(speaker: str | None, topic: str | None) -> str:
    if speaker and topic:
        return str(TEXTS["said_of"].format(speaker=speaker, topic=topic))
    return str(TEXTS["said"].format(speaker=speaker)) if speaker else topic or ""


def _period(first: str | None, last: str | None) -> tuple[str, str]:
    """Say a period as people do, and the word before it: "in", "October 2025"; "from", "3 October 2025 to ..."."""
    if first and last:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        if begin == end:
            return TEXTS["on_day"], day(first)
        if begin.day == 1 and (end + timedelta(days=1)).day == 1:
            if (begin.year, begin.month) == (end.year, end.month):
                return TEXTS["in_time"], f"{begin:%B %Y}"
            if begin.year == end.year and begin.month == 1 and (end + timedelta(days=1)).month == 1:
                return TEXTS["in_time"], f"{begin.year}"
        return TEXTS["from_day"], f"{day(first)} {TEXTS['to_day']} {day(last)}"
    return (TEXTS["from_day"], day(first)) if first else (TEXTS["until_day"], day(last))
