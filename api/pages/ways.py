"""The ways on from an answer: its speakers and their topic; from a refusal also who else there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from onrecord.search import Engine

from ..records import rest_records
from ..speakers import speakers_like
from .links import ANYWHERE, Asked, Within, speaker_url, topic_url
from .shown import plain
from .texts import TEXTS
from .understanding import bounds_of

if TYPE_CHECKING:
    from onrecord.index import Statement
    from onrecord.search import Answer, Understood

    from ..records import RestRecord

_NAMED: Final = 6

Spoken = Mapping[int, Sequence["Statement"]]
"""Row of a passage -> the statements in it."""


def ways_of(engine: Engine, asked: Asked, answer: Answer, spoken: Spoken) -> dict[str, Any]:
    """Give the ways on: of an answer its speaker and topic, of a refusal also who else there is."""
    read = answer.understood
    topic = read.topic or asked.q
    said = next((one.statement for one in answer.citations if one.statement is not None), None)
    name = said.speaker if said is not None else None
    if name is None and read.speaker and (known := engine.speaker(read.speaker)) is not None:
        name = known.name
    rests = rest_records(answer)
    bounded = any(asked.filters().values()) or bool(read.periods) or bool(read.outlets)
    ways: dict[str, Any] = {
        "topic": topic_url(topic),
        "speakers": _all_said(rests, name, asked),
        "wider": Asked(_unbounded(asked, read)).url() if bounded else None,
        "tables": _tables(engine, asked, read, rests),
        "also_spoke": [],
        "spelt_alike": [],
    }
    if answer.answered:
        return ways
    # Of the passages found: asking for everybody's statements on the topic would take longer than the answer.
    nearest = (one for hit in answer.hits for one in spoken.get(hit.row, ()))
    spoke = Counter(one.speaker for one in nearest if one.speaker not in {None, name})
    ways["also_spoke"] = [(plain(one), speaker_url(one, topic), n) for one, n in spoke.most_common(_NAMED) if one]
    if answer.refusal == "unknown_speaker" and read.speaker:
        alike = speakers_like(engine.speakers(), read.speaker)[:_NAMED]
        ways["spelt_alike"] = [(plain(one.name), speaker_url(one.name), one.statements) for one in alike]
    return ways


def _all_said(rests: Sequence[RestRecord], name: str | None, asked: Asked) -> list[tuple[str, str]]:
    """Lead to all that those who are asked for said on the topic then and there, or else to all that one said."""
    each = [(one["by"], one["about"] or "", _within(one, asked)) for one in rests]
    return [
        (_told(by, on, within), speaker_url(by, on, within=within))
        for by, on, within in each or ([(name, "", ANYWHERE)] if name else [])
    ]


def _within(rest: RestRecord, asked: Asked) -> Within:
    """Bound a list as the question does; what is chosen beside it bounds it first."""
    source = (asked.source,) if asked.source else tuple(rest["source"])
    return Within(asked.since or rest["since"] or "", asked.until or rest["until"] or "", source)


def _told(by: str, on: str, within: Within) -> str:
    """Say what a list has: "All that Roe said on the pier (in October 2025, by Time)"."""
    told = TEXTS["by_speaker_on" if on else "by_speaker"].format(speaker=plain(by), topic=plain(on))
    bounds = ", ".join(f"{label} {value}" for label, value in bounds_of(within))
    return f"{told} ({bounds})" if bounds else told


def _unbounded(asked: Asked, read: Understood) -> str:
    """Ask the same of all days and outlets, as far as the question was understood."""
    if not (read.periods or read.outlets) or not read.topic:
        return asked.q
    return TEXTS["said_of"].format(speaker=read.speaker, topic=read.topic) if read.speaker else read.topic


def _tables(engine: Engine, asked: Asked, read: Understood, rests: Sequence[RestRecord]) -> list[tuple[str, str]]:
    """Give the addresses of what is shown as tables, with their labels: statements with the same filters.

    A table holds one person's statements, or everybody's; where several are asked for, each has one.
    """
    cited = [one["by"] for one in rests]
    known = engine.speaker(read.speaker) if read.speaker and not cited else None
    names = [asked.speaker] if asked.speaker else cited or [known.name if known is not None else ""]
    tables: list[tuple[str, str]] = []
    for name in names:
        fields = {"format": "csv", "by": name, **asked.filters()}
        fields.pop("speaker")
        label = TEXTS["table_of"].format(speaker=plain(name)) if len(names) > 1 else TEXTS["table"]
        tables.append(
            (label, f"/v1/export/statements?{urlencode({key: one for key, one in fields.items() if one})}")
        )
    return tables
