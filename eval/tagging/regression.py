"""Multinomial logistic regression over hashed words and dense states, with a weight decay of its own for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from onrecord.index.attribution.statement_features import BUCKETS

from .labelled import CLASSES, LabelledDraft

Floats: TypeAlias = NDArray[np.float64]


class Design(NamedTuple):
    """Drafts as matrices: words (drafts, `BUCKETS`), sparse, and states (drafts, size)."""

    words: csr_array
    states: NDArray[np.float32]

    @classmethod
    def of(cls, drafts: Sequence[LabelledDraft]) -> Design:
        """Stack the features of drafts."""
        size = max(len(draft.states) for draft in drafts)
        states = np.zeros((len(drafts), size), dtype=np.float32)
        for row, draft in enumerate(drafts):
            states[row, : len(draft.states)] = draft.states
        starts = np.cumsum([0, *(len(draft.words) for draft in drafts)])
        columns = np.fromiter((n for draft in drafts for n in draft.words), dtype=np.int32)
        values = np.fromiter((v for draft in drafts for v in draft.words.values()), dtype=np.float64)
        return cls(csr_array((values, columns, starts), shape=(len(drafts), BUCKETS)), states)


class Weights(NamedTuple):
    """Weights of words (`BUCKETS`, classes), of states (size, classes), and the bias (classes,)."""

    words: Floats
    states: Floats
    bias: Floats

    def scores(self, design: Design) -> Floats:
        """Score drafts, shape (drafts, classes)."""
        found: Floats = design.words @ self.words + design.states @ self.states + self.bias
        return found

    def calibrated(self, scale: float, said: float) -> Weights:
        """Scale all scores, and move those of the first class."""
        bias = scale * self.bias
        bias[0] += said
        return Weights(scale * self.words, scale * self.states, bias)


def log_softmax(scores: Floats) -> Floats:
    """Give the logarithms of probabilities, shape (drafts, classes)."""
    moved = scores - scores.max(axis=1, keepdims=True)
    found: Floats = moved - np.log(np.exp(moved).sum(axis=1, keepdims=True))
    return found


def fit(design: Design, shares: Floats, weights: Floats, decay: tuple[float, float]) -> Weights:
    """Minimise weighted cross-entropy and half the decayed squares of all weights but the bias (L-BFGS).

    Args:
        design: The drafts.
        shares: How far each is of each class, shape (drafts, classes).
        weights: How much each counts.
        decay: Of words and of states.
    """
    used = np.unique(design.words.indices)
    words = csr_array(design.words[:, used])
    turned = csr_array(words.T)
    states = design.states.astype(np.float64)
    size, many = len(CLASSES), len(used)
    cut = [many * size, (many + states.shape[1]) * size]

    def loss(flat: Floats) -> tuple[float, Floats]:
        of_words, of_states = (part.reshape(-1, size) for part in np.split(flat[: cut[1]], [cut[0]]))
        chances = log_softmax(words @ of_words + states @ of_states + flat[cut[1] :])
        value = -(weights[:, None] * shares * chances).sum()
        value += (decay[0] * (of_words**2).sum() + decay[1] * (of_states**2).sum()) / 2
        error = weights[:, None] * (np.exp(chances) - shares)
        parts = (turned @ error + decay[0] * of_words, states.T @ error + decay[1] * of_states, error.sum(axis=0))
        return float(value), np.concatenate([part.ravel() for part in parts])

    found = minimize(loss, np.zeros(cut[1] + size), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    of_words = np.zeros((BUCKETS, size))
    of_words[used] = found[: cut[0]].reshape(-1, size)
    return Weights(of_words, found[cut[0] : cut[1]].reshape(-1, size), found[cut[1] :])


def calibration(scores: Floats, labels: NDArray[np.int64]) -> tuple[float, float]:
    """Fit how to scale scores, and to move the first class's, so that its probability is right (Platt, 1999).

    Args:
        scores: Of drafts that the weights had not seen.
        labels: Their classes.

    Returns:
        The arguments of `Weights.calibrated`.
    """
    said = labels == 0

    def loss(values: Floats) -> float:
        moved = values[0] * scores
        moved[:, 0] += values[1]
        chance = np.exp(log_softmax(moved)[:, 0]).clip(1e-6, 1 - 1e-6)
        return float(-np.where(said, np.log(chance), np.log1p(-chance)).sum())

    scale, moved = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(scale), float(moved)
