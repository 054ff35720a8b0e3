"""Times that are part of what a question is about: "the October 7 attack", "last year's cuts"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .date_ranges import BESIDE, DateSpan
from .idf import PLAIN
from .named_days import is_holiday
from .speech_verbs import SAYING

_POSSESSIVE: Final = re.compile(r"['’]s?\s+\w")
_NEXT: Final = re.compile(r"\s+([a-z][\w'’-]*)", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|our|your|about|of|over|regarding|concerning)|\w['’]s|s['’])\s+$",
    re.IGNORECASE,
)
# "As of May" and "the week of 9 May" are times; so is what a verb leads to.
_OF: Final = re.compile(
    "".join(rf"(?<!\b{word} )" for word in "as day week month year morning night days weeks course".split())
    + r"\bof\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SAID_THEN: Final = re.compile(rf"(?:^\W*|{SAYING}\s+)(?:(?:on|over|at|around|during)\s+)?$", re.IGNORECASE)
_ABOUT: Final = re.compile(r"\babout\s+(?:[^,;?]*\b(?:and|or)\s+)?$", re.IGNORECASE)
_PLAIN: Final = frozenset(PLAIN) | {"go", "going", "without", "per", "near", "outside", "despite"}


def asked_times(question: str, found: Sequence[DateSpan]) -> list[DateSpan]:
    """Keep the times at which something was said: those that are no part of what a question is about.

    A time beside another ("in May and June") is what that one is.

    Args:
        question: The question.
        found: The times in it, in order.
    """
    kept: list[DateSpan] = []
    for place, one in enumerate(found):
        before = found[place - 1] if place else None
        together = before is not None and BESIDE.fullmatch(question, before.end, one.start)
        if before in kept if together else not is_of_topic(question, one):
            kept.append(one)
    return kept


def is_of_topic(question: str, span: DateSpan) -> bool:
    """Tell whether a time says which thing a question is about, not when something was said.

    It does where a noun follows that it belongs to ("the January 6 rioters", "today's cars"), where it follows its
    noun ("the briefing of July 2012"), and where it is itself what the words are about ("about January 6"). A
    holiday of no year does unless something was said then: guests at Christmas are those of any year.

    Args:
        question: The question.
        span: A time in it.
    """
    before, behind = question[: span.start], question[span.end :]
    if _POSSESSIVE.match(behind):
        return True
    every_year = not (span.stated or span.bound) and is_holiday(question[span.start : span.end])
    if every_year and not _SAID_THEN.search(before):
        return True
    following = _NEXT.match(behind)
    if following and following[1].lower() not in _PLAIN and _LEADS.search(before):
        return True
    return bool(_OF.search(before) or _ABOUT.search(before))
