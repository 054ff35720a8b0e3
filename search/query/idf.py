"""How much each word of a question weighs, as rare words tell passages apart, and which passages hold it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Store
from onrecord.index.lexicon.lexicon import rows as lines

from .question import Question

PLAIN: Final = tuple(chain.from_iterable(lines("question_words")))
"""Words that a question is put with, and that are not what it is about."""


def stop_words(index: Store) -> frozenset[str]:
    """Give the words that no question is about, as an index compares words."""
    return frozenset(index.words(" ".join(PLAIN)))


def word_shares(index: Store, words: Sequence[str]) -> NDArray[np.float32]:
    """Give the share that each word has of the weight of all: its inverse document frequency.

    Args:
        index: The corpus; a word that it lacks is as rare as one can be.
        words: As the index compares words.

    Returns:
        Shape (len(words),), above 0 all.
    """
    rarities = index.rarities(words)
    unknown = np.log(1 + 2 * (index.n_passages + 1))
    weights: NDArray[np.float32] = np.where(rarities > 0, rarities, unknown).astype(np.float32)
    return weights / max(float(weights.sum()), 1e-9)


def words_held(index: Store, question: Question, rows: Sequence[int]) -> NDArray[np.bool_]:
    """Tell which words of a question passages or their headlines hold, in any of its spellings.

    Args:
        index: The corpus.
        question: The question, understood.
        rows: The passages.

    Returns:
        Shape (len(rows), len(question.words)).
    """
    spelt = [(word, *question.also.get(word, ())) for word in question.words]
    words = list(dict.fromkeys(chain.from_iterable(spelt)))
    there = index.bm25(np.array(rows), words) > 0
    held = [there[:, [words.index(one) for one in spellings]].any(axis=1) for spellings in spelt]
    return np.array(held, dtype=bool).reshape(len(spelt), len(rows)).T
