"""The words of every passage, so that a few hundred candidates can be scored by any formula.

tantivy's BM25 has its k1 and b built in (1.2 and .75), which suit whole articles. Paragraphs are short and alike
in length: k1 .9 and b .3 find a tenth more. So tantivy finds candidates, and these words score them.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..arrays.arrayfile import ArrayFile
from ..errors import IndexCorrupt
from ..numpyfiles import load_array

_WORDS: Final = "words.npy"
_STARTS: Final = "starts.npy"
K1: Final = 0.9
B: Final = 0.3


def word_number(word: str) -> int:
    """Number a word by its CRC-32: two words of one passage share a number once in some hundred million."""
    return zlib.crc32(word.encode())


class PassageWords:
    """The numbers of the words of each passage, in one long array."""

    def __init__(self, words: NDArray[np.uint32], starts: NDArray[np.int64]) -> None:
        """Wrap the arrays.

        Args:
            words: Word numbers of all passages, one after the other.
            starts: Where each passage's begin, and the end of the last, shape (passages + 1,).
        """
        self._words = words
        self._starts = starts
        self._mean_length = float(starts[-1]) / max(len(starts) - 1, 1)

    def __len__(self) -> int:
        """Number of passages."""
        return len(self._starts) - 1

    @property
    def mean_length(self) -> float:
        """Words of a passage."""
        return self._mean_length

    @classmethod
    def load(cls, folder: Path) -> PassageWords:
        """Open what `PassageWordsBuilder` wrote, memory-mapped.

        Raises:
            IndexCorrupt: A file cannot be read.
        """
        try:
            words = load_array(folder / _WORDS, "r")
            starts = load_array(folder / _STARTS, "r")
        except (OSError, ValueError) as error:
            raise IndexCorrupt(f"{folder}: the words cannot be read ({error}); run onrecord repair") from error
        return cls(words, starts)

    def bm25(
        self, places: NDArray[np.int64], words: Sequence[str], rarities: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Score passages word by word.

        Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", eq. 3.15, each word asked for once.

        Args:
            places: Which passages, shape (n,).
            words: Distinct words of the question, as the analyzer gives them.
            rarities: Their inverse document frequencies, shape (len(words),).

        Returns:
            What each word adds to the score of each passage, shape (n, len(words)).
        """
        starts, ends = self._starts[places], self._starts[places + 1]
        lengths = ends - starts
        # The n-th word of all stands n - (words of the passages before) after its own passage's first.
        flat = self._words[np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)]
        return word_gains(flat, lengths, words, rarities, self._mean_length)


def word_gains(
    flat: NDArray[Any],
    lengths: NDArray[np.int64],
    words: Sequence[str],
    rarities: NDArray[np.float32],
    mean_length: float,
) -> NDArray[np.float32]:
    """Score passages word by word, as `PassageWords.bm25` does.

    Args:
        flat: Word numbers of the passages, one after the other.
        lengths: How many each has, shape (n,).
        words: Distinct words of the question.
        rarities: Their inverse document frequencies, shape (len(words),).
        mean_length: Of all passages of the corpus.

    Returns:
        What each word adds to the score of each passage, shape (n, len(words)).
    """
    owner = np.repeat(np.arange(len(lengths)), lengths)
    norm = length_norm(lengths, mean_length)
    gains = np.zeros((len(lengths), len(words)), dtype=np.float32)
    for column, (word, rarity) in enumerate(zip(words, rarities, strict=True)):
        count = np.bincount(owner[flat == word_number(word)], minlength=len(lengths))
        gains[:, column] = rarity * count / (count + norm)
    return gains


def length_norm(lengths: NDArray[np.int64], mean_length: float) -> NDArray[np.floating[Any]]:
    """Give what BM25 adds to a word's count in passages of some lengths (in words), shape (n,)."""
    norm: NDArray[np.floating[Any]] = K1 * (1 - B + B * lengths / max(mean_length, 1e-9))
    return norm


class PassageWordsBuilder:
    """Writes a `PassageWords` passage by passage."""

    def __init__(self, folder: Path) -> None:
        """Begin in a generation's folder."""
        self._words = ArrayFile(folder / _WORDS, "<u4")
        self._starts = ArrayFile(folder / _STARTS, "<i8")
        self._starts.add([0])
        self._end = 0

    def add(self, words: Sequence[str]) -> None:
        """Add the words of the next passage."""
        # `word_number` of each, without a call of Python's.
        self._words.add(list(map(zlib.crc32, map(str.encode, words))))
        self._end += len(words)
        self._starts.add([self._end])

    def finish(self) -> None:
        """Write what is left."""
        self._words.finish()
        self._starts.finish()

    def close(self) -> None:
        """Let go of the files, written or not."""
        self._words.close()
        self._starts.close()
