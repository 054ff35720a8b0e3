"""Fits the curves of an answer: each a logistic regression on standardised figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.search import UNITS, WHOLE_FIGURES, AnswerScore, fill_in

from .answer_examples import FOLDS, Example

Fitted: TypeAlias = dict[str, NDArray[np.float64]]
"""Weights by name, as `AnswerScore` takes them."""

_HEAD_C: Final = 0.003
"""Inverse strength of the head's L2 penalty, of .0001 to .01 the one with the best first answers over five folds:
without a head .473 of them were right and the AUROC of the best unit was .65, with it .52 and .81."""


def fit(examples: Sequence[Example]) -> Fitted:
    """Learn which unit answers, and whether any does.

    The curve of a unit sees a head that was learnt without its article: a head is too sure of what it learnt from.

    Args:
        examples: Questions with what was read for them.
    """
    right = np.concatenate([one.right for one in examples])
    fitted: Fitted = {
        "promise": _curve(np.concatenate([one.cheap for one in examples]), right, 1.0),
        "head": _curve(_states(examples), right, _HEAD_C),
        "unit": np.zeros(0),
        "whole": np.zeros(len(WHOLE_FIGURES) + 1),
        "cuts": np.zeros(3),
    }
    figures: dict[int, NDArray[np.float64]] = {}
    for fold in range(FOLDS):
        others = [one for one in examples if one.fold != fold]
        head = _curve(_states(others), np.concatenate([one.right for one in others]), _HEAD_C)
        score = AnswerScore(AnswerScore.blank().weights | {"head": head})
        for number, one in enumerate(examples):
            if one.fold == fold:
                figures[number] = np.column_stack([one.cheap, score.read_figures(one.reading)])
    fitted["unit"] = _curve(np.concatenate([figures[n] for n in range(len(examples))]), right, 1.0)
    wholes = []
    for number, one in enumerate(examples):
        scores = figures[number] @ fitted["unit"][:-1] + fitted["unit"][-1]
        wholes.append(_whole(one, fitted["promise"], scores))
    fitted["whole"] = _curve(np.array(wholes), np.array([one.answerable for one in examples]), 1.0)
    return fitted


def judge_fold(one: Example, fitted: Fitted) -> tuple[float, bool]:
    """Ask a question with weights that were fitted without it.

    Returns:
        The probability that it is answered, and whether the first unit answers.
    """
    score = AnswerScore(fitted)
    kept = _kept(one, fitted["promise"])
    scores = score.units(one.cheap, score.read_figures(one.reading))
    probability = score.whole(_whole(one, fitted["promise"], scores))
    return probability, bool(one.right[kept[int(np.argmax(scores[kept]))]])


def _kept(one: Example, promise: NDArray[np.float64]) -> NDArray[np.int64]:
    """Choose the units that are read to answer, of those that were read to learn from."""
    kept: NDArray[np.int64] = np.argsort(-(one.cheap @ promise[:-1]), kind="stable")[:UNITS]
    return kept


def _whole(one: Example, promise: NDArray[np.float64], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    kept = _kept(one, promise)
    return fill_in(one.whole, one.cheap[kept], scores[kept])


def _states(examples: Sequence[Example]) -> NDArray[np.float32]:
    return np.concatenate([one.reading.states.astype(np.float32) for one in examples])


def _curve(figures: NDArray[np.floating], right: NDArray[np.bool_], penalty: float) -> NDArray[np.float64]:
    """Learn a logistic curve; weights, bias last."""
    from sklearn.linear_model import LogisticRegression

    mean, deviation = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    model = LogisticRegression(C=penalty, max_iter=1000).fit((figures - mean) / deviation, right)
    weights = model.coef_[0] / deviation
    fitted: NDArray[np.float64] = np.append(weights, model.intercept_[0] - weights @ mean)
    return fitted
