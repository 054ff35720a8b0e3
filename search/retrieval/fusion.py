"""Fuses what words and what vectors tell of passages."""

from __future__ import annotations

import unicodedata

import numpy as np

from .facet_reader import Scores


def blended_scores(words: Scores, cosines: Scores, share: float) -> Scores:
    """Fuse BM25 (whose least is 0, for no word in common) and cosines, both stretched to a best of 1.

    Args:
        words: BM25 of each passage.
        cosines: Of the same passages.
        share: What the cosines count; words count the rest.

    Returns:
        At most 1 each. Min-max fusion: Fox and Shaw 1994 (CombSUM); best of the fusions that Pyserini's authors
        compared over the news collections of BEIR.
    """
    highest = float(words.max())
    lexical = words / highest if highest > 0 else words
    low, high = float(cosines.min()), float(cosines.max())
    dense = (cosines - low) / (high - low) if high > low else np.ones_like(cosines)
    blended: Scores = ((1 - share) * lexical + share * dense).astype(np.float32)
    return blended


def is_unread(text: str) -> bool:
    """Whether the packaged models make little of a text: 運賃, most letters of no script that they read, or 394.

    Args:
        text: A question.
    """
    letters = [letter for letter in text if letter.isalpha()]
    read = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return not letters or read * 2 < len(letters)
