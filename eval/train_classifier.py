"""Fits the statement classifier on drafts that readers judged, and writes its weights.

    python -m onrecord.eval.train_classifier POLNEAR --news ARTICLES [--out FILE] [--folds 5]

POLNEAR is a folder with PolNeAR's `articles.jsonl` and `attributions.jsonl`, ARTICLES the file of MultiHop-RAG's
articles. It learns from three sources: articles of ARTICLES that are annotated whole (`eval/data/multihoprag`, the
half for learning), single drafts of both corpora that were read one by one (`eval/data/drafts.jsonl`), and at a
fifth of the weight PolNeAR's articles, those that are held back and those to choose by left out. Every article
annotated whole is judged by weights that had not seen it (cross-validation by article); on these scores the
probabilities are calibrated. Nothing is left to chance: the same bytes each time on one machine with one set of
versions. Run it after the tagger is trained, and after a change in how drafts are made. Two minutes of one core.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from onrecord.index.attribution import StatementFinder
from onrecord.index.attribution.likelihoods import LEAST_SAID
from onrecord.index.attribution.statement_classifier import PACKAGED as CLASSIFIER
from onrecord.index.attribution.statement_classifier import StatementClassifier
from onrecord.index.attribution.statement_features import BUCKETS
from onrecord.index.tagger.tagger import Tagger
from onrecord.index.tagger.weights import load_tagger

from .annotation import held_back, read_annotated, read_attributions, validation
from .judging.ratios import Count
from .judging.standoff import NEWS, read_annotated_set
from .tagging.labelled import CLASSES, OPEN, LabelledDraft, from_annotated, from_attributions, from_readings
from .tagging.regression import Design, Floats, Weights, calibration, fit, log_softmax

DECAY: Final = (1.0, 4.0)
"""Of words and of states; 1 to 3 and 2 to 20 were tried by cross-validation, with differences of .003 of F1."""

OF_POLNEAR: Final = 0.2
"""How much a draft of PolNeAR counts: its news is of one kind, and its annotation of another."""

ATTRIBUTED: Final = 0.1
"""How much less likely it is that a draft is none if PolNeAR's annotators took it for an attribution."""

BINS: Final = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Gather drafts, cross-validate, fit, calibrate, and write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.train_classifier", description="Fit the statement classifier."
    )
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=CLASSIFIER)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args(arguments)
    with threadpool_limits(1, user_api="blas"):
        annotated, others, weights = gather(_finder(), options.polnear, options.news)
        scores = cross_validated(annotated, others, weights, options.folds)
        labels = _labels(annotated)
        scale, moved = calibration(scores, labels)
        scores *= scale
        scores[:, 0] += moved
        report(annotated, np.exp(log_softmax(scores)))
        fitted = _fit(annotated, others, weights).calibrated(scale, moved)
    StatementClassifier(*(part.astype(np.float32) for part in fitted)).save(options.out)
    sys.stdout.write(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB\n")


def _finder() -> StatementFinder:
    """Make a finder that drafts; what it makes of the drafts is not asked."""
    vocabulary, stages = load_tagger()
    words, states = (np.zeros((rows, len(CLASSES)), dtype=np.float32) for rows in (BUCKETS, 0))
    unfitted = StatementClassifier(words, states, np.zeros(len(CLASSES), dtype=np.float32))
    return StatementFinder(Tagger(stages), vocabulary, unfitted)


def gather(
    finder: StatementFinder, polnear: Path, news: Path
) -> tuple[list[LabelledDraft], list[LabelledDraft], Floats]:
    """Gather drafts.

    Returns:
        Those of articles annotated whole; all others; how much each of these counts.
    """
    articles, statements = read_annotated_set(NEWS, news, "learn")
    annotated = list(from_annotated(finder, articles, statements))
    political = [article for article in read_annotated(polnear / "articles.jsonl") if not held_back(article.id)]
    every = {article.id: article for article in read_annotated(news) if article.id not in statements}
    every |= {article.id: article for article in political}
    read = list(from_readings(finder, every))
    taken = [article for article in political if not validation(article.id)]
    attributed = list(from_attributions(finder, taken, read_attributions(polnear / "attributions.jsonl")))
    return annotated, read + attributed, np.repeat([1.0, OF_POLNEAR], [len(read), len(attributed)])


def cross_validated(
    annotated: Sequence[LabelledDraft], others: Sequence[LabelledDraft], weights: Floats, folds: int
) -> Floats:
    """Score each annotated draft by weights that have not seen its article, shape (drafts, classes)."""
    fold = np.array([_hash(one.article_id) % folds for one in annotated])
    scores = np.zeros((len(annotated), len(CLASSES)))
    for number in range(folds):
        left_out = np.flatnonzero(fold == number)
        if len(left_out):
            seen = [one for one, of in zip(annotated, fold, strict=True) if of != number]
            unseen = Design.of([annotated[int(place)] for place in left_out])
            scores[left_out] = _fit(seen, others, weights).scores(unseen)
    return scores


def report(drafts: Sequence[LabelledDraft], chances: Floats) -> None:
    """Print how well drafts are told apart, by kind, and how far their probabilities can be believed."""
    said, labels = chances[:, 0], _labels(drafts)
    found = said >= LEAST_SAID
    for kind in ("direct", "mixed", "indirect", "all"):
        of_kind = np.array([kind in {one.kind, "all"} for one in drafts])
        there = of_kind & (labels == 0)
        count = Count(int((there & found).sum()), int((of_kind & found).sum()), int(there.sum()))
        sys.stdout.write(
            f"{kind:9} {of_kind.sum():5} drafts, said P {count.precision.value:.3f} R {count.recall.value:.3f}"
            f" F1 {count.f1.value:.3f}\n"
        )
    edges = np.linspace(0, 1, BINS + 1)[1:-1]
    for number in range(BINS):
        inside = np.digitize(said, edges) == number
        if inside.any():
            mean, right = said[inside].mean(), (labels[inside] == 0).mean()
            sys.stdout.write(f"told {mean:.2f}, was {right:.2f} of {inside.sum()}\n")


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)


def _fit(annotated: Sequence[LabelledDraft], others: Sequence[LabelledDraft], weights: Floats) -> Weights:
    """Fit twice: what is open the second time counts as what the first weights take it for."""
    drafts = [*annotated, *others]
    design, labels = Design.of(drafts), _labels(drafts)
    counts = np.concatenate([np.ones(len(annotated)), weights])
    is_open = labels == OPEN
    shares = np.eye(len(CLASSES))[np.where(is_open, 0, labels)]
    first = fit(design, shares, np.where(is_open, 0, counts), DECAY)
    chances = np.exp(log_softmax(first.scores(design)))
    chances[:, CLASSES.index("none")] *= ATTRIBUTED
    shares[is_open] = (chances / chances.sum(axis=1, keepdims=True))[is_open]
    return fit(design, shares, counts, DECAY)


def _labels(drafts: Sequence[LabelledDraft]) -> NDArray[np.int64]:
    return np.array([one.label for one in drafts])


if __name__ == "__main__":
    main()
