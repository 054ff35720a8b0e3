"""Commands that show more than an answer does, to be pasted."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from ..records import rest_records
from .text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.index import Filters
    from onrecord.search import Answer


def further(answer: Answer, index: Path | str | None) -> Iterator[Text]:
    """Say how to see all that each speaker said on what was asked, or that anybody did, or what else was found."""
    where = f" --index {shlex.quote(str(index))}" if index is not None else ""
    topic, rests = answer.understood.topic, rest_records(answer)
    for one in rests:
        chosen = replace(answer.filters, since=one["since"], until=one["until"], source=tuple(one["source"]))
        yield _command(
            f"all of it: onrecord said{_options(by=one['by'], about=one['about'])}{_chosen(chosen)}{where}"
        )
    if rests:
        return
    bounds = _chosen(answer.filters)
    if topic and "" not in answer.not_listed and any(one.statement is not None for one in answer.citations):
        yield _command(f"all of it: onrecord said{_options(about=topic)}{bounds}{where}")
    elif len(answer.hits) > len(answer.citations):
        asked = clean(answer.understood.question or answer.question)
        option = "-- " if asked.startswith("-") else ""
        bounds = _chosen(answer.filters.of_articles)
        yield _command(f"further passages: onrecord search{bounds}{where} {option}{shlex.quote(asked)}")


def _chosen(filters: Filters) -> str:
    """Give the options by which what was chosen beside a question is chosen."""
    outlets = (filters.source,) if isinstance(filters.source, str) else filters.source or ()
    least = filters.min_probability
    return _options(
        since=filters.since,
        until=filters.until,
        source=outlets,
        author=filters.author,
        language=filters.language,
        min_probability=None if least is None else str(least),
    )


def _options(**given: str | Iterable[str] | None) -> str:
    each = ((name, (one,) if isinstance(one, str) else one or ()) for name, one in given.items())
    pairs = ((name.replace("_", "-"), value) for name, values in each for value in values if value)
    return "".join(f" --{name} {shlex.quote(clean(value))}" for name, value in pairs)


def _command(line: str) -> Text:
    # In one line, however long, so that it can be pasted.
    return Text(line, style="dim", no_wrap=True, overflow="ignore")
