"""Curves learn from figures and from what a reader read, and are judged on articles that they did not see."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn fits the curves")

from onrecord.eval.answer_fit import fit
from onrecord.eval.examples import FOLDS, Example, load_examples, save_examples
from onrecord.eval.fit_answers import MOST_REFUSED, cuts, report
from onrecord.search import WHOLE_FIGURES, AnswerScore


def examples() -> tuple[list[Example], list[np.ndarray]]:
    """Make questions of four units, whose right one the reader puts first; two thirds have one."""
    chance = np.random.default_rng(1)
    width = len(AnswerScore.blank().weights["promise"]) - 1
    made, logits = [], []
    for n in range(90):
        right = np.array([n % 3 > 0, False, False, False])
        cheap = chance.normal(size=(4, width))
        one = Example(
            "written", f"a{n}", bool(right.any()), f"q{n}", ("w", "x", "y", "z"), cheap, right,
            np.zeros(4, bool), np.zeros(len(WHOLE_FIGURES)),
        )  # fmt: skip
        made.append(one)
        logits.append((chance.normal(size=4) + np.where(right, 6.0, 0.0)).astype(np.float32))
    return made, logits


def test_what_the_reader_read_decides() -> None:
    made, logits = examples()
    assert {one.fold for one in made} == set(range(FOLDS))
    promise = np.zeros_like(AnswerScore.blank().weights["promise"])
    weights, outcomes = fit(made, logits, promise)
    able = [its for one, its in zip(made, outcomes, strict=True) if one.answerable]
    assert np.mean([one.first for one in able]) > 0.9
    enough, cited, far = cuts(made, outcomes)
    assert np.mean([one.probability < enough for one in able]) <= MOST_REFUSED
    assert far < enough
    assert 0 < cited < 1
    assert weights["unit"][-2] > 0
    assert report(made, outcomes)[0].startswith("written: 90 questions; an answer among what was read 1.000")


def test_whether_it_is_answered_is_not_learnt_from_answers_that_nobody_read() -> None:
    made, logits = examples()
    missed = [replace(one, right=np.zeros(4, bool)) for one in made if one.answerable]
    promise = np.zeros_like(AnswerScore.blank().weights["promise"])
    weights, _ = fit(made, logits, promise)
    read = [its for one, its in zip(made, logits, strict=True) if one.answerable]
    again, _ = fit([*made, *missed], [*logits, *read], promise)
    np.testing.assert_allclose(again["whole"], weights["whole"])


def test_what_was_gathered_is_kept(tmp_path: Path) -> None:
    made, _ = examples()
    path = tmp_path / "gathered.npz"
    save_examples(path, made[:5])
    for ours, theirs in zip(load_examples(path), made[:5], strict=True):
        assert (ours.source, ours.question, ours.texts) == (theirs.source, theirs.question, theirs.texts)
        np.testing.assert_array_equal(ours.cheap, theirs.cheap)
        np.testing.assert_array_equal(ours.right, theirs.right)
