"""Fits from which logit on the reader of prose supports a sentence, and counts what it lets through.

    python -m onrecord.eval.fit_entailment CORPORA [--part choose|held-back] [--fit]

CORPORA holds multihoprag and polnear, whose quotes `data/prose/pairs.jsonl` is about. The cut is fitted on the
part "choose", which the reader did not learn from, with the packaged weights as they are run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import OnrecordError
from onrecord.search import UnitReader
from onrecord.search.prose import CUT, ENTAILMENT, load_cut

from .prose_pairs import premises, read_pairs
from .refusal import auroc

LET_THROUGH: Final = 0.01
"""The share of inventions that the cut may let through."""


def fitted(scores: NDArray[np.float32], faithful: NDArray[np.bool_]) -> float:
    """Give the lowest logit, to a tenth, above which no more than the share of inventions lies."""
    invented = np.sort(scores[~faithful])[::-1]
    return float(np.ceil(10 * float(invented[int(LET_THROUGH * len(invented))])) / 10)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, or count."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.fit_entailment", description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--part", choices=("choose", "held-back"), default="choose")
    parser.add_argument("--fit", action="store_true", help='write the cut that the part "choose" asks for')
    given = parser.parse_args(arguments)
    if given.fit and given.part != "choose":
        parser.error('--fit: the cut is fitted on the part "choose"')
    pairs = [one for one in read_pairs() if one.part == given.part]
    try:
        told = premises(given.corpora, pairs)
        sentences = [(one.sentence, premise) for one, premise in zip(pairs, told, strict=True)]
        scores = UnitReader(ENTAILMENT).read(sentences)
    except OnrecordError as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
    faithful = np.array([one.faithful for one in pairs])
    cut = load_cut()
    if given.fit:
        cut = cut._replace(entailed=fitted(scores, faithful))
        CUT.write_text(json.dumps(cut._asdict()) + "\n", "utf-8")
    kept, passed = (f"{(scores[its] > cut.entailed).sum()} of {its.sum()}" for its in (faithful, ~faithful))
    area = f"AUROC {auroc(scores.tolist(), faithful.tolist()) or 0:.3f}"
    sys.stdout.write(f"above {cut.entailed:.1f}: faithful {kept}, invented {passed}; {area}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
