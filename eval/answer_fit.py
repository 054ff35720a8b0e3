"""Fits the curves of an answer: each a logistic regression on standardised figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.search import UNITS, AnswerScore, fill_in

from .choice import fit_choice
from .examples import FOLDS, Example

Fitted: TypeAlias = dict[str, NDArray[np.float64]]
"""Weights by name, as `AnswerScore` takes them."""

Logits: TypeAlias = NDArray[np.float32]

_WEIGHT: Final = {"written": 1.0, "made": 2.0}
"""How much a question of a source counts that tells which unit answers. Those that are made by rule are few;
with 2, of .3 to 2, most of them are right first (.90 for .86), of squad2's too (.82 for .75), and as many written
ones. The others ask for facts of a passage, and tell whether they are answered."""

_PENALTY: Final = 10.0
"""Of the squares of the weights that choose a unit; of .3 to 30 the one that parts questions best."""


_MILD: Final = 0.02
"""Inverse of the penalty of the curve that tells whether a question is answered; of .01 to 1 among those that
part questions best (AUROC of written ones .898, with 1 .892; of squad2 .748 and .741)."""


class Outcome(NamedTuple):
    """What came of a question: the probability that it is answered, and whether the first unit answers."""

    probability: float
    first: bool


def fit(
    examples: Sequence[Example], logits: Sequence[Logits], promise: NDArray[np.float64]
) -> tuple[Fitted, list[Outcome]]:
    """Learn which unit answers, and whether any does.

    Args:
        examples: Questions with their units.
        logits: What the reader, which did not learn from them, read in their units.
        promise: What chose the units that are read, from `fit_promise`.

    Returns:
        The weights, and what comes of each question by curves that did not learn from its article.
    """
    outcomes: dict[int, Outcome] = {}
    for fold in range(FOLDS):
        learnt = [n for n, one in enumerate(examples) if one.fold != fold]
        weights = _curves([examples[n] for n in learnt], [logits[n] for n in learnt], promise)
        score = AnswerScore(weights)
        for n, one in enumerate(examples):
            if one.fold == fold:
                figures, first = _asked(one, logits[n], score)
                outcomes[n] = Outcome(score.whole(figures), first)
    return _curves(examples, logits, promise), [outcomes[n] for n in range(len(examples))]


def _curves(examples: Sequence[Example], logits: Sequence[Logits], promise: NDArray[np.float64]) -> Fitted:
    its = [n for n, one in enumerate(examples) if one.source in _WEIGHT]
    fitted: Fitted = {
        "promise": promise,
        "unit": _choice([examples[n] for n in its], [logits[n] for n in its]),
        "whole": np.zeros_like(AnswerScore.blank().weights["whole"]),
        "cuts": np.zeros(3),
    }
    score = AnswerScore(fitted)
    told = [n for n, one in enumerate(examples) if one.right.any() or not one.answerable]
    wholes = np.array([_asked(examples[n], logits[n], score)[0] for n in told])
    fitted["whole"] = _curve(wholes, np.array([examples[n].answerable for n in told]))
    return fitted


def _asked(one: Example, logits: Logits, score: AnswerScore) -> tuple[NDArray[np.float64], bool]:
    """Ask as the engine does, which reads fewer units: the figures of the whole, and whether the first answers."""
    kept = np.argsort(-score.promise(one.cheap), kind="stable")[:UNITS]
    scores = score.units(one.cheap[kept], logits[kept])
    figures = fill_in(one.whole, one.cheap[kept], scores, logits[kept])
    return figures, bool(one.right[kept[int(np.argmax(scores))]])


def _choice(examples: Sequence[Example], logits: Sequence[Logits]) -> NDArray[np.float64]:
    """Learn to choose a unit, or none: softmax over a question's units and a null that scores 0.

    It is what the reader learnt too. A logistic regression on units, one by one, parts questions that are
    answered from others by an AUROC of .79; this one by .83.
    """
    pairs = [
        pair
        for pair in zip(examples, logits, strict=True)
        if (pair[0].right.any() or not pair[0].answerable) and not pair[0].near.all()
    ]
    return fit_choice(
        np.concatenate([np.column_stack([one.cheap, read])[~one.near] for one, read in pairs]),
        np.concatenate([one.right[~one.near] for one, _ in pairs]),
        np.array([np.count_nonzero(~one.near) for one, _ in pairs]),
        counts=np.array([_WEIGHT[one.source] for one, _ in pairs]),
        penalty=_PENALTY,
        or_none=True,
    )


def _curve(figures: NDArray[np.float64], right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Learn a logistic curve; weights, bias last."""
    from sklearn.linear_model import LogisticRegression

    mean, deviation = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    model = LogisticRegression(C=_MILD, max_iter=1000).fit((figures - mean) / deviation, right)
    weights = model.coef_[0] / deviation
    fitted: NDArray[np.float64] = np.append(weights, model.intercept_[0] - weights @ mean)
    return fitted
