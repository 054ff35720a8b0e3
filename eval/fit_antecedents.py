"""Fits the weights that tell whom "he" and "she" mean, on annotated articles, and writes them.

    python -m onrecord.eval.fit_antecedents --news ARTICLES --polnear CORPUS [--out FILE] [--folds 10]

It learns from every pronoun that is annotated as a source in the sample that comes along, in the half for learning
of the annotated articles (ARTICLES is the file of MultiHop-RAG's articles) and in the invented news that is for
learning: a conditional logistic regression over the candidates, one of which is meant. Whoever spoke last is
nearly always the nearest subject too. Therefore it also learns, for less, where nobody annotated anything: a
pronoun before which men and women are named tells by its gender alone who is meant, and what else stands for each
is learnt from that (the learning half of ARTICLES, PolNeAR's articles that are not held back).
It judges each article by weights that have not seen it (cross-validation by article), beside the weights that are
packaged now, prints how often the first candidate is right and how far the probabilities can be believed, and fits
on all. Run it after a change of `index/entities`. A pronoun that is understood otherwise changes what is told of
the next: run it twice, and keep the weights by which more are right. Needs SciPy.
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

from onrecord.index import Article, Span, Statement
from onrecord.index.attribution import StatementFinder
from onrecord.index.entities.antecedents import NOBODY, WEIGHTS, Choice, ranked, recorded
from onrecord.index.text.document import Document

from .annotation import held_back, read_annotated
from .attribution import Gold, read_set
from .invented import agree, covered, read_listed
from .judging.cast import Cast
from .judging.ratios import Ratio
from .judging.standoff import NEWS, SAMPLE, of_part

DECAY: Final = 1.0
"""Of the squared weights; from .3 to 10 one of 242 pronouns changes in cross-validation."""

EXPECTED: Final = {
    "other gender by name": -3.5,
    "other gender by name and pronouns": -2.0,
    "other gender by shared name": -1.0,
    "named beside": -2.5,
    "thing": -3.0,
    "named in what is said": -2.5,
    "named in what is reported": -1.5,
}
"""Weights that are expected before anything is learnt; all others are 0.

Of 441 people whom news calls by "Mr" or "Ms" and by a given name of the list, the list is right about 440; it is
less so about names that few of its sources have, and then no pronoun of the article speaks for it. Where a
pronoun's gender tells who is meant, it is 1 of 24 people who are named in the quotation, 7 of 40 who are named in
what else is said, 2 of 43 who are named behind the pronoun in its clause, none of 28 whose name "the" leads in.
"""

SCALES: Final = (0.5, 4.0)
"""Bounds of what the weights are multiplied by at last."""

WORST: Final = 0.002
"""The share of those meant that would stand worse than nobody."""

TOLD_BY_GENDER: Final = 0.3
"""What a pronoun counts whose gender tells who is meant, beside an annotated one.

From .1 to 1 one of 243 annotated ones changes in cross-validation.
"""

EDGES: Final = (0.5, 0.7, 0.85, 0.95)
"""Where the probabilities are parted that are set against how often they were right."""


class Example(NamedTuple):
    """A pronoun: its article, what stands for each candidate, which are meant, whether somebody annotated it."""

    article_id: str
    rows: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    annotated: bool = True


def examples(finder: StatementFinder, gold: Gold) -> list[Example]:
    """Gather the pronouns of annotated articles."""
    found: list[Example] = []
    for article in gold.articles:
        annotated = gold.statements[article.id]
        cast = Cast(article.text, annotated)
        meant = {one.source.start: one for one in annotated if one.mention == "pronoun" and one.source is not None}
        _, choices = _chosen(finder, article)
        for place, choice in choices.items():
            one = meant.get(place)
            if one is not None and one.entity is not None:
                right = tuple(cast.is_right(person.name or None, one) for person in choice.persons)
                found.append(Example(article.id, choice.rows, right))
    return found


def listed_examples(finder: StatementFinder) -> list[Example]:
    """Gather the pronouns of invented news that is for learning, whose statements their writers listed."""
    found: list[Example] = []
    for article, listed in read_listed("learn"):
        statements, choices = _chosen(finder, article)
        for told in listed:
            written = [
                one.as_written_span for one in covered(told, statements) if one.as_written == told["mention"]
            ]
            place = next(filter(None, written), None)
            choice = choices.pop(place.start, None) if place is not None else None
            if choice is not None and choice.sex is not None:
                right = tuple(
                    bool(person.name) and agree(person.name, told["speaker"]) for person in choice.persons
                )
                found.append(Example(article.id, choice.rows, right))
    return found


def _chosen(finder: StatementFinder, article: Article) -> tuple[list[Statement], dict[int, Choice]]:
    """Find an article's statements, and what its pronouns were resolved by, by where they stand in the article."""
    with recorded() as choices:
        statements = finder.find(article)
    located = Document(article).reading.located
    return statements, {located(Span(c.place, c.place + 1)).start: c for c in choices if not c.genders}


