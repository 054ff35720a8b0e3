"""The classifier's regression against scikit-learn's, and its calibration against what was put in."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.eval.tagging.labelled import CLASSES, LabelledDraft
from onrecord.eval.tagging.regression import Design, calibration, fit, log_softmax

WORDS = 6


def drafts(many: int = 240) -> list[LabelledDraft]:
    rng = np.random.default_rng(1)
    made = []
    for _ in range(many):
        words = {int(n): float(rng.normal()) for n in rng.choice(WORDS, size=3, replace=False)}
        states = rng.normal(size=4).astype(np.float32)
        scores = [words.get(number, 0.0) + states[number] for number in range(len(CLASSES))]
        label = int(np.argmax(scores + rng.gumbel(size=len(CLASSES))))
        made.append(LabelledDraft("a", words, states, label, "indirect"))
    return made


def test_it_fits_what_scikit_learn_fits() -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    made = drafts()
    design, labels = Design.of(made), np.array([one.label for one in made])
    dense = np.hstack([design.words[:, np.arange(WORDS)].toarray(), design.states])
    oracle = linear_model.LogisticRegression(C=0.5, tol=1e-8, max_iter=1000).fit(dense, labels)
    found = fit(design, np.eye(len(CLASSES))[labels], np.ones(len(made)), (2.0, 2.0)).scores(design)
    np.testing.assert_allclose(np.exp(log_softmax(found)), oracle.predict_proba(dense), atol=2e-3)


def test_a_draft_that_counts_nothing_changes_nothing() -> None:
    made = drafts()
    design, shares = Design.of(made), np.eye(len(CLASSES))[[one.label for one in made]]
    counts = np.ones(len(made))
    counts[:40] = 0
    part = fit(Design.of(made[40:]), shares[40:], counts[40:], (2.0, 2.0))
    np.testing.assert_allclose(fit(design, shares, counts, (2.0, 2.0)).states, part.states, atol=1e-3)


def test_calibration_takes_back_scores_that_were_blown_up() -> None:
    rng = np.random.default_rng(2)
    scores = rng.normal(size=(20_000, len(CLASSES)))
    chances = np.exp(log_softmax(scores))
    labels = np.array([rng.choice(len(CLASSES), p=one) for one in chances])
    blown = 2 * scores
    blown[:, 0] -= 1
    scale, moved = calibration(blown, labels)
    assert scale == pytest.approx(0.5, abs=0.03)
    assert moved == pytest.approx(0.5, abs=0.05)
