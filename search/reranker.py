"""How well a text answers a question, read together: the packaged cross-encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index import load_session, load_tokenizer, packaged_weights, pad

from .hidden import further_outputs
from .probe import OUTPUTS, WIDTH, pooled

DEFAULT_RERANKER: Final = "ms-marco-minilm-l12-int8"
_WINDOW: Final = 320
_BATCH: Final = 4


class Reading(NamedTuple):
    """What comes of reading a question with some texts.

    Attributes:
        logits: How well each text matches, shape (n,); higher is better, comparable between questions.
        states: What `Probe` tells from whether each text answers, shape (n, `WIDTH`).
    """

    logits: NDArray[np.float32]
    states: NDArray[np.float32]


class Reranker(Protocol):
    """Reads a question and texts together."""

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts against a question.

        Args:
            question: The question.
            texts: Texts that may answer it.

        Returns:
            Logits, shape (len(texts),); higher is better, comparable between questions.
        """

    def read(self, question: str, texts: Sequence[str]) -> Reading:
        """Score texts as `score` does, and tell what else is known of them; no slower."""


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
        self._session = load_session(weights.model, appended=further_outputs(OUTPUTS))
        self._logit = self._session.get_outputs()[0].name

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Score texts; see `Reranker`."""
        logits = np.empty(len(texts), dtype=np.float32)
        for rows, feed in self._batches(question, texts):
            logits[rows] = self._session.run([self._logit], feed)[0][:, 0]
        return logits

    def read(self, question: str, texts: Sequence[str]) -> Reading:
        """Read texts; see `Reranker`."""
        reading = Reading(np.empty(len(texts), dtype=np.float32), np.empty((len(texts), WIDTH), dtype=np.float32))
        for rows, feed in self._batches(question, texts):
            logits, *states = self._session.run([self._logit, *OUTPUTS], feed)
            reading.logits[rows] = logits[:, 0]
            reading.states[rows] = pooled(states, feed["token_type_ids"], feed["attention_mask"])
        return reading

    def _batches(self, question: str, texts: Sequence[str]) -> Iterator[tuple[list[int], dict[str, Any]]]:
        """Put texts into small batches of like lengths: padding costs as much as words do."""
        encodings = self._tokenizer.encode_batch([(question, text) for text in texts])
        order = sorted(range(len(texts)), key=lambda row: len(encodings[row].ids))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            ids, mask = pad([encodings[row].ids for row in rows])
            types, _ = pad([encodings[row].type_ids for row in rows])
            yield rows, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
