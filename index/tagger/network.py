"""The tagger's neural network: words in context by a bidirectional LSTM, then, cue by cue, who and what.

A forward pass on onnxruntime over eight-bit weights, which `eval/train_statements.py` trains. The second stage is
a semantic role labeller with cues for predicates (after He, Lee, Lewis and Zettlemoyer, ACL 2017), in which
dilated convolutions stand in for its LSTM. onnxruntime runs each stage in one call and without Python's lock; its
`DynamicQuantizeLSTM` takes less than half the time of its LSTM, and NumPy's BLAS would share the small products
between threads, which wait for each other, and for the encoder's:
https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#com.microsoft.DynamicQuantizeLSTM
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..onnx.sessions import load_session
from .weights import Floats, Stage

Ints: TypeAlias = NDArray[np.int64]

PARTS: Final = ("word", "suffix", "shape", "place")  # the features of a word, in order
REACH = 20  # words before or after a cue count up to 20 buckets away from it
NEAR = 8  # up to so many words away from a cue each distance has a bucket of its own
_WORDS_A_BATCH: Final = 1000
_LIKE: Final = 0.8
"""Paragraphs are read together that have at least this share of the longest one's words: the rest is read for
nothing. Shares of .5 to .9 and batches of 600 to 2,500 words were tried."""

_FAR: Final = 128  # from so many words on, all distances count as one


def mean(values: Floats) -> Floats:
    """Average over the first axis, which is not empty: NumPy's own method takes four times as long."""
    found: Floats = np.add.reduce(values) / np.float32(len(values))
    return found


def buckets(length: int, cue: int) -> Ints:
    """Number how far each of `length` words stands from word `cue`: one by one to `NEAR`, then ever coarser.

    Returns:
        Shape (length,), from 0 (far before) over `REACH` (the cue) to 2 * `REACH` (far behind).
    """
    found: Ints = _BUCKETS.take(np.arange(_FAR - cue, _FAR - cue + length), mode="clip")
    return found


def _all_buckets() -> Ints:
    offset = np.arange(-_FAR, _FAR + 1)
    far = np.abs(offset)
    coarse = (NEAR + 3 * np.log2(np.maximum(far, 1) / NEAR)).astype(np.int64)
    found: Ints = np.sign(offset) * np.minimum(np.where(far <= NEAR, far, coarse), REACH) + REACH
    return found


_BUCKETS: Final = _all_buckets()


class Network:
    """The trained network, of stages as `load_tagger` reads them.

    Raises:
        ModelError: onnxruntime does not accept them.
    """

    def __init__(self, stages: Iterable[Stage]) -> None:
        self._recurrent, self._convolved = (
            load_session("statement tagger", stage.graph, weights=stage.weights) for stage in stages
        )

    def encode(self, rows: Sequence[Ints]) -> list[tuple[Floats, Floats]]:
        """Read paragraphs.

        Args:
            rows: The features of each paragraph's words, shape (words, 4); none is empty.

        Returns:
            Of each paragraph, a vector for every word in its context, shape (words, twice the LSTM's size); and
            each word's probabilities to be no cue, the first word of one and a further word, shape (words, 3).
        """
        found: dict[int, tuple[Floats, Floats]] = {}
        lengths = list(map(len, rows))
        for batch in _batches(lengths):
            padded = np.zeros((lengths[batch[0]], len(batch), len(PARTS)), dtype=np.int64)
            for column, i in enumerate(batch):
                padded[: lengths[i], column] = rows[i]
            read = {"rows": padded, "lengths": np.array([lengths[i] for i in batch], dtype=np.int32)}
            states, chances = self._recurrent.run(None, read)
            for column, i in enumerate(batch):
                found[i] = states[: lengths[i], column], chances[: lengths[i], column]
        return [found[i] for i in range(len(rows))]

    def arguments(self, encoded: Floats, cues: Sequence[Sequence[int]]) -> Floats:
        """Rate every word of a paragraph as somebody's words, or as the name of who spoke, for each cue.

        Returns:
            Probabilities, shape (cues, words, 3): neither, source, content.
        """
        heads = np.array([mean(encoded[cue[0] : cue[-1] + 1]) for cue in cues])
        away = np.array([buckets(len(encoded), cue[0]) for cue in cues])
        found: Floats
        [found] = self._convolved.run(None, {"words": encoded, "heads": heads, "away": away})
        return found


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Part paragraphs of these lengths into batches, each the longest first."""
    parted: list[list[int]] = []
    longest = 0
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if not parted or lengths[i] < _LIKE * longest or longest * (len(parted[-1]) + 1) > _WORDS_A_BATCH:
            parted.append([])
            longest = lengths[i]
        parted[-1].append(i)
    return parted
