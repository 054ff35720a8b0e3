"""Learns to choose among the units of a question, or none of them: softmax regression, on standardised figures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def fit_choice(
    figures: NDArray[np.float64],
    right: NDArray[np.bool_],
    sizes: NDArray[np.int64],
    *,
    counts: NDArray[np.float64] | None = None,
    penalty: float,
    or_none: bool,
) -> NDArray[np.float64]:
    """Learn weights by cross-entropy: of a question's right units all together, or of the null where none is.

    Args:
        figures: Of the units, question by question, shape (units, figures).
        right: Which of them are right, shape (units,).
        sizes: How many units each question has, at least one, shape (questions,).
        counts: How much each question counts; None counts all alike.
        penalty: Of half the squares of the weights.
        or_none: Whether a null that scores 0 may be chosen; else each question needs a unit that is right.

    Returns:
        Weights of the figures as they are, bias last, shape (figures + 1,).
    """
    from scipy.optimize import minimize

    mean, deviation = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    standard = (figures - mean) / deviation
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    weight = np.ones(len(sizes)) if counts is None else counts
    answered = np.logical_or.reduceat(right, starts)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        values = standard @ weights[:-1] + weights[-1]
        most = np.maximum.reduceat(values, starts)
        if or_none:
            most = np.maximum(most, 0.0)
        null = np.exp(-most) if or_none else np.zeros(len(sizes))
        likely = np.exp(values - most[owner])
        every = np.add.reduceat(likely, starts) + null
        told = np.add.reduceat(np.where(right, likely, 0.0), starts)
        aim = np.where(answered, np.maximum(told, 1e-300), null)
        surprise = float(weight @ (np.log(every) - np.log(aim)))
        pull = (likely / every[owner] - np.where(right, likely / aim[owner], 0.0)) * weight[owner]
        slope = np.append(pull @ standard + penalty * weights[:-1], pull.sum())
        return surprise + penalty / 2 * float(weights[:-1] @ weights[:-1]), slope

    found = minimize(loss, np.zeros(figures.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[:-1] / deviation
    fitted: NDArray[np.float64] = np.append(weights, found[-1] - weights @ mean)
    return fitted
