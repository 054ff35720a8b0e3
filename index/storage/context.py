"""What a passage's vector stands for: its own words, and a part of its headline. Only the span is ever cited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ..encoders import Encoder, Vectors
from ..model import Passage

# A paragraph alone loses its subject. Found on the development halves: see eval/REPORT.md.
_TITLE: Final = 0.3


def vector_key(passage: Passage) -> tuple[str, str]:
    """Give the texts that a passage's vector depends on; equal keys have equal vectors."""
    return passage.article.title, passage.text


def passage_vectors(encoder: Encoder, keys: Sequence[tuple[str, str]]) -> Vectors:
    """Encode passages in their context: the passage's vector plus .3 of its headline's, of unit length.

    Args:
        encoder: The encoder.
        keys: From `vector_key`.

    Returns:
        Unit rows in the order of the keys, shape (len(keys), dim).
    """
    titles = list(dict.fromkeys(title for title, _ in keys if title))
    encoded = encoder.encode_passages([*(text for _, text in keys), *titles])
    vectors = encoded[: len(keys)]
    headline = dict(zip(titles, encoded[len(keys) :], strict=True))
    for row, (title, _) in enumerate(keys):
        if title:
            vectors[row] += _TITLE * headline[title]
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit
