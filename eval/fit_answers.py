"""Fits what an answer goes by: which unit answers, and whether any does.

    python -m onrecord.eval.fit_answers CORPORA --indexes FOLDER --reader FILE [--since N] [--gathered FILE]

CORPORA holds `multihoprag`, `seer`, `polnear` and `squad2`, FOLDER an index of each, built where there is none.
Learnt from are the written questions of the half that may be learnt from (`eval/questions.py`), questions made by
rule from PolNeAR's annotations of the articles that may be tuned on, and parts of the development halves of
`multihoprag` and `squad2`; of all these, the third that the reader did not learn from which `train_reader` makes
first: the one that is shipped knows them all. The figures that are printed are of that reader, and of curves that
were learnt without the article. Of a reader that went on from another (`train_reader --onto`) the same `--since`
leaves out what the other knew. What was gathered is kept in `--gathered`, so that fitting again takes minutes. Run
`fit_promise`, which chooses what is read, and `train_reader` first. Needs scikit-learn.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from onrecord.search import ANSWER_WEIGHTS, AnswerScore, UnitReader

from .answer_examples import ALONE, gather_all
from .answer_fit import Outcome, fit
from .command import in_one_line, over_corpora, tell
from .examples import Example
from .refusal import auroc, calibration_error

CUTS: Final = tuple(round(0.05 * step, 2) for step in range(4, 17))
"""Among these is chosen from which probability on a question is answered."""

MOST_REFUSED: Final = 0.09
"""Share of the written questions with an answer that may be refused: the cut is the highest that keeps to it. Of
those that are held back, which are harder, more are."""

CITED_FROM: Final = 0.2
"""Probability from which on a unit that is not the best is cited beside it."""

MOST_FALSE: Final = 0.01
"""Share of them that may be told that somebody is quoted, but not on this."""


def report(examples: Sequence[Example], outcomes: Sequence[Outcome]) -> list[str]:
    """Say how good the fit is, for each source of questions."""
    lines = []
    for source in dict.fromkeys(one.source for one in examples):
        its = [n for n, one in enumerate(examples) if one.source == source]
        able = [n for n in its if examples[n].answerable]
        values, truth = [outcomes[n].probability for n in its], [examples[n].answerable for n in its]
        held = np.mean([bool(examples[n].right.any()) for n in able])
        first = np.mean([outcomes[n].first for n in able])
        lines.append(
            f"{source}: {len(its)} questions; an answer among what was read {held:.3f}, first {first:.3f};"
            f" AUROC {auroc(values, truth) or 0:.3f}, calibration error {calibration_error(values, truth):.3f}"
        )
    return lines


def cuts(examples: Sequence[Example], outcomes: Sequence[Outcome], source: str = "written") -> list[float]:
    """Choose the cuts: answered from, cited from, and below which nothing is near.

    Args:
        examples: What was gathered.
        outcomes: What came of each.
        source: Whose answerable questions decide.
    """
    able = np.array(
        [
            its.probability
            for one, its in zip(examples, outcomes, strict=True)
            if one.source == source and one.answerable
        ]
    )
    kept = [cut for cut in CUTS if (able < cut).mean() <= MOST_REFUSED]
    far = float(np.quantile(able, MOST_FALSE)) if len(able) else CUTS[0]
    return [kept[-1] if kept else CUTS[0], CITED_FROM, far]


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, fit, print figures of cross-validation, and write the weights."""
    parser = over_corpora(__doc__)
    parser.add_argument("--reader", type=Path, required=True, help="a reader that learnt from two thirds")
    parser.add_argument("--since", type=int, default=0, metavar="N", help="as `train_reader` took it")
    parser.add_argument("--gathered", type=Path, help="where what was gathered is kept")
    parser.add_argument("--taggers", type=Path, help="a folder of question taggers, see `answer_examples`")
    parser.add_argument("--out", type=Path, default=ANSWER_WEIGHTS, help="where the weights are written to")
    options = parser.parse_args(arguments)
    with in_one_line(parser):
        gathered = gather_all(options.corpora, options.indexes, tell, options.gathered, options.taggers)
        examples = [
            one for one in gathered if not one.taught and one.source != ALONE and one.series >= options.since
        ]
        reader = UnitReader(options.reader)
        logits = [reader.read([(one.question, text) for text in one.texts]) for one in examples]
    weights, outcomes = fit(examples, logits, AnswerScore.load().weights["promise"])
    chosen = cuts(examples, outcomes)
    sys.stdout.write("\n".join(report(examples, outcomes)) + "\n")
    sys.stdout.write(f"answered from {chosen[0]}, cited from {chosen[1]}, nothing near below {chosen[2]:.3f}\n")
    AnswerScore(weights | {"cuts": np.array(chosen)}).save(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
