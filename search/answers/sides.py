"""Leaves out who cannot be meant by "who disagrees with Putin": Putin, those who agree, and who takes no side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..query.sides import leaning, side_asked
from .asked_speaker import Asked
from .units import Unit
from .wording import who

_TITLE: Final = 20
"""So many letters may stand before the name of whom a side is taken on: "the former president Jane Roe"."""

MOST_READ: Final = 4
"""How many units are read with the question for the other side."""

_CITED: Final = 3

Score = Callable[[NDArray[np.float32]], NDArray[np.float64]]
Read = Callable[[Sequence[tuple[str, str]]], NDArray[np.float32]]


def on_side(question: str, asked: Asked, units: Sequence[Unit]) -> NDArray[np.bool_]:
    """Tell which units may be of those for something, or against it, whom a question asks for.

    Args:
        question: With names spelt as the corpus spells them.
        asked: Whom it names.
        units: What may answer.

    Returns:
        Shape (len(units),); all where no side is asked for.
    """
    side = side_asked(question)
    if side is None:
        return np.ones(len(units), dtype=bool)
    begins = question.find(side.target)
    targets = [one for one in asked.mentions if begins <= one.start <= begins + _TITLE][:1]
    names = {name for one in targets for speaker in one.speakers for name in speaker.names}
    other = 1 if side.against else -1
    return np.array([not _is_of(unit, names) and leaning(_said(unit)) != other for unit in units], dtype=bool)


def of_the_asked(
    question: str, units: Sequence[Unit], logits: NDArray[np.float32], score: Score, read: Read
) -> NDArray[np.float32]:
    """Lower the logits of what answers the question for the other side better, of what is likely to be cited.

    Args:
        question: As the reader reads it.
        units: What may answer.
        logits: What the reader read in them, shape (n,).
        score: Gives the log-odds that logits make.
        read: Reads pairs of a question and a text.

    Returns:
        The same shape; lower by as much as what was read for the other side is above it.
    """
    side = side_asked(question)
    if side is None or not units:
        return logits
    logits = logits.copy()
    seen: set[int] = set()
    for _ in range(MOST_READ):
        likely = np.argsort(-score(logits), kind="stable")[:_CITED].tolist()
        new = next((n for n in likely if n not in seen), None)
        if new is None:
            break
        seen.add(new)
        logits[new] = min(logits[new], 2 * logits[new] - read([(side.other, units[new].read)])[0])
    return logits


def _is_of(unit: Unit, names: set[str]) -> bool:
    return unit.statement is not None and (who(unit.statement) in names or unit.statement.as_written in names)


def _said(unit: Unit) -> str:
    return f"{unit.statement.cue if unit.statement is not None else ''} {unit.text}"
