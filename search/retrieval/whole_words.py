"""Which passages hold "F-16" as one word, of those that hold an "f" and a "16"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Store

from .. import stages
from ..query.syntax import holds

_MOST_READ: Final = 40


@stages.WORDS
def held_whole(
    index: Store, wanted: Sequence[str], rows: NDArray[np.int64], scores: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Tell which share of some compounds passages hold word for word, they or their headlines.

    The words of an index are parts, so the text decides; of the passages that hold all parts, the best are read.

    Args:
        index: The corpus.
        wanted: Compounds, at least one.
        rows: Passages, shape (n,).
        scores: How good each is, shape (n,).

    Returns:
        Shape (n,), from 0 to 1.
    """
    shares = np.zeros(len(rows), np.float32)
    for one in wanted:
        # "U.N." and "UN" are one.
        forms = list(dict.fromkeys([one, one.replace(".", "")]))
        there = np.zeros(len(rows), dtype=bool)
        for form in forms:
            parts = list(dict.fromkeys(index.words(form)))
            there |= (index.bm25(rows, parts) > 0).all(axis=1)
        places = np.flatnonzero(there)
        places = np.sort(places[np.argsort(-scores[places], kind="stable")[:_MOST_READ]])
        found = index.passages(rows[places].tolist())
        held = [
            any(holds(f"{passage.article.title}\n{passage.text}", form) for form in forms) for passage in found
        ]
        shares[places] += np.array(held, np.float32) / len(wanted)
    return shares
