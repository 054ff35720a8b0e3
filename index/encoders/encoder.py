"""What an encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any, Protocol, runtime_checkable

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
    """What a model may do besides: open aside what reads questions, before it is needed."""

    def prepare(self) -> Future[Any]:
        """Begin to open it, unless that was done before; whoever only indexes does without.

        Returns:
            What is done when it is open, and raises what went wrong.
        """


@runtime_checkable
class EncodesClauses(Protocol):
    """What an encoder may do besides: read parts of a question in less time."""

    def encode_clauses(self, texts: Sequence[str]) -> Vectors:
        """Encode clauses of questions nearly as `encode_queries` does, shape (len(texts), dim)."""


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
