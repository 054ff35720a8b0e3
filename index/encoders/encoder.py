"""What an encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@runtime_checkable
class KnowsWords(Protocol):
    """What an encoder may do besides: know words of its language."""

    def has_word(self, word: str) -> bool:
        """Tell whether a word is one of its vocabulary, as a whole."""


@runtime_checkable
class Prepares(Protocol):
    """What an encoder may do besides: open aside what reads questions, before the first is asked."""

    def prepare(self) -> object:
        """Begin to open it; whoever only indexes does without."""


class Encoder(Protocol):
    """Turns texts into unit vectors whose inner product is their similarity."""

    @property
    def name(self) -> str:
        """What an index notes, and `load_known_encoder` loads the same encoder by."""

    @property
    def dim(self) -> int:
        """Number of components of a vector."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode texts that will be searched.

        Args:
            texts: Any number of texts; what goes beyond the model's window is not seen.

        Returns:
            Unit rows in the order of the texts, shape (len(texts), dim).
        """

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, with the prefix that the model was trained with.

        Args:
            texts: Any number of questions.

        Returns:
            Unit rows in the order of the texts, shape (len(texts), dim).
        """
