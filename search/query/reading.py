"""How a question was read, as it is shown to whoever asks."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from onrecord.index.days import from_epoch, in_words

from ..model import Understood
from .question import Question
from .statement_query import SpeechQuestion, speech_question


def understood_as(question: Question, outlets: Sequence[str], full: str | None = None) -> Understood:
    """Describe how a question was read.

    Args:
        question: The question, understood.
        outlets: The corpus's outlets by number.
        full: The question in full, where it went on from the one before.
    """
    asked = speech_of(question)
    typed = {name.casefold() for name in question.syntax.sources}
    speaker = asked.speaker if asked is not None and asked.certain else None
    return Understood(
        full,
        speaker,
        (asked.topic or None) if asked is not None and asked.certain else None,
        tuple((iso_day(first), iso_day(last)) for first, last in question.bounds or question.days),
        tuple(one for number, one in enumerate(outlets) if number in question.sources or one.casefold() in typed),
        question.order,
        dict(question.mended),
    )


def speech_of(question: Question) -> SpeechQuestion | None:
    """Tell what a question asks about somebody's words, by its grammar and its "by:"; None where about none."""
    by = question.syntax.by
    if by and question.syntax.is_by_alone:
        return SpeechQuestion((by,), "")
    speech = speech_question(question.bare)
    return SpeechQuestion((by,), speech.topic if speech is not None else question.bare) if by else speech


def told_times(question: Question) -> str:
    """Say the days that a question names in words: "October 2025"."""
    return " or ".join(
        told_period(iso_day(first), iso_day(last)) for first, last in question.bounds or question.days
    )


def told_period(since: str | None, until: str | None) -> str:
    """Say a period in words: "January 2020", "2020", "3 October 2025 to 5 November 2025", "since 3 October 2025".

    Args:
        since: First day, ISO 8601; None is the beginning of time.
        until: Last day; None is its end.
    """
    if since is None or until is None:
        return f"until {_told(until)}" if until is not None else f"since {_told(since)}" if since else "any time"
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year:
        if first.month == last.month:
            return f"{first:%B} {first.year}"
        if (first.month, last.month) == (1, 12):
            return f"{first.year}"
    return _told(since) if first == last else f"{_told(since)} to {_told(until)}"


def _told(iso: str) -> str:
    return in_words(date.fromisoformat(iso))


def iso_day(day: int) -> str | None:
    """Write a day counted from 1970 as ISO 8601; None where it is an end of time."""
    one = from_epoch(day)
    return None if one in {date.min, date.max} else one.isoformat()
