"""How well the whole of `Engine.ask` knows when it has no answer.

    python -m onrecord.eval.asking DATASET --index DIR [--half dev|held-back] [--every N]

DATASET is a folder with judged questions, DIR an index of its articles. `eval/calibrate.py` judges one of the ways
that `ask` goes, over every question; here each goes the way that `ask` sends it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from onrecord.search import Engine

from .dataset import load_dataset
from .halves import half_of, half_options
from .model import Dataset
from .protocols import Asks
from .refusal import Outcome, auroc, outcome, refusal


def report(dataset: Dataset, system: Asks) -> str:
    """Ask every question, and sum up in Markdown.

    Args:
        dataset: The questions.
        system: What is asked.
    """
    kinds: dict[str, list[Outcome]] = {}
    for query in dataset.queries:
        sort = query.kind or ("answerable" if query.answerable else "no answer")
        kinds.setdefault(sort, []).append(outcome(query, system.ask(query.text)))
    outcomes = [one for its in kinds.values() for one in its]
    total = refusal(outcomes)
    without = [one for one in outcomes if not one.answerable]
    lines = [
        f"{total.n:,} questions: AUROC {_shown(total.auroc)}, calibration error {total.calibration_error:.3f}",
        f"evidence among the first citations of an answer: {_shown(total.cited)}",
        "",
        "| kind | questions | answered | AUROC against those without an answer |",
        "|---|---|---|---|",
    ]
    for kind, its in sorted(kinds.items()):
        both = [*its, *without]
        area = auroc([one.confidence for one in both], [one.answerable for one in both])
        share = sum(one.answered for one in its) / len(its)
        lines.append(f"| {kind} | {len(its)} | {share:.3f} | {_shown(area if its[0].answerable else None)} |")
    return "\n".join(lines)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report of one half of a dataset."""
    options = half_options(__doc__, arguments)
    dataset = half_of(load_dataset(options.dataset), options.half, options.every, unanswerable=True)
    engine = Engine.open(options.index)
    sys.stdout.write(report(dataset, engine) + "\n")
    engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
