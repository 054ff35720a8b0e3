"""Who is of the side that "who disagrees with Putin" asks for: not Putin, nor those who agree with him."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..query.sides import leaning, side_asked
from .asked import Asked
from .units import Unit

_TITLE: Final = 20
"""So many letters may stand before the name of whom a side is taken on: "the former president Jane Roe"."""

MOST_READ: Final = 4
"""How many units are read again, with the question for the other side."""

SURE: Final = 0.8
"""Probability from which on whoever has no words of the side that is asked for is cited for it."""

_SURELY: Final = log(SURE / (1 - SURE))
"""The same as log-odds."""

_CITED: Final = 3
"""Only what is among so many of the likeliest is."""

Score = Callable[[NDArray[np.float32]], NDArray[np.float64]]
"""Gives the log-odds of units from what the reader read in them."""

Read = Callable[[Sequence[tuple[str, str]]], NDArray[np.float32]]
"""Gives the logits of pairs of a question and a text."""


def sides_of(question: str, asked: Asked, units: Sequence[Unit]) -> NDArray[np.int64]:
    """Tell by their words which units are of those for something, or against it, whom a question asks for.

    Args:
        question: With names spelt as the corpus spells them.
        asked: Whom it names.
        units: What may answer.

    Returns:
        Shape (len(units),): 1 for the side that is asked for; -1 for the other, for what else its people say in
        the same article, and for whom the side is taken on; 0 where no words tell, and for all where no side is
        asked for.
    """
    side = side_asked(question)
    if side is None:
        return np.zeros(len(units), dtype=np.int64)
    begins = question.find(side.target)
    targets = (one.speakers for one in asked.mentions if begins <= one.start <= begins + _TITLE)
    names = {name for speaker in next(targets, ()) for name in speaker.names}
    sign = -1 if side.against else 1
    voices = [_whose(unit) for unit in units]
    told = [-1 if _is_of(unit, names) else sign * leaning(_said(unit)) for unit in units]
    for_it, against = ({voice for voice, its in zip(voices, told, strict=True) if its == one} for one in (1, -1))
    other = against - for_it - {None}
    return np.array([-1 if voice in other else its for voice, its in zip(voices, told, strict=True)], np.int64)


def less_of_the_other(
    question: str, units: Sequence[Unit], logits: NDArray[np.float32], score: Score, read: Read
) -> NDArray[np.float32]:
    """Lower the logits of likely units that answer the question for the other side better.

    The reader tells poorly which side a unit takes, but what it takes for a far better answer to "who opposes the
    tram" than to "who backs the tram" is hardly of those who back it.

    Args:
        question: As the reader reads it.
        units: What may answer.
        logits: What was read in them, shape (len(units),).
        score: What tells the likeliest.
        read: The reader.

    Returns:
        The same shape; lower by what was read for the other side beyond what was read for the one asked for.
    """
    side = side_asked(question)
    if side is None:
        return logits
    lowered, seen = logits.copy(), set[int]()
    for _ in range(MOST_READ):
        likely = np.argsort(-score(lowered), kind="stable")[:_CITED].tolist()
        new = next((n for n in likely if n not in seen), None)
        if new is None:
            break
        seen.add(new)
        lowered[new] -= max(0.0, float(read([(side.other, units[new].read)])[0] - logits[new]))
    return lowered


def of_side(question: str, asked: Asked, units: Sequence[Unit]) -> NDArray[np.bool_]:
    """Tell which units have words of the side that a question asks for; all, where it asks for none, shape (n,).

    Args:
        question: With names spelt as the corpus spells them.
        asked: Whom it names.
        units: What may answer.
    """
    return (sides_of(question, asked, units) > 0) | (side_asked(question) is None)


def of_side_or_sure(
    question: str, asked: Asked, units: Sequence[Unit], scores: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which units may stand beside what is likeliest: those of the side asked for, and sure ones, shape (n,).

    Args:
        question: With names spelt as the corpus spells them.
        asked: Whom it names.
        units: What may answer.
        scores: Their log-odds, shape (n,).
    """
    return of_side(question, asked, units) | (scores >= _SURELY)


def _is_of(unit: Unit, names: set[str]) -> bool:
    said = unit.statement
    return said is not None and not names.isdisjoint((said.speaker, said.as_written))


def _whose(unit: Unit) -> tuple[str, str] | None:
    said = unit.statement
    return (unit.article.id, said.speaker) if said is not None and said.speaker else None


def _said(unit: Unit) -> str:
    return f"{unit.statement.cue if unit.statement is not None else ''} {unit.text}"
