"""What is found and chosen in an index."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Scored = tuple[NDArray[np.float32], NDArray[np.int64]]
"""Scores and row numbers of passages, of the same length, best first."""


class Selection(Protocol):
    """Which passages may be found, as the store that gave it keeps it: an array of booleans, or an expression.

    Whoever searches combines selections of one store, asks whether they are empty, and hands them back to it.
    """

    def __and__(self, other: Any, /) -> Any:
        """Choose what both let through."""

    def __or__(self, other: Any, /) -> Any:
        """Choose what either lets through."""

    def __invert__(self) -> Any:
        """Choose what this keeps out."""

    def any(self) -> Any:
        """Whether it lets any passage through, as a boolean."""


class Facts(NamedTuple):
    """What is known of passages without reading them, each of shape (n,).

    Attributes:
        articles: Keys that tell articles apart.
        sources: Outlets, as numbers in `Store.source_names`; -1 for none.
        days: Days of publication since 1970; `NO_DAY` for none.
    """

    articles: NDArray[np.int32]
    sources: NDArray[np.int32]
    days: NDArray[np.int32]
