"""How well a text answers a question, read together: the packaged cross-encoder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from index import load_session, load_tokenizer, packaged_weights, pad

DEFAULT_RERANKER: Final = "ms-marco-minilm-l12-int8"
_WINDOW: Final = 320
_BATCH: Final = 4


class Reranker(Protocol):
    """Scores pairs of a question and a text."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts against a question.

        Args:
            question: The question.
            texts: Texts that may answer it.

        Returns:
            Logits, shape (len(texts),); higher is better, comparable between questions.
        """


class CrossEncoder:
    """cross-encoder/ms-marco-MiniLM-L-12-v2 with int8 weights, on onnxruntime.

    Reference: Nogueira and Cho 2019, "Passage Re-ranking with BERT", arXiv:1901.04085.
    """

    def __init__(self, name: str = DEFAULT_RERANKER) -> None:
        """Load and check the packaged files.

        Args:
            name: A packaged model with one logit.

        Raises:
            ModelError: The files are missing or altered.
        """
        weights = packaged_weights(name)
        self._tokenizer = load_tokenizer(weights.tokenizer, window=_WINDOW)
        self._session = load_session(weights.model)

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts in small batches of like lengths; see `Reranker`."""
        encodings = self._tokenizer.encode_batch([(question, text) for text in texts])
        order = sorted(range(len(texts)), key=lambda row: len(encodings[row].ids))
        logits = np.empty(len(texts), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            ids, mask = pad([encodings[row].ids for row in rows])
            types, _ = pad([encodings[row].type_ids for row in rows])
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
            logits[rows] = self._session.run(None, feed)[0][:, 0]
        return logits
