"""Sorts the places of an array by its numbers, some numbers at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_MOST: Final = 1 << 21


class Grouped(NamedTuple):
    """The places of some numbers that follow each other.

    Attributes:
        first: The first number.
        end: What follows the last one.
        places: Where they stand: by number, and of each number ascending.
    """

    first: int
    end: int
    places: NDArray[np.int64]


def grouped(numbers: NDArray[Any], sizes: NDArray[np.int64], most: int = _MOST) -> Iterator[Grouped]:
    """Say where each number stands.

    Args:
        numbers: Numbers from 0, be they mapped; what is below 0 stands nowhere.
        sizes: How often there is each number.
        most: So many places, or those of one number, are in memory at a time.

    Yields:
        All numbers, ascending.
    """
    ends = np.cumsum(sizes)
    first, done = 0, 0
    while first < len(sizes):
        end = max(first + 1, int(np.searchsorted(ends, done + most, "right")))
        places = np.flatnonzero((numbers >= first) & (numbers < end))
        yield Grouped(first, end, places[np.argsort(numbers[places], kind="stable")])
        first, done = end, int(ends[end - 1])
