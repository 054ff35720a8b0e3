"""Fits the weights that tell whom "he" and "she" mean, on annotated articles, and writes them.

    python -m onrecord.eval.fit_antecedents --news ARTICLES [--out FILE] [--folds 10]

It learns from every pronoun that is annotated as a source in the sample that comes along and in the half for
learning of the annotated articles (ARTICLES is the file of MultiHop-RAG's articles): a conditional logistic
regression over the candidates, one of which is meant. It judges each article by weights that have not seen it
(cross-validation by article), beside the weights that are packaged now, prints how often the first candidate is
right and how far the probabilities can be believed, and fits on all. Run it after a change of `index/entities`.
Needs SciPy.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Span
from onrecord.index.attribution import StatementFinder
from onrecord.index.entities.antecedents import NOBODY, WEIGHTS, ranked, recorded
from onrecord.index.text.document import Document

from .attribution import Gold, read_set
from .judging.cast import Cast
from .judging.ratios import Ratio
from .judging.standoff import NEWS, SAMPLE

DECAY: Final = 1.0
"""Of the squared weights; from .3 to 10 one of 242 pronouns changes in cross-validation."""

EXPECTED: Final = {
    "other gender by name": -3.0,
    "other gender by name and pronouns": -1.5,
    "other gender by shared name": -1.0,
    "named beside": -2.0,
}
"""Weights that are expected before anything is learnt; all others are 0.

Of 441 people whom news calls by "Mr" or "Ms" and by a given name of the list, the list is right about 440; it is
less so about names that few of its sources have, and then no pronoun of the article speaks for it.
"""

WORST: Final = 0.004
"""The share of those meant that would stand worse than nobody."""

EDGES: Final = (0.5, 0.7, 0.85, 0.95)
"""Where the probabilities are parted that are set against how often they were right."""


class Example(NamedTuple):
    """A pronoun: its article, what stands for each candidate, and which candidates are meant."""

    article_id: str
    rows: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


def examples(finder: StatementFinder, gold: Gold) -> list[Example]:
    """Gather the pronouns of annotated articles."""
    found: list[Example] = []
    for article in gold.articles:
        annotated = gold.statements[article.id]
        cast = Cast(article.text, annotated)
        meant = {one.source.start: one for one in annotated if one.mention == "pronoun" and one.source is not None}
        with recorded() as choices:
            finder.find(article)
        reading = Document(article).reading
        for choice in {choice.place: choice for choice in choices}.values():
            one = meant.get(reading.located(Span(choice.place, choice.place + 1)).start)
            if one is not None and one.entity is not None:
                right = tuple(cast.is_right(person.name or None, one) for person in choice.persons)
                found.append(Example(article.id, choice.rows, right))
    return found


def fit(cases: Sequence[Example], decay: float = DECAY) -> dict[str, float]:
    """Fit the weights of highest posterior probability, with a normal prior around those that are expected."""
    from scipy.optimize import minimize

    usable = [case for case in cases if any(case.right)]
    names = sorted({name for case in usable for row in case.rows for name in row})
    matrices = [np.array([[row.get(name, 0.0) for name in names] for row in case.rows]) for case in usable]
    rights = [np.array(case.right, dtype=float) for case in usable]

    prior = np.array([EXPECTED.get(name, 0.0) for name in names])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        off = weights - prior
        total, slope = decay * float(off @ off) / 2, decay * off
        for matrix, right in zip(matrices, rights, strict=True):
            scores = matrix @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            meant = shares * right
            total -= float(np.log(meant.sum()))
            slope = slope + matrix.T @ (shares - meant / meant.sum())
        return total, slope

    solved = minimize(loss, prior, jac=True, method="L-BFGS-B")
    meant = [float((matrix @ solved.x)[right > 0].max()) for matrix, right in zip(matrices, rights, strict=True)]
    weights = dict(zip(names, solved.x, strict=True)) | {NOBODY: np.quantile(meant, WORST)}
    return {name: round(float(value), 3) for name, value in weights.items()}


def cross_validated(cases: Sequence[Example], folds: int, decay: float = DECAY) -> list[list[float]]:
    """Rate the candidates of each pronoun by weights that have not seen its article."""
    fold = [int(hashlib.sha256(case.article_id.encode()).hexdigest()[:8], 16) % folds for case in cases]
    fitted = [
        fit([c for c, of in zip(cases, fold, strict=True) if of != number], decay) for number in range(folds)
    ]
    return [ranked([*case.rows, {NOBODY: 1.0}], fitted[of]) for case, of in zip(cases, fold, strict=True)]


def first_right(cases: Sequence[Example], chances: Iterable[Sequence[float]]) -> Ratio:
    """Give how often the likeliest candidate is meant."""
    return Ratio(sum(_is_right(case, of) for case, of in zip(cases, chances, strict=True)), len(cases))


def _is_right(case: Example, chances: Sequence[float]) -> bool:
    best = max(range(len(chances)), key=chances.__getitem__)
    return best < len(case.right) and case.right[best]


def main(arguments: Sequence[str] | None = None) -> None:
    """Gather pronouns, cross-validate, fit, and write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.fit_antecedents", description="Fit whom pronouns mean."
    )
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args(arguments)
    finder = StatementFinder.load()
    cases = [
        c for gold in (read_set(SAMPLE), read_set(NEWS, options.news, "learn")) for c in examples(finder, gold)
    ]
    there = sum(any(case.right) for case in cases)
    packaged = first_right(cases, (ranked([*case.rows, {NOBODY: 1.0}]) for case in cases))
    chances = cross_validated(cases, options.folds)
    unseen = first_right(cases, chances)
    sys.stdout.write(f"{len(cases)} pronouns, {there} with whom they mean among the candidates\n")
    sys.stdout.write(f"{packaged.value:.3f} right by the packaged weights, {unseen.value:.3f} cross-validated\n")
    for low, high in zip((0.0, *EDGES), (*EDGES, 1.01), strict=True):
        told = [
            (max(of), _is_right(case, of))
            for case, of in zip(cases, chances, strict=True)
            if low <= max(of) < high
        ]
        if told:
            mean, right = (sum(values) / len(told) for values in zip(*told, strict=True))
            sys.stdout.write(f"told {mean:.2f}, was {right:.2f} of {len(told)}\n")
    weights = fit(cases)
    options.out.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    learnt = first_right(cases, (ranked([*case.rows, {NOBODY: 1.0}], weights) for case in cases))
    sys.stdout.write(f"{learnt.value:.3f} on what it learnt\n")


if __name__ == "__main__":
    main()
