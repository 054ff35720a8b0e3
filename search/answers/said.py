"""What units say to a question, and how to tell whose words one is."""

from __future__ import annotations

from typing import Final, NamedTuple

from ..model import Citation, Refusal
from .asked_speaker import AskedSpeaker
from .units import Unit

ON_TOPIC: Final = 0.05
"""Probability from which on a statement is listed, or shown beside a refusal: .06 of the units read answer."""

WHOLE_TOPIC: Final = 0.99
"""Share of a topic's words, by rarity, from which on a statement is on the topic however it is put."""


class Said(NamedTuple):
    """What units say to a question; the fields are those of `Answer`."""

    citations: tuple[Citation, ...]
    confidence: float
    refusal: Refusal | None = None
    reason: str | None = None
    closest: tuple[Citation, ...] = ()
    others: tuple[Citation, ...] = ()
    instead: tuple[Citation, ...] = ()


def is_of(unit: Unit, one: AskedSpeaker) -> bool:
    """Tell whether a unit is the words of one who is asked for."""
    said = unit.statement
    return said is not None and (said.speaker in one.names or said.as_written in one.names)
