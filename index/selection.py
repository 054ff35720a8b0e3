"""What is found and chosen in an index, as arrays over its passages."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scored = tuple[NDArray[np.float32], NDArray[np.int64]]
"""Scores and row numbers of passages, of the same length, best first."""

Selection = NDArray[np.bool_]
"""For every passage of an index whether it may be found."""


class Facts(NamedTuple):
    """What is known of passages without reading them, each of shape (n,).

    Attributes:
        articles: Keys that tell articles apart.
        sources: Outlets, as numbers in `Index.source_names`; -1 for none.
        days: Days of publication since 1970; `NO_DAY` for none.
    """

    articles: NDArray[np.int32]
    sources: NDArray[np.int32]
    days: NDArray[np.int32]
