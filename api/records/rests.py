"""All that somebody said on what was asked, of which an answer cites the best."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from typing_extensions import TypedDict

from onrecord.index import Filters

if TYPE_CHECKING:
    from onrecord.search import Answer, Citation


class RestRecord(TypedDict):
    """All that somebody said on what was asked: an answer cites the best of it."""

    by: str
    """The speaker, for a list of statements."""
    about: str | None
    """The topic."""
    since: str | None
    """The first day that was asked for, where one time was, or chosen beside the question, ISO 8601."""
    until: str | None
    """The last day."""
    source: list[str]
    """The outlets that were asked for, or chosen beside the question."""
    url: str
    """The list, relative to the address of the answer."""


def rest_records(answer: Answer) -> list[RestRecord]:
    """Tell where the statements are of which an answer cites a few: of each who is asked for and cited.

    A list has what is cited of them first: it is of the topic, the time and the outlets as far as it then does,
    and of the days and outlets that were chosen beside the question.
    """
    read, chosen = answer.understood, answer.filters
    if read.speaker is None:
        return []
    since, until = read.periods[0] if len(read.periods) == 1 else (None, None)
    given = [chosen.source] if isinstance(chosen.source, str) else [*(chosen.source or ())]
    firsts: dict[str, Citation] = {}
    for one in answer.citations:
        if one.speaker is not None:
            firsts.setdefault(one.speaker, one)
    rests: list[RestRecord] = []
    for name, first in firsts.items():
        if not first.listed or first.statement is None or not first.statement.is_listed:
            continue
        about = None if name in answer.not_listed else read.topic
        within = Filters(since=since, until=until).allows(first.article)
        source = list(read.outlets) if Filters(source=read.outlets).allows(first.article) else []
        rest: RestRecord = {
            "by": name,
            "about": about,
            "since": max(filter(None, (since if within else None, chosen.since)), default=None),
            "until": min(filter(None, (until if within else None, chosen.until)), default=None),
            "source": given or source,
            "url": "",
        }
        rest["url"] = f"statements?{urlencode({key: one for key, one in rest.items() if one}, doseq=True)}"
        rests.append(rest)
    return rests