def told_by_gender(finder: StatementFinder, articles: Iterable[Article]) -> list[Example]:
    """Gather the pronouns of whose gender one of those who may be meant is, of several of known gender."""
    found: list[Example] = []
    for article in articles:
        with recorded() as choices:
            finder.find(article)
        for choice in {choice.place: choice for choice in choices if choice.genders}.values():
            right = tuple(gender == choice.sex for gender in choice.genders)
            if sum(right) == 1 < len(right) and not choice.rows[right.index(True)].get("thing"):
                found.append(Example(article.id, choice.rows, right, annotated=False))
    return found


class _Pronoun(NamedTuple):
    """What is fitted: a candidate a row, a feature a column; who is meant; what it is worth."""

    rows: NDArray[np.float64]
    right: NDArray[np.float64]
    worth: float


def fit(cases: Sequence[Example], decay: float = DECAY) -> dict[str, float]:
    """Fit the weights of highest posterior probability, with a normal prior around those that are expected.

    At last they are multiplied by what makes the probabilities of annotated pronouns the likeliest: people of both
    genders stand closer together in a text than it would name two of one.
    """
    from scipy.optimize import minimize, minimize_scalar

    usable = [case for case in cases if any(case.right)]
    names = sorted({name for case in usable for row in case.rows for name in row})
    pronouns = [
        _Pronoun(
            np.array([[row.get(name, 0.0) for name in names] for row in case.rows]),
            np.array(case.right, dtype=float),
            1.0 if case.annotated else TOLD_BY_GENDER,
        )
        for case in usable
    ]
    prior = np.array([EXPECTED.get(name, 0.0) for name in names])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = _loss(pronouns, weights)
        off = weights - prior
        return total + decay * float(off @ off) / 2, slope + decay * off

    solved = minimize(loss, prior, jac=True, method="L-BFGS-B").x
    annotated = [pronoun for pronoun, case in zip(pronouns, usable, strict=True) if case.annotated]
    scale = minimize_scalar(lambda by: _loss(annotated, by * solved)[0], bounds=SCALES, method="bounded").x
    meant = [float((one.rows @ solved * scale)[one.right > 0].max()) for one in annotated]
    weights = dict(zip(names, solved * scale, strict=True)) | {NOBODY: np.quantile(meant, WORST)}
    return {name: round(float(value), 3) for name, value in weights.items()}


def _loss(pronouns: Iterable[_Pronoun], weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Give the negative log likelihood of who is meant, and its slope."""
    total, slope = 0.0, np.zeros_like(weights)
    for rows, right, worth in pronouns:
        scores = rows @ weights
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        meant = shares * right
        total -= worth * float(np.log(meant.sum()))
        slope += worth * (rows.T @ (shares - meant / meant.sum()))
    return total, slope


def cross_validated(cases: Sequence[Example], folds: int, told: Sequence[Example] = ()) -> list[list[float]]:
    """Rate the candidates of each pronoun by weights that have not seen its article.

    Args:
        cases: The annotated pronouns that are rated.
        folds: How many parts the articles are cut into.
        told: Pronouns that are learnt from besides.
    """
    every = [*cases, *told]
    fitted = [fit([case for case in every if _fold(case, folds) != number]) for number in range(folds)]
    return [ranked([*case.rows, {NOBODY: 1.0}], fitted[_fold(case, folds)]) for case in cases]


def _fold(case: Example, folds: int) -> int:
    return int(hashlib.sha256(case.article_id.encode()).hexdigest()[:8], 16) % folds


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
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=int, default=10)
    options = parser.parse_args(arguments)
    finder = StatementFinder.load()
    cases = [
        c for gold in (read_set(SAMPLE), read_set(NEWS, options.news, "learn")) for c in examples(finder, gold)
    ]
    cases += listed_examples(finder)
    read = [a for a in read_annotated(options.news) if of_part(a.id, "learn")]
    read += [a for a in read_annotated(options.polnear / "articles.jsonl") if not held_back(a.id)]
    told = told_by_gender(finder, read)
    there = sum(any(case.right) for case in cases)
    packaged = first_right(cases, (ranked([*case.rows, {NOBODY: 1.0}]) for case in cases))
    chances = cross_validated(cases, options.folds, told)
    unseen = first_right(cases, chances)
    sys.stdout.write(f"{len(cases)} pronouns, {there} with whom they mean among the candidates\n")
    sys.stdout.write(f"{len(told)} whose gender tells who is meant\n")
    sys.stdout.write(f"{packaged.value:.3f} right by the packaged weights, {unseen.value:.3f} cross-validated\n")
    for low, high in zip((0.0, *EDGES), (*EDGES, 1.01), strict=True):
        sure = [
            (max(of), _is_right(case, of))
            for case, of in zip(cases, chances, strict=True)
            if low <= max(of) < high
        ]
        if sure:
            mean, right = (sum(values) / len(sure) for values in zip(*sure, strict=True))
            sys.stdout.write(f"told {mean:.2f}, was {right:.2f} of {len(sure)}\n")
    weights = fit([*cases, *told])
    options.out.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    learnt = first_right(cases, (ranked([*case.rows, {NOBODY: 1.0}], weights) for case in cases))
    sys.stdout.write(f"{learnt.value:.3f} on what it learnt\n")


if __name__ == "__main__":
    main()
