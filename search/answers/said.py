"""What units say to a question, and how to tell whose words one is."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.index import Article, stems

from ..model import Citation, Refusal
from ..query.writers import WRITERS
from .asked import AskedSpeaker
from .office_words import share_described
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


def wrote(one: AskedSpeaker, article: Article) -> bool:
    """Tell whether one who is asked for wrote an article: its byline's, or "the Post's critic" of the Post."""
    return article.author in one.bylines or (
        not one.by_name
        and not one.speakers
        and _is_writer(one.description)
        and share_described(one.description, f"{article.source} {article.author} {WRITERS}") == 1
    )


@lru_cache(maxsize=64)
def _is_writer(description: tuple[frozenset[str], ...]) -> bool:
    return any(words & stems(WRITERS) for words in description)


def is_of(unit: Unit, one: AskedSpeaker) -> bool:
    """Tell whether a unit is the words of one who is asked for, spoken or written."""
    return wrote(one, unit.article) if unit.statement is None else one.said(unit.statement)


def is_answered_by(said: Said, one: AskedSpeaker) -> bool:
    """Tell whether what is said to a question is, first of all, a statement of one who is asked for."""
    first = said.citations[0].statement if said.refusal is None and said.citations else None
    return first is not None and one.said(first)
