"""Fits what a refusal goes by: the probe of the reranker's states, and the probability made of it.

    python -m onrecord.eval.calibrate CORPORA [--indexes FOLDER] [--out search/retrieval/probe.npz]

CORPORA is a folder with datasets `squad2` and `multihoprag`. Only the development half of their questions is
learnt from (`eval/halves.py`); the figures that are printed are of the other half. The probe is written to a
file; the weights of the probability are printed, to be put into `search/answers/confidence.py`. Needs
scikit-learn.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Hit, Index, load_known_encoder
from onrecord.search import (
    ENOUGH_PASSAGE,
    PACKAGED_PROBE,
    CrossEncoder,
    Evidence,
    Probe,
    QuestionVectors,
    Retriever,
    Understanding,
    gather,
    look_again,
)

from .command import in_one_line
from .evidence import holds_evidence
from .fitted import fitted_on
from .halves import development
from .model import Dataset
from .refusal import auroc, calibration_error

THRESHOLDS: Final = (0.25, 0.3, ENOUGH_PASSAGE, 0.36, 0.4, 0.45, 0.5)

_FOLDS: Final = 5
_PROBE_C: Final = 0.001
"""Inverse strength of the probe's L2 penalty: there are more weights than questions."""

_HITS: Final = 20
"""As many as the engine looks at for an answer."""

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what the search found for it.

    Attributes:
        query_id: Unique in its dataset.
        kind: The dataset's own class of question, or None.
        answerable: Whether the corpus holds an answer.
        evidence: What speaks for one; its figures of the probe are yet to be filled in.
        states: Of the best passage of each facet, shape (facets, readings, `WIDTH`).
        right: Whether that passage answers, for each facet.
    """

    query_id: str
    kind: str | None
    answerable: bool
    evidence: Evidence
    states: NDArray[np.float32]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A logistic curve over the figures of `Evidence`."""

    weights: Doubles
    bias: float

    def probability(self, evidence: Evidence) -> float:
        """Give the probability that the question is answered."""
        return float(1 / (1 + np.exp(-(self.weights @ np.array(astuple(evidence)) + self.bias))))


def ask_all(dataset: Dataset, index: Index, reranker: CrossEncoder) -> Iterator[Asked]:
    """Search for every question of a dataset, as the engine does, and judge what comes first."""
    understanding = Understanding(index)
    retriever = Retriever(index, QuestionVectors(load_known_encoder(index.encoder_name)), reranker)
    blank = Probe(np.zeros(0, np.float32), 0.0)
    for query in dataset.queries:
        question = understanding.read(query.text)
        found = look_again(index, reranker, retriever.retrieve(question, _HITS))
        passages = index.passages(found.rows.tolist())
        hits = [Hit(p, float(s), int(r)) for p, s, r in zip(passages, found.scores, found.rows, strict=True)]
        if not hits:
            continue
        states = np.stack([best.states for best in found.best])
        emptied = found._replace(best=tuple(best._replace(states=best.states[:, :0]) for best in found.best))
        # Of a question that needs one fact, what comes first passes for right where it can be answered at all: its
        # counterpart is not another passage but the same question, turned so that the passage answers it no more.
        right = (
            query.n_facts == 1 or holds_evidence(query, p.article.id, p.article.text, p.start, p.end)
            for p in index.passages([best.row for best in found.best])
        )
        evidence = gather(index, blank, question, hits, emptied)
        yield Asked(query.id, query.kind, query.answerable, evidence, states, tuple(right))


def fit_probe(asked: Sequence[Asked]) -> Probe:
    """Learn from states whether the passage holds evidence: logistic regression on standardised states."""
    from sklearn.linear_model import LogisticRegression

    states = np.concatenate([reading for one in asked for reading in one.states])
    right = np.concatenate([np.repeat(one.right, one.states.shape[1]) for one in asked])
    mean, deviation = states.mean(axis=0), states.std(axis=0) + 1e-6
    model = LogisticRegression(C=_PROBE_C, max_iter=300).fit((states - mean) / deviation, right)
    weights = (model.coef_[0] / deviation).astype(np.float32)
    return Probe(weights, float(model.intercept_[0] - weights @ mean))


def probed(asked: Iterable[Asked], probe: Probe) -> list[Asked]:
    """Fill in what a probe says."""
    filled = []
    for one in asked:
        scores = probe.score(one.states).mean(axis=1)
        evidence = replace(one.evidence, probe_mean=float(scores.mean()), probe_max=float(scores.max()))
        filled.append(replace(one, evidence=evidence))
    return filled


