"""The default encoder: BAAI/bge-small-en-v1.5 with int8 weights, on onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ..onnx.sessions import PackagedModel
from .encoder import Vectors

# From the model card of bge-small-en-v1.5; passages take no prefix.
QUERY_PREFIX: Final = "Represent this sentence for searching relevant passages: "
_WINDOW: Final = 512
_DIM: Final = 384


class OnnxEncoder:
    """bge-small-en-v1.5 int8: the normalised hidden state of [CLS], 384 components.

    The same text always has the same vector, whatever it is encoded with.

    Reference: Xiao et al. 2023, "C-Pack", arXiv:2309.07597.
    """

    def __init__(self, name: str) -> None:
        """Load and check the packaged files.

        Args:
            name: A packaged model without a classifier.

        Raises:
            ModelError: The files are missing or altered.
        """
        self._name = name
        self._model = PackagedModel(name, window=_WINDOW)

    @property
    def name(self) -> str:
        """The packaged model's name."""
        return self._name

    @property
    def dim(self) -> int:
        """Number of components of a vector."""
        return _DIM

    def has_word(self, word: str) -> bool:
        """Tell whether the model's vocabulary has a word as a whole: some 20,000 common words and names."""
        return self._model.has_word(word)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages; see `Encoder`."""
        vectors = np.empty((len(texts), _DIM), dtype=np.float32)
        for row, [hidden] in self._model.read(self._model.tokens(texts)):
            vectors[row] = hidden[0] / np.linalg.norm(hidden[0])
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions; see `Encoder`."""
        return self.encode_passages([QUERY_PREFIX + text for text in texts])
