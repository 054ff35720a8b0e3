"""The packaged cross-encoder as the ranker's teacher: what it tells of a text, and its states on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding

from onrecord.search import DEFAULT_RERANKER, ORDER_PROBE, Probe, Weights
from onrecord.search.retrieval.probe import LAYERS, pooled
from onrecord.search.retrieval.reranker import PAIR_WINDOW

from .halved_bert import TAUGHT_BY
from .teaching_model import teaching_model

Floats = NDArray[np.float32]


class Told(NamedTuple):
    """What it tells of pairs.

    Attributes:
        states: After each of `TAUGHT_BY` but the last, one text's behind the other's, each of shape (tokens, 384).
        first: Of each text's [CLS] after the last, shape (texts, 384).
        told: The logit, and the log-odds that a search orders by, shape (texts, 2).
    """

    states: list[Floats]
    first: Floats
    told: Floats


class Teacher:
    """Reads pairs as a search does, with eight-bit numbers."""

    def __init__(self, weights: Weights) -> None:
        """Open it; `weights` tell what the log-odds are made of."""
        self._layers = sorted({*TAUGHT_BY, *LAYERS})
        self._model = teaching_model(DEFAULT_RERANKER, "/bert", self._layers, window=PAIR_WINDOW)
        self._order, self._weights = Probe.load(ORDER_PROBE), weights

    def tokens(self, pairs: Sequence[tuple[str, str]]) -> list[Encoding]:
        """Cut pairs into tokens."""
        return self._model.tokens(pairs)

    def read(self, encodings: Sequence[Encoding]) -> Told:
        """Read pairs."""
        read = dict(self._model.read(encodings))
        told, kept = [], []
        for n, one in enumerate(encodings):
            logit, *states = read[n]
            by_layer = dict(zip(self._layers, states, strict=True))
            types = np.array(one.type_ids)[None]
            probed = pooled([by_layer[layer][None] for layer in LAYERS], types, np.ones_like(types))
            raised = logit[0, 0] / self._weights.temperature + self._weights.order * self._order.score(probed)[0]
            told.append((logit[0, 0], raised))
            kept.append([by_layer[layer] for layer in TAUGHT_BY])
        *below, first = (np.concatenate(one) for one in zip(*kept, strict=True))
        return Told(below, first, np.array(told, np.float32))
