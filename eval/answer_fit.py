"""Fits the curves of an answer: each a logistic regression on standardised figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.search import UNITS, AnswerScore, fill_in

from .answer_examples import FOLDS, Example

Fitted: TypeAlias = dict[str, NDArray[np.float64]]
"""Weights by name, as `AnswerScore` takes them."""

_HEAD_C: Final = 0.003
"""Inverse strength of the head's L2 penalty, of .0001 to .01 the one with the best first answers over five folds:
without a head .473 of them were right and the AUROC of the best unit was .65, with it .52 and .81."""


_UNITS_OF: Final = frozenset({"written", "made"})
"""Sources of questions that tell which unit answers. The others ask for facts of a passage, and tell with them
whether a question is answered; learnt from too, their units took .05 from first answers to written questions."""

_WEIGHT: Final = {"written": 1.0, "made": 0.3}
"""How much a unit of a source counts. Questions made by rule ask in the article's own words, which people do not:
at 1 they took .05 from the first answers to written questions."""


class Outcome(NamedTuple):
    """What came of a question: the probability that it is answered, and whether the first unit answers."""

    probability: float
    first: bool


def fit(examples: Sequence[Example], promise: NDArray[np.float64]) -> tuple[Fitted, list[Outcome]]:
    """Learn which unit answers, and whether any does.

    The curves see a head that was learnt without the question's article: it is too sure of what it learnt from.

    Args:
        examples: Questions with what was read for them.
        promise: What chose the units that were read, from `fit_promise`.

    Returns:
        The weights, and what comes of each question with a head that did not learn from it. The curves did, some
        thirty weights each.
    """
    learnt = [one for one in examples if one.source in _UNITS_OF]
    right = np.concatenate([one.right for one in learnt])
    fitted: Fitted = {
        "promise": promise,
        "head": _curve(_states(learnt), right, _HEAD_C, _counts(learnt)),
        "cuts": np.zeros(3),
    }
    heads = []
    for fold in range(FOLDS):
        others = [one for one in learnt if one.fold != fold]
        known = np.concatenate([one.right for one in others])
        heads.append(_curve(_states(others), known, _HEAD_C, _counts(others)))
    figures = []
    for one in examples:
        head = heads[one.fold] if one.source in _UNITS_OF else fitted["head"]
        score = AnswerScore(AnswerScore.blank().weights | {"head": head})
        figures.append(np.column_stack([one.cheap, score.read_figures(one.reading)]))
    its = [told for one, told in zip(examples, figures, strict=True) if one.source in _UNITS_OF]
    fitted["unit"] = _curve(np.concatenate(its), right, 1.0, _counts(learnt))
    wholes, firsts = [], []
    for number, one in enumerate(examples):
        kept = _kept(one, fitted["promise"])
        scores = (figures[number] @ fitted["unit"][:-1] + fitted["unit"][-1])[kept]
        wholes.append(fill_in(one.whole, one.cheap[kept], scores))
        firsts.append(bool(one.right[kept[int(np.argmax(scores))]]))
    fitted["whole"] = _curve(np.array(wholes), np.array([one.answerable for one in examples]), 1.0)
    score = AnswerScore(fitted)
    return fitted, [Outcome(score.whole(its), first) for its, first in zip(wholes, firsts, strict=True)]


def _kept(one: Example, promise: NDArray[np.float64]) -> NDArray[np.int64]:
    """Choose the units that are read to answer, of those that were read to learn from."""
    kept: NDArray[np.int64] = np.argsort(-(one.cheap @ promise[:-1]), kind="stable")[:UNITS]
    return kept


def _counts(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Count each unit for as much as its question's source does."""
    counts: NDArray[np.float64] = np.repeat(
        [_WEIGHT[one.source] for one in examples], [len(one.right) for one in examples]
    )
    return counts


def _states(examples: Sequence[Example]) -> NDArray[np.float32]:
    return np.concatenate([one.reading.states.astype(np.float32) for one in examples])


def _curve(
    figures: NDArray[np.floating],
    right: NDArray[np.bool_],
    penalty: float,
    counts: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Learn a logistic curve; weights, bias last."""
    from sklearn.linear_model import LogisticRegression

    mean, deviation = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    model = LogisticRegression(C=penalty, max_iter=1000).fit(
        (figures - mean) / deviation, right, sample_weight=counts
    )
    weights = model.coef_[0] / deviation
    fitted: NDArray[np.float64] = np.append(weights, model.intercept_[0] - weights @ mean)
    return fitted
