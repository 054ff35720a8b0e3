"""The tagger's neural network: words in context by a bidirectional LSTM, then, cue by cue, who and what.

A forward pass on onnxruntime over eight-bit weights, which `eval/train_statements.py` trains. The second stage is
a semantic role labeller with cues for predicates (after He, Lee, Lewis and Zettlemoyer, ACL 2017), in which
dilated convolutions stand in for its LSTM.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .convolved import Convolved
from .recurrent import Recurrent

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]

REACH = 20
"""Words before or after a cue count up to 20 buckets away from it."""

NEAR = 8
"""Up to so many words away from a cue each distance has a bucket of its own."""

_WORDS_A_BATCH: Final = 500  # in twice as many the LSTM takes an eighth longer, in as many one by one two thirds


def buckets(length: int, cue: int) -> Ints:
    """Number how far each of `length` words stands from word `cue`: one by one to `NEAR`, then ever coarser.

    Returns:
        Shape (length,), from 0 (far before) over `REACH` (the cue) to 2 * `REACH` (far behind).
    """
    offset = np.arange(length) - cue
    far = np.abs(offset)
    coarse = (NEAR + 3 * np.log2(np.maximum(far, 1) / NEAR)).astype(np.int64)
    return np.sign(offset) * np.minimum(np.where(far <= NEAR, far, coarse), REACH) + REACH


class Network:
    """The trained network.

    Args:
        weights: Arrays by name, as `eval/train_statements.py` exports them.

    Raises:
        ModelError: onnxruntime does not accept them.
    """

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._w = weights
        self._recurrent = Recurrent(weights)
        self._convolved = Convolved(weights)

    def encode(self, rows: Sequence[Ints]) -> list[Floats]:
        """Read paragraphs.

        Args:
            rows: The features of each paragraph's words, shape (words, 4); none is empty.

        Returns:
            A vector for every word in its context, shape (words, twice the LSTM's size) a paragraph.
        """
        order = sorted(range(len(rows)), key=lambda i: -len(rows[i]))
        encoded: dict[int, Floats] = {}
        while order:
            many = max(1, _WORDS_A_BATCH // len(rows[order[0]]))
            batch, order = order[:many], order[many:]
            encoded |= zip(batch, self._encode_batch([rows[i] for i in batch]), strict=True)
        return [encoded[i] for i in range(len(rows))]

    def _encode_batch(self, rows: Sequence[Ints]) -> list[Floats]:
        """Read paragraphs together; the longest comes first."""
        lengths = np.array([len(row) for row in rows])
        padded = np.zeros((lengths[0], len(rows), 4), dtype=np.int64)
        for column, row in enumerate(rows):
            padded[: len(row), column] = row
        parts = [
            self._w[f"embed.{part}"][padded[..., i]] for i, part in enumerate("word suffix shape place".split())
        ]
        states = self._recurrent.read(np.concatenate(parts, axis=-1), lengths)
        return [states[:length, column] for column, length in enumerate(lengths)]

    def cues(self, encoded: Floats) -> Floats:
        """Rate every word of a paragraph as a cue.

        Returns:
            Probabilities, shape (words, 3): no cue, first word of one, further word of one.
        """
        return _softmax(encoded @ self._w["cue.weight"] + self._w["cue.bias"])

    def arguments(self, encoded: Floats, cues: Sequence[Sequence[int]]) -> Floats:
        """Rate every word of a paragraph as somebody's words, or as the name of who spoke, for each cue.

        Args:
            encoded: The paragraph.
            cues: The words of each cue.

        Returns:
            Probabilities, shape (cues, words, 3): neither, source, content.
        """
        heads = np.stack([encoded[list(cue)].mean(axis=0) for cue in cues])
        away = np.stack([buckets(len(encoded), cue[0]) for cue in cues])
        return self._convolved.rate(encoded, heads, away)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares
