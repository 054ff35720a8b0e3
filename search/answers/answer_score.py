"""From figures to probabilities: does this unit answer, does the corpus? Fitted by `eval/fit_answers.py`."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import ModelError, load_arrays

from .unit_features import CHEAP, Figures

PACKAGED: Final = Path(__file__).with_name("answer.npz")
WHOLE: Final = (
    "best second gap read passages names strangers facets outlets speech by_name known same held told_best"
    " told_passages same_held"
).split()
"""Names of the figures of a whole question, in their order. Those that begin with "told" are 0 where it asks for
words; "same_held" is the share of the topic's words that whoever is asked for says in the best unit."""

_SHAPES: Final = {
    "promise": (len(CHEAP) + 1,),
    "unit": (len(CHEAP) + 2,),
    "whole": (len(WHOLE) + 1,),
    "cuts": (3,),
}


class AnswerScore:
    """The weights: each a logistic curve, its bias last."""

    def __init__(self, weights: dict[str, NDArray[Any]]) -> None:
        """Take weights by name, of the shapes that `load` checks."""
        self.weights = weights
        self.enough, self.citable, self.far = (float(one) for one in weights["cuts"])

    @classmethod
    def load(cls, path: Path = PACKAGED) -> AnswerScore:
        """Read weights that `save` wrote.

        Raises:
            ModelError: The file is missing, damaged, or holds something else.
        """
        try:
            file = load_arrays(path)
            weights = {name: file[name].astype(np.float64) for name in _SHAPES}
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ModelError(f"{path}: no weights of answers ({error}); reinstall onrecord") from error
        for name, shape in _SHAPES.items():
            if weights[name].shape != shape or not np.isfinite(weights[name]).all():
                raise ModelError(f"{path}: {name} is not {shape[0]:,} weights; reinstall onrecord")
        return cls(weights)

    @classmethod
    def blank(cls) -> AnswerScore:
        """Give weights that only tell units apart by the question's words, to gather what is learnt from."""
        weights = {name: np.zeros(shape) for name, shape in _SHAPES.items()}
        told = {"within": 2.0, "around": 1.0, "rank": 2.0, "spoken_rank": 2.0, "cosine": 2.0}
        told |= {"named_same": 2.0, "described": 1.0, "named_told": 0.5, "short": -1.0}
        for name, weight in told.items():
            weights["promise"][CHEAP.index(name)] = weight
        return cls(weights)

    def save(self, path: Path) -> None:
        """Write the weights to an .npz file."""
        written: dict[str, Any] = {name: one.astype(np.float32) for name, one in self.weights.items()}
        np.savez_compressed(path, **written)

    def promise(self, cheap: Figures) -> Figures:
        """Give the log-odds of units that nothing has been read for, shape (n,)."""
        return _curve(cheap, self.weights["promise"])

    def units(self, cheap: Figures, logits: NDArray[np.floating]) -> Figures:
        """Give the log-odds of units that have been read, shape (n,), from their figures and the logits."""
        return _curve(np.column_stack([cheap, logits]), self.weights["unit"])

    def whole(self, figures: Figures) -> float:
        """Give the probability that a question is answered, from the figures of `WHOLE`."""
        return float(1 / (1 + np.exp(-_curve(figures[None], self.weights["whole"])[0])))


def _curve(figures: Figures, weights: Figures) -> Figures:
    scores: Figures = figures @ weights[:-1] + weights[-1]
    return scores
