"""Fits the curves of an answer: each a logistic regression on standardised figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.search import ADAPTATION, UNITS, AnswerScore, UnitReader, fill_in

from .answer_examples import FOLDS, Example

Fitted: TypeAlias = dict[str, NDArray[np.float64]]
"""Weights by name, as `AnswerScore` takes them."""

Logits: TypeAlias = NDArray[np.float32]

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


def read_all(examples: Sequence[Example], readers: Path) -> list[Logits]:
    """Read every unit by a reader that did not learn from the question's article.

    Args:
        examples: Questions with their units.
        readers: The folder of readers that `eval.train_reader` wrote.
    """
    by_fold = [UnitReader(readers / f"{ADAPTATION.stem}-{fold}.npz") for fold in range(FOLDS)]
    return [by_fold[one.fold].read(one.question, one.texts) for one in examples]


def fit(examples: Sequence[Example], logits: Sequence[Logits]) -> tuple[Fitted, list[Outcome]]:
    """Learn which unit answers, and whether any does.

    Args:
        examples: Questions with their units.
        logits: What a reader that did not see the question's article read in them.

    Returns:
        The weights, and what comes of each question by curves that did not learn from its article.
    """
    outcomes: dict[int, Outcome] = {}
    for fold in range(FOLDS):
        learnt = [n for n, one in enumerate(examples) if one.fold != fold]
        weights = _curves([examples[n] for n in learnt], [logits[n] for n in learnt])
        score = AnswerScore(weights)
        for n, one in enumerate(examples):
            if one.fold == fold:
                figures, first = _asked(one, logits[n], score)
                outcomes[n] = Outcome(score.whole(figures), first)
    return _curves(examples, logits), [outcomes[n] for n in range(len(examples))]


def _curves(examples: Sequence[Example], logits: Sequence[Logits]) -> Fitted:
    its = [n for n, one in enumerate(examples) if one.source in _UNITS_OF]
    right = np.concatenate([examples[n].right for n in its])
    counts = np.repeat([_WEIGHT[examples[n].source] for n in its], [len(examples[n].right) for n in its])
    cheap = np.concatenate([examples[n].cheap for n in its])
    read = np.concatenate([logits[n] for n in its])
    fitted: Fitted = {
        "promise": _curve(cheap, right, 1.0, counts),
        "unit": _curve(np.column_stack([cheap, read]), right, 1.0, counts),
        "whole": np.zeros_like(AnswerScore.blank().weights["whole"]),
        "cuts": np.zeros(3),
    }
    score = AnswerScore(fitted)
    wholes = np.array([_asked(one, its, score)[0] for one, its in zip(examples, logits, strict=True)])
    fitted["whole"] = _curve(wholes, np.array([one.answerable for one in examples]), 1.0)
    return fitted


def _asked(one: Example, logits: Logits, score: AnswerScore) -> tuple[NDArray[np.float64], bool]:
    """Ask as the engine does, which reads fewer units: the figures of the whole, and whether the first answers."""
    kept = np.argsort(-score.promise(one.cheap), kind="stable")[:UNITS]
    scores = score.units(one.cheap[kept], logits[kept])
    return fill_in(one.whole, one.cheap[kept], scores), bool(one.right[kept[int(np.argmax(scores))]])


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
