"""Chooses and numbers the quotes that a model sees: the answer's, and for broad questions more of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from onrecord.index import Filters, QueryError, Store, sentences

from ..engine import Engine
from ..model import Answer, Citation
from ..query.speech_verbs import SAID
from ..record import NO_FILTERS
from .model import Quote

MOST: Final = 16
"""Quotes that a model sees: some two thousand tokens."""

_PER_SPEAKER: Final = 3
_PER_DAY: Final = 2
_LOOKED_AT: Final = 40
_REACH: Final = 1200
"""Characters before and behind a quote in which its sentence is looked for."""

_BROAD: Final = re.compile(
    r"\bwhat (?:is|was|do we) (?:known?|reported|going on|happening)\b|\bwhat do we know\b|\bwhat happened\b"
    r"|\bhow (?:did|has|have|do|does|were|was)\b.*\b(?:react|respond|chang|shift|evolv|differ|develop)"
    rf"|\bwho (?:has |have )?{SAID} what\b"
    r"|\b(?:summari[sz]e|sum up|overview|tell me (?:all|everything)?\s*about)\b"
    r"|\b(?:reactions?|positions?|views?|opinions?) (?:on|to|of|about)\b|\bwhat has been said\b"
    r"|\bwhat (?:did|do|have) (?:people|others|everybody|everyone|politicians|officials|experts|they)\b",
    re.IGNORECASE,
)


_ABOUT: Final = re.compile(r"^\W*(?:(?:about|on|of|to)\b)?\s*|\W+$")


def is_broad(answer: Answer) -> bool:
    """Tell whether a question asks for more than a few quotes hold: what is known, who said what, what changed."""
    asked = answer.understood.question or answer.question
    return answer.understood.order == "change" or _BROAD.search(asked) is not None


def gather(engine: Engine, answer: Answer, filters: Filters = NO_FILTERS) -> list[Quote]:
    """Number the quotes of an answer, and for a broad question more statements, by speaker and by day.

    Args:
        engine: Where it was asked.
        answer: What was answered; of a refusal nothing is taken.
        filters: What may be looked at.
    """
    if not answer.answered:
        return []
    chosen = list(answer.citations)
    if is_broad(answer):
        chosen += _spread(_more(engine, answer, filters), chosen)
    return [numbered(engine.index, n, one) for n, one in enumerate(chosen[:MOST], start=1)]


def _more(engine: Engine, answer: Answer, filters: Filters) -> list[Citation]:
    read = answer.understood
    said = next((one.statement for one in answer.citations if one.statement is not None), None)
    by = (said.speaker if said is not None else None) or read.speaker if read.speaker else None
    asked = read.question or answer.question
    topic = read.topic or _ABOUT.sub("", _BROAD.sub("", asked, 1)) or asked
    try:
        return engine.said(by, topic, _LOOKED_AT, filters=filters)
    except QueryError:  # nobody of that name has words that are listed
        return []


def _spread(found: Iterable[Citation], chosen: Iterable[Citation]) -> list[Citation]:
    """Take a few of each speaker and day, best first, and put them in the order of days."""
    taken: list[Citation] = []
    counts: dict[tuple[str, str], int] = {}
    places = [(one.article.id, one.start, one.end) for one in chosen]
    for one in found:
        name = one.statement.who if one.statement is not None else ""
        day = (one.article.published or "")[:10]
        held = any(id_ == one.article.id and one.start < end and start < one.end for id_, start, end in places)
        if held or counts.get((name, ""), 0) >= 2 * _PER_SPEAKER or counts.get((name, day), 0) >= _PER_DAY:
            continue
        for key in ((name, ""), (name, day)):
            counts[key] = counts.get(key, 0) + 1
        taken.append(one)
        places.append((one.article.id, one.start, one.end))
    return sorted(taken[: MOST - 1], key=lambda one: one.article.published or "")


def numbered(index: Store, n: int, citation: Citation) -> Quote:
    """Give a citation its number, the sentences around it, and who speaks in it.

    Args:
        index: Where its article lies.
        n: The number.
        citation: What is to be cited.
    """
    text, start, end = citation.article.text, citation.start, citation.end
    first = max(0, start - _REACH)
    spans = sentences(text[first : end + _REACH])
    held = [text[first + s : first + e] for s, e in spans if first + s < end and start < first + e]
    own = [citation.statement] if citation.statement is not None else []
    inside = [
        one
        for one in index.statements_in(citation.article)
        if one != citation.statement
        and one.as_written_span is not None
        and one.start < end
        and start < one.end
        and (citation.statement is None or start <= one.as_written_span.start < end)
    ]
    return Quote(n, citation, " ".join(" ".join(held).split()), (*own, *inside))
