"""Joins what is found for the parts of one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from typing import Final

from onrecord.index import Hit

from ..model import Citation
from .citations import MAX_CITATIONS, overlap
from .said import Said

_LIKELY: Final = 0.3
"""Probability from which on a part that is refused by itself may be answered by what is cited for the whole."""


def with_parts(whole: Said, each: Sequence[Said]) -> Said:
    """Cite the best for a question and for each of its parts, then what else there is, each place once.

    Args:
        whole: What is said to the question; where that is refused, the surest of its parts stands for it.
        each: What is said to each part, at least one of them answered.
    """
    first = _standing(whole, each)
    theirs = [one.citations[0] for one in each if one.refusal is None and one.citations]
    return _citing(first, [*first.citations[:1], *theirs, *first.citations[1:]])


def one_by_one(whole: Said, each: Sequence[Said]) -> Said:
    """Cite the best of each who is asked for, then what else there is, each place once.

    Args:
        whole: What is said to the question; where that is refused, the surest of them stands for it. Whom it cites
            first is cited first.
        each: What is said to it asked for one of them alone, all of them answered with their words.
    """
    first = _standing(whole, each)
    theirs = sorted((one.citations[0] for one in each), key=lambda one: _voice(one) != _voice(first.citations[0]))
    return _citing(first, [*theirs, *first.citations])


def _standing(whole: Said, each: Sequence[Said]) -> Said:
    answered = (one for one in each if one.refusal is None)
    return whole if whole.refusal is None else max(answered, key=lambda one: one.confidence)


def _citing(said: Said, wanted: Sequence[Citation]) -> Said:
    cited: list[Citation] = []
    for one in wanted:
        if not any(overlap(one, other) for other in cited):
            cited.append(one)
    return said._replace(citations=tuple(cited[: max(MAX_CITATIONS, len(said.citations))]))


def answered_by(whole: Said, each: Sequence[Said]) -> set[int]:
    """Tell which parts of a question are answered: by themselves, or by what is cited for all of it alone.

    A part may say too little to be sure of by itself ("how many does he admit"), though what is likeliest to
    answer it is cited for the whole, and for no other part.

    Args:
        whole: What is said to the question.
        each: What is said to each part.

    Returns:
        Their numbers.
    """
    answered = {n for n, one in enumerate(each) if one.refusal is None}
    if whole.refusal is not None:
        return answered
    theirs = [one for n in answered for one in each[n].citations[:1]]
    alone = [one for one in whole.citations if not any(overlap(one, other) for other in theirs)]
    return answered | {
        n
        for n, one in enumerate(each)
        if one.confidence >= _LIKELY
        and any(overlap(nearest, cited) for nearest in one.closest[:1] for cited in alone)
    }


def _voice(one: Citation) -> str | None:
    return one.statement.who if one.statement is not None else None


def taking_turns(each: Sequence[Sequence[Hit]], k: int) -> list[Hit]:
    """Take turns between the passages found for each part.

    Args:
        each: Best first.
        k: How many to take.

    Returns:
        Each passage once; a score is lowered to the one before it where it would be above.
    """
    taken: dict[int, Hit] = {}
    lowest = float("inf")
    for one in chain.from_iterable(zip_longest(*each)):
        if one is not None and one.row not in taken and len(taken) < k:
            lowest = min(lowest, one.score)
            taken[one.row] = replace(one, score=lowest)
    return list(taken.values())
