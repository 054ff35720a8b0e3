"""What each part of retrieval is worth: the same questions, with one part left out at a time.

    python -m onrecord.eval.ablate DATASET --index DIR [--half dev|held-back] [--every N]

DATASET is a folder with judged questions, DIR an index of its articles.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from onrecord.search import Engine, Weights

from .dataset import load_dataset
from .halves import half_of, half_options
from .runner import evaluate

MEASURES: Final = (
    "evidence nDCG@10", "evidence MRR@10", "evidence Hits@4",
    "evidence Hits@10", "evidence any@10", "article nDCG@10",
)  # fmt: skip
WAYS: Final = {
    "everything": Weights(),
    "no reranker": Weights(reranked=0.0),
    "no facets": Weights(facets=False),
    "no outlets": Weights(outlet=0.0),
    "no days": Weights(day=0.0),
    "no compounds": Weights(compound=0.0),
    "words alone, no reranker": Weights(dense=0.0, reranked=0.0),
    "meaning alone, no reranker": Weights(dense=1.0, reranked=0.0),
    "words alone, no facets, boosts or reranker": Weights(0.0, 0.0, 0.0, 0.0, 0.0, facets=False, compound=0.0),
}
TWELVE: Final = {
    "the cross-encoder's twelve layers": Weights(),
    "the same, no hidden states": Weights(order=0.0),
}
"""With the cross-encoder in the place of the ranker, which learnt its order."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a Markdown table, a row for each way."""
    options = half_options(__doc__, arguments)
    dataset = half_of(load_dataset(options.dataset), options.half, options.every)
    sys.stdout.write(f"| {len(dataset.queries)} questions | {' | '.join(MEASURES)} |\n")
    sys.stdout.write(f"|---|{'---|' * len(MEASURES)}\n")
    for way, weights in {**WAYS, **TWELVE}.items():
        engine = Engine.open(options.index, weights=weights)
        if way in TWELVE:
            engine = engine.with_ranker(engine.reranker)
        report = evaluate(dataset, engine, k=100, ask=False)
        means = {estimate.measure: estimate.mean for estimate in report.estimates}
        sys.stdout.write(f"| {way} | {' | '.join(f'{means[name]:.3f}' for name in MEASURES)} |\n")
        sys.stdout.flush()
        engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
