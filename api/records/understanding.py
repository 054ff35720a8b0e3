"""How a question was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from onrecord.search import Understood


class DaysRecord(TypedDict):
    """Days that a question names."""

    since: str | None
    """First day, ISO 8601; null where the period has no beginning."""
    until: str | None
    """Last day; null where the period has no end."""


class UnderstoodRecord(TypedDict):
    """How a question was read."""

    question: str | None
    """The question in full, where it left unsaid what the one before says."""
    speaker: str | None
    """Whose words it asks for, as the question has it."""
    topic: str | None
    """On what."""
    periods: list[DaysRecord]
    outlets: list[str]
    """The outlets that it names."""
    order: Literal["latest", "earliest", "change"] | None
    """Whether it asks for the latest words, the first ones, or how they changed."""
    mended: dict[str, str]
    """Words that were taken for typing errors, with what was searched instead."""


def understood_record(understood: Understood) -> UnderstoodRecord:
    """Describe how a question was read."""
    return {
        "question": understood.question,
        "speaker": understood.speaker,
        "topic": understood.topic,
        "periods": [{"since": first, "until": last} for first, last in understood.periods],
        "outlets": list(understood.outlets),
        "order": understood.order,
        "mended": dict(understood.mended),
    }
