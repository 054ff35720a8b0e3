"""Counts what the reader of prose alone keeps and lets through, above each of its cuts.

    python -m onrecord.eval.fit_entailment CORPORA [--part choose|held-back]

CORPORA holds multihoprag and polnear, whose quotes `data/prose/pairs.jsonl` is about. The cuts were read off the
part "choose", which the reader did not learn from, and the tuning half of `fit_prose`, with all checks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.index import OnrecordError
from onrecord.search import UnitReader
from onrecord.search.prose import ENTAILMENT, load_cut

from .prose_pairs import premises, read_pairs
from .refusal import auroc


def main(arguments: Sequence[str] | None = None) -> int:
    """Count."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.fit_entailment", description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--part", choices=("choose", "held-back"), default="choose")
    given = parser.parse_args(arguments)
    pairs = [one for one in read_pairs() if one.part == given.part]
    try:
        told = premises(given.corpora, pairs)
        sentences = [(one.sentence, premise) for one, premise in zip(pairs, told, strict=True)]
        scores = UnitReader(ENTAILMENT).read(sentences)
    except OnrecordError as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
    faithful = np.array([one.faithful for one in pairs])
    cuts = load_cut()
    sys.stdout.write(f"AUROC {auroc(scores.tolist(), faithful.tolist()) or 0:.3f}\n")
    for name in ("least", "told", "entailed"):
        cut = getattr(cuts, name)
        kept, passed = (f"{(scores[its] > cut).sum()} of {its.sum()}" for its in (faithful, ~faithful))
        sys.stdout.write(f"above {cut:.1f} ({name}): faithful {kept}, invented {passed}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
