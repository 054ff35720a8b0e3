"""The default encoder: BAAI/bge-small-en-v1.5 with int8 weights, on onnxruntime."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np

from ..onnx.adapted import AdaptedModel, Opened
from ..onnx.sessions import PackagedModel
from .encoder import Vectors

QUERIES: Final = Path(__file__).with_name("query.npz")
"""What reads questions, as `eval/train_query_encoder.py` wrote it."""

CLAUSES: Final = Path(__file__).with_name("clause.npz")
"""What reads clauses of questions, as `eval/train_clause_encoder.py` wrote it."""

# From the model card of bge-small-en-v1.5; passages take no prefix.
QUERY_PREFIX: Final = "Represent this sentence for searching relevant passages: "
_WINDOW: Final = 512
_DIM: Final = 384


class OnnxEncoder:
    """bge-small-en-v1.5 int8: the normalised hidden state of [CLS], 384 components.

    The same text always has the same vector, whatever it is encoded with. Passages are read by the model as it is
    published; questions by the same model, adapted to questions on news, so that an index needs no other vectors.

    References: Xiao et al. 2023, "C-Pack", arXiv:2309.07597; of learning with the passages' vectors as they are,
    Lee et al. 2021, "Learning Dense Representations of Phrases at Scale", arXiv:2012.12624, section 4.2.
    """

    def __init__(self, name: str) -> None:
        """Take a model; what reads passages, and what reads questions, is opened when it is needed.

        Args:
            name: A packaged model without a classifier.
        """
        self._name = name
        self._asked = AdaptedModel(QUERIES, name, window=_WINDOW)
        self._clauses = AdaptedModel(CLAUSES, name, window=_WINDOW)

    def prepare(self) -> Future[Opened]:
        """Begin to open what reads questions; see `Prepares`."""
        return self._asked.prepare()

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
        return self._asked.opened().model.has_word(word)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages; see `Encoder`.

        Raises:
            ModelError: The files are missing or altered.
        """
        return _vectors(self._passages, texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions; see `Encoder`.

        Raises:
            ModelError: The files are missing or altered.
        """
        return _vectors(self._asked.opened().model, [QUERY_PREFIX + text for text in texts])

    def encode_clauses(self, texts: Sequence[str]) -> Vectors:
        """Encode parts of questions by half of the layers; see `EncodesClauses`.

        Raises:
            ModelError: The files are missing or altered.
        """
        return _vectors(self._clauses.opened().model, texts)

    @cached_property
    def _passages(self) -> PackagedModel:
        return PackagedModel(self._name, window=_WINDOW)


def _vectors(model: PackagedModel, texts: Sequence[str]) -> Vectors:
    vectors = np.empty((len(texts), _DIM), dtype=np.float32)
    for row, [hidden] in model.read(model.tokens(texts)):
        vectors[row] = hidden[0] / np.linalg.norm(hidden[0])
    return vectors