def cross_probed(asked: Sequence[Asked]) -> list[Asked]:
    """Fill in what probes say that were learnt without the question: its own would be too sure of it."""
    folds = np.random.default_rng(0).integers(0, _FOLDS, len(asked))
    filled: list[Asked] = []
    for fold in range(_FOLDS):
        probe = fit_probe([one for one, its in zip(asked, folds, strict=True) if its != fold])
        filled += probed((one for one, its in zip(asked, folds, strict=True) if its == fold), probe)
    return filled


def fit_head(asked: Sequence[Asked]) -> Head:
    """Learn whether a question is answerable: logistic regression on standardised figures."""
    from sklearn.linear_model import LogisticRegression

    figures = np.array([astuple(one.evidence) for one in asked])
    mean, deviation = figures.mean(axis=0), figures.std(axis=0) + 1e-6
    answerable = [one.answerable for one in asked]
    model = LogisticRegression(C=1.0, max_iter=1000).fit((figures - mean) / deviation, answerable)
    weights = model.coef_[0] / deviation
    return Head(weights, float(model.intercept_[0] - weights @ mean))


def reliability(probabilities: Sequence[float], answerable: Sequence[bool], *, bins: int = 10) -> list[str]:
    """Draw a reliability table in Markdown (Guo et al. 2017): what was claimed, and what came true.

    Args:
        probabilities: What was claimed.
        answerable: What came true.
        bins: Rows of equal width; empty ones are left out.
    """
    claimed, true = np.array(probabilities), np.array(answerable, dtype=float)
    number = np.clip(np.ceil(claimed * bins).astype(int) - 1, 0, bins - 1)
    lines = ["| probability | questions | mean probability | answerable |", "|---|---|---|---|"]
    for one in range(bins):
        held = number == one
        if held.any():
            means = f"{claimed[held].mean():.2f} | {true[held].mean():.2f}"
            lines.append(f"| {one / bins:.1f}-{(one + 1) / bins:.1f} | {held.sum()} | {means} |")
    return lines


def _judged(name: str, held_back: Sequence[Asked], head: Head) -> list[str]:
    """Say how good the probabilities of questions are that nothing was learnt from."""
    probabilities = [head.probability(one.evidence) for one in held_back]
    answerable = [one.answerable for one in held_back]
    error = calibration_error(probabilities, answerable)
    lines = [f"## {name}: {len(held_back):,} questions held back", ""]
    lines += [f"calibration error {error:.3f}, AUROC {auroc(probabilities, answerable) or 0:.3f}"]
    for kind in sorted({one.kind for one in held_back if one.kind and one.answerable}):
        chosen = [n for n, one in enumerate(held_back) if not one.answerable or one.kind == kind]
        area = auroc([probabilities[n] for n in chosen], [answerable[n] for n in chosen])
        lines.append(f"AUROC of {kind} against those without an answer {area or 0:.3f}")
    return [*lines, "", *reliability(probabilities, answerable), ""]


def _rates(asked: Sequence[Asked], head: Head) -> list[str]:
    """Draw a table of what thresholds do: the share answered of each kind of question."""
    kinds = sorted({(not one.answerable, one.kind or "") for one in asked})
    names = [f"{kind} ({'no answer' if without else 'answerable'})".strip() for without, kind in kinds]
    lines = [f"| answered from | {' | '.join(names)} |", "|---" * (len(kinds) + 1) + "|"]
    for threshold in THRESHOLDS:
        shares = []
        for without, kind in kinds:
            of = [one for one in asked if (not one.answerable, one.kind or "") == (without, kind)]
            answered = sum(head.probability(one.evidence) >= threshold for one in of)
            shares.append(f"{answered / len(of):.3f}")
        lines.append(f"| {threshold:.2f} | {' | '.join(shares)} |")
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit probe and probability on the development halves, write the one and print the other."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.calibrate", description="Fit what a refusal goes by."
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--indexes", type=Path, help="where the datasets' indexes are kept; built where missing")
    parser.add_argument("--out", type=Path, default=PACKAGED_PROBE, help="where the probe is written to")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        reranker = CrossEncoder()
        asked = {
            name: list(ask_all(dataset, index, reranker))
            for name, dataset, index in fitted_on(options.corpora, options.indexes)
        }
    learnt = [one for those in asked.values() for one in those if development(one.query_id)]
    probe = fit_probe(learnt)
    probe.save(options.out)
    head = fit_head(cross_probed(learnt))
    lines = [f"weights ({', '.join(f'{weight:.3f}' for weight in head.weights)}), bias {head.bias:.3f}", ""]
    together: list[Asked] = []
    for name, those in asked.items():
        held_back = probed((one for one in those if not development(one.query_id)), probe)
        lines += [*_judged(name, held_back, head), *_rates(held_back, head), ""]
        together += held_back
    lines += _judged("together", together, head)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
