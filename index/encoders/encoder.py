"""What an encoder is, and which one a name stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DEFAULT_MODEL: Final = "bge-small-en-v1.5-int8"


class Encoder(Protocol):
    """Turns texts into unit vectors whose inner product is their similarity."""

    @property
    def name(self) -> str:
        """What `load_encoder` needs to load the same encoder again."""

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


def load_encoder(name: str = DEFAULT_MODEL, *, device: str | None = None) -> Encoder:
    """Load an encoder by name.

    Args:
        name: The packaged model's name, or a sentence-transformers model: a folder, or a name on the model hub.
        device: Where a sentence-transformers model runs ("cpu", "cuda"); the packaged one runs on the CPU.

    Returns:
        A ready encoder.

    Raises:
        ModelError: The model, or the library that it needs, cannot be loaded.
    """
    if name == DEFAULT_MODEL:
        from .onnx import OnnxEncoder

        return OnnxEncoder(name)
    from .transformer import TransformerEncoder

    return TransformerEncoder(name, device=device)
