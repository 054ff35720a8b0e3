"""Fits which units are read to answer a question, of all that may answer it.

    python -m onrecord.eval.fit_promise CORPORA --indexes FOLDER [--every N] [--out FILE]

Learnt from are the written questions of the half that may be learnt from (`eval/questions.py`); CORPORA and FOLDER
are those of `fit_answers`, which is run after it. Printed is how often an answer is among the first few units, by
weights that were learnt without the article. Needs scipy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import OnrecordError
from onrecord.search import ANSWER_WEIGHTS, UNITS, AnswerScore, Citation

from .answer_examples import READ
from .choice import fit_choice
from .command import in_one_line, over_corpora
from .examples import FOLDS
from .natural import corpus_engine
from .natural_scores import is_right
from .questions import read_questions

_PENALTY: Final = 1.0
"""Of half the squares of the weights."""

FIRST: Final = (1, 3, 6, UNITS, READ)
"""Of so many units it is told how often one of them answers."""


class Pool(NamedTuple):
    """All units that may answer a question.

    Attributes:
        group: The article that the question was written from.
        cheap: The figures of its units that nothing is read for.
        right: Which of them answer, shape (units,).
    """

    group: str
    cheap: NDArray[np.float64]
    right: NDArray[np.bool_]

    @property
    def fold(self) -> int:
        """The part in which cross-validation asks it."""
        return int(sha256(self.group.encode()).hexdigest(), 16) // 7 % FOLDS

    def place(self, promise: NDArray[np.float64]) -> float:
        """Give the place of the first unit that answers, from 0; infinite where none does."""
        if not self.right.any():
            return float("inf")
        order = np.argsort(-(self.cheap @ promise[:-1]), kind="stable")
        return float(np.flatnonzero(self.right[order])[0])


def pools(corpora: Path, indexes: Path, every: int = 1) -> Iterator[Pool]:
    """Find all that may answer the written questions that have an answer.

    Args:
        corpora: The folder of the corpora.
        indexes: The folder of their indexes; built where missing.
        every: Of the questions each n-th is taken.

    Raises:
        OnrecordError: Questions, a corpus or an index cannot be read.
    """
    questions = [one for one in read_questions("learn") if one.answerable][::every]
    for name in dict.fromkeys(one.corpus for one in questions):
        if (opened := corpus_engine(name, corpora, indexes)) is None:
            raise OnrecordError(f"{corpora / name}: no such corpus")
        engine, articles = opened
        for question in questions:
            if question.corpus != name:
                continue
            considered = engine.consider(question.text, [question.previous] if question.previous else (), read=0)
            units = considered.candidates.units if considered is not None else []
            cited = (Citation(one.article, one.start, one.end, one.paragraph, 0.0, one.statement) for one in units)
            right = np.array([is_right(question, one, articles) for one in cited], dtype=bool)
            cheap = considered.candidates.cheap if considered is not None else np.zeros((0, 0))
            yield Pool(question.articles[0], cheap, right)
        engine.close()


def fit(found: Sequence[Pool]) -> NDArray[np.float64]:
    """Learn which units answer, of questions of which some does."""
    held = [one for one in found if one.right.any()]
    return fit_choice(
        np.concatenate([one.cheap for one in held]),
        np.concatenate([one.right for one in held]),
        np.array([len(one.right) for one in held]),
        penalty=_PENALTY,
        or_none=False,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Find, fit, print figures of cross-validation, and write the weights."""
    parser = over_corpora(__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="learn from each n-th question alone")
    parser.add_argument("--out", type=Path, default=ANSWER_WEIGHTS, help="where the weights are written to")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        found = list(pools(options.corpora, options.indexes, options.every))
        weights = AnswerScore.load().weights
    places = []
    for fold in range(FOLDS):
        promise = fit([one for one in found if one.fold != fold])
        places += [one.place(promise) for one in found if one.fold == fold]
    held = np.mean([bool(one.right.any()) for one in found])
    among = ", ".join(f"the first {n} {np.mean(np.array(places) < n):.3f}" for n in FIRST)
    sys.stdout.write(f"{len(found)} questions; an answer among all units {held:.3f}, {among}\n")
    AnswerScore(weights | {"promise": fit(found)}).save(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
