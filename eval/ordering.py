"""Fits which of the passages found for a question come first, by the reranker's hidden states.

    python -m onrecord.eval.ordering CORPORA [--indexes FOLDER] [--out search/retrieval/order.npz]

CORPORA is a folder with datasets `squad2` and `multihoprag`. Only the development half of their questions is
learnt from. Run it before `eval/calibrate.py`, which judges what comes first. Needs SciPy, as scikit-learn does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Index, load_known_encoder
from onrecord.search import ORDER_PROBE, CrossEncoder, Probe, QuestionVectors, Retriever, Understanding, Weights

from .command import in_one_line
from .evidence import facts_found
from .fitted import fitted_on
from .halves import half_of
from .model import Dataset, Retrieved

_DEEP: Final = Weights(order=0.0, alone=12, pairs=16)
"""More is read to learn from than to answer: most of what comes later is wrong, and looks right."""

_PENALTY: Final = 0.03
"""Of the squares of the weights, beside the mean loss of a list; there are more weights than lists."""

_HITS: Final = 200

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Listed:
    """Passages that were read for one facet of a question.

    Attributes:
        scores: What they had before they were read, shape (n,).
        logits: Of the reranker, shape (n,).
        states: What a probe tells from, shape (n, `WIDTH`).
        right: Which show a fact that the question needs, shape (n,); some do, and some do not.
    """

    scores: Floats
    logits: Floats
    states: Floats
    right: NDArray[np.bool_]


def read_all(dataset: Dataset, index: Index, reranker: CrossEncoder) -> Iterator[Listed]:
    """Search for the answerable questions of a dataset's development half; leave out lists that teach nothing."""
    understanding = Understanding(index)
    retriever = Retriever(index, QuestionVectors(load_known_encoder(index.encoder_name)), reranker, _DEEP)
    for query in half_of(dataset, "dev").queries:
        for read in retriever.retrieve(understanding.read(query.text), _HITS).read:
            passages = index.passages(read.rows.tolist())
            texts = {passage.article.id: passage.article.text for passage in passages}
            spans = [Retrieved(p.article.id, p.start, p.end, 0.0) for p in passages]
            right = np.array([bool(facts) for facts in facts_found(query, spans, texts.get)])
            if right.any() and not right.all():
                yield Listed(read.scores, read.logits, read.states, right)


def fit_order(lists: Sequence[Listed]) -> Probe:
    """Learn what puts right passages first: softmax over each list, with the scores and logits beside the states.

    The loss is ListNet's (Cao et al. 2007, "Learning to Rank: From Pairwise Approach to Listwise Approach"): the
    right passages of a list share its certainty. The weights of the standardised states have an L2 penalty.

    Args:
        lists: What was read.

    Returns:
        The reading of the states alone: the scores and logits are weighed elsewhere.
    """
    from scipy.optimize import minimize

    states = np.concatenate([one.states for one in lists])
    mean, deviation = states.mean(axis=0), states.std(axis=0) + 1e-6
    states = (states - mean) / deviation
    beside = np.stack(
        [np.concatenate([one.logits for one in lists]), np.concatenate([one.scores for one in lists])], axis=1
    )
    aims = np.concatenate([one.right / one.right.sum() for one in lists])
    starts = np.cumsum([0, *(len(one.right) for one in lists)])[:-1]
    sizes = np.diff([*starts, len(aims)])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        values = states @ weights[2:].astype(np.float32) + beside @ weights[:2]
        values -= np.repeat(np.maximum.reduceat(values, starts), sizes)
        likely = np.exp(values)
        sums = np.add.reduceat(likely, starts)
        surprise = float(np.log(sums).sum() - aims @ values) / len(lists)
        pull = (likely / np.repeat(sums, sizes) - aims) / len(lists)
        slope = np.concatenate([pull @ beside, pull.astype(np.float32) @ states + 2 * _PENALTY * weights[2:]])
        return surprise + _PENALTY * float(weights[2:] @ weights[2:]), slope

    start = np.zeros(2 + states.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x[2:]
    weights = (found / deviation).astype(np.float32)
    return Probe(weights, -float(weights @ mean))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the order on the development halves, and write it to a file."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.ordering", description="Fit which passages come first."
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--indexes", type=Path, help="where the datasets' indexes are kept; built where missing")
    parser.add_argument("--out", type=Path, default=ORDER_PROBE, help="where the weights are written to")
    options = parser.parse_args(arguments)
    lists: list[Listed] = []
    with in_one_line(parser):
        reranker = CrossEncoder()
        for _, dataset, index in fitted_on(options.corpora, options.indexes):
            lists += read_all(dataset, index, reranker)
    fit_order(lists).save(options.out)
    sys.stdout.write(f"{options.out}: learnt from {len(lists):,} lists\n")


if __name__ == "__main__":
    main()
