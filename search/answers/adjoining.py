"""Quotes two units as one where they stand side by side and both answer, or answer better together.

An answer often takes two sentences: what somebody said, and what they went on to say. Each is read by itself, and
which of them comes first is then a toss-up; whoever reads the one misses the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .pieces import together
from .unit_features import Figures
from .units import Unit

_NEARLY: Final = 1.0
"""Log-odds by which the other may be less likely."""

_SURELY: Final = 5.0
"""Log-odds from which on it need not be: the reader cannot tell apart what surely answers."""

_BETTER: Final = 1.0
"""Logits by which both answer better than the one does."""

_BETWEEN: Final = 100
"""Characters between words of one speaker: a clause of saying, or two. Between sentences nothing is left out."""

_MOST_WORDS: Final = 80


def with_neighbour(number: int, units: Sequence[Unit], scores: Figures) -> Unit:
    """Give a unit together with the one beside it that answers nearly as well.

    Args:
        number: Which unit.
        units: All that may answer.
        scores: Their log-odds, shape (len(units),).

    Returns:
        One unit that spans both, of the same speaker or the writer's own; the unit itself where none is beside it.
        Words in quote marks and reports of others are not mixed: what is verbatim stays so.
    """
    one = units[number]
    beside = [
        other
        for other in range(len(units))
        if other != number
        and scores[other] >= min(scores[number] - _NEARLY, _SURELY)
        and _go_together(one, units[other])
    ]
    return _both(one, units[max(beside, key=lambda other: float(scores[other]))]) if beside else one


def in_full(one: Unit, units: Iterable[Unit], read: Callable[[Sequence[Unit]], NDArray[np.float32]]) -> Unit:
    """Give a unit together with the one beside it where the reader finds that both answer better than it alone.

    Args:
        one: What is to be cited.
        units: All that may be.
        read: Gives the reader's logits of units, shape (n,).

    Returns:
        One unit that spans both, as `with_neighbour` gives it, or the unit itself.
    """
    here = [other for other in units if other.article.id == one.article.id]
    before = max((other for other in here if other.end <= one.start), key=attrgetter("start"), default=None)
    behind = min((other for other in here if other.start >= one.end), key=attrgetter("start"), default=None)
    pairs = [_both(one, other) for other in (before, behind) if other is not None and _go_together(one, other)]
    if not pairs:
        return one
    alone, *joint = read([one, *pairs]).tolist()
    return pairs[joint.index(max(joint))] if max(joint) >= alone + _BETTER else one


def _both(one: Unit, other: Unit) -> Unit:
    first, second = sorted((one, other), key=attrgetter("start"))
    statement = None
    if first.statement is not None and second.statement is not None:
        statement = together(first.statement, second.statement)
    return first._replace(end=second.end, statement=statement)


def _go_together(one: Unit, other: Unit) -> bool:
    if one.article.id != other.article.id or _voice(one) != _voice(other):
        return False
    first, second = sorted((one, other), key=attrgetter("start"))
    between = one.article.text[first.end : second.start]
    return (
        first.end <= second.start
        and (len(between) <= _BETWEEN if one.statement is not None else not between.strip())
        and second.paragraph - first.paragraph <= 1
        and len(one.article.text[first.start : second.end].split()) <= _MOST_WORDS
    )


def _voice(unit: Unit) -> tuple[str, bool] | None:
    said = unit.statement
    return None if said is None else (said.who, said.kind == "direct")
