"""How a question was read, as it is shown to whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ..model import Understood
from .question import Question
from .statement_query import speech_question

_EPOCH: Final = date(1970, 1, 1).toordinal()


def understood_as(question: Question, outlets: Sequence[str], full: str | None = None) -> Understood:
    """Describe how a question was read.

    Args:
        question: The question, understood.
        outlets: The corpus's outlets by number.
        full: The question in full, where it went on from the one before.
    """
    asked = speech_question(question.bare)
    speaker = asked.speaker if asked is not None and asked.certain else None
    return Understood(
        full,
        speaker,
        (asked.topic or None) if asked is not None and asked.certain else None,
        tuple((iso_day(first), iso_day(last)) for first, last in question.bounds or question.days),
        tuple(outlets[number] for number in sorted(question.sources)),
        question.order,
        dict(question.mended),
    )


def iso_day(day: int) -> str | None:
    """Write a day counted from 1970 as ISO 8601; None where it is an end of time."""
    one = date.fromordinal(day + _EPOCH)
    return None if one in {date.min, date.max} else one.isoformat()
