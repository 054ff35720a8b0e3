"""How much each word of a question weighs: rare words tell passages apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Store


def word_weights(index: Store, words: Sequence[str]) -> NDArray[np.float32]:
    """Weigh words by their inverse document frequency; one that the corpus lacks is as rare as a word can be.

    Args:
        index: The corpus.
        words: As the index compares words.

    Returns:
        Shape (len(words),), above 0 all.
    """
    rarities = index.rarities(words)
    unknown = np.log(1 + 2 * (index.n_passages + 1))
    weights: NDArray[np.float32] = np.where(rarities > 0, rarities, unknown).astype(np.float32)
    return weights
