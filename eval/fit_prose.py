"""Fits from which logit on the cross-encoder supports a sentence of prose, and counts what the checks let through.

    python -m onrecord.eval.fit_prose INDEX [--half tuning|held-back] [--fit]

INDEX is an index of the sample corpus, whose articles `data/prose/cases.jsonl` is about: faithful sentences, and
invented ones of which none may pass. The cut is fitted on the half of the articles that rules were made on;
`--half held-back` counts the other half, which nothing was fitted to.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from onrecord.index import Index, OnrecordError
from onrecord.search import CrossEncoder
from onrecord.search.prose import CUT, Checker, ProseSentence, Written

from .prose_cases import Case, numbers_of, quotes_of, read_cases

LOST: Final = 0.0
"""Share of the faithful sentences that the cut may cost."""


class Outcome(NamedTuple):
    """What became of a case, and how well the cross-encoder finds it supported where nothing else is wrong."""

    case: Case
    checked: ProseSentence
    logit: float


def outcomes(index: Index, cases: Sequence[Case], cut: float | None = None) -> Iterator[Outcome]:
    """Check cases.

    Args:
        index: Of the sample corpus.
        cases: Which.
        cut: From which logit on a sentence is supported; None takes the fitted one.
    """
    checker = Checker(CrossEncoder(), index.words, cut)
    for quotes, its in quotes_of(index, cases):
        for case in its:
            numbers = numbers_of(quotes, case)
            checked = checker.check(Written(case.sentence, numbers), quotes)
            cited = [one for one in quotes if one.n in numbers]
            logit = checker.support(case.sentence, cited) if checked.supported else np.nan
            yield Outcome(case, checked, float(logit))


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, or count."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.fit_prose", description=__doc__.partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--half", choices=("tuning", "held-back"), default="tuning")
    parser.add_argument("--fit", action="store_true", help="write the cut that the tuning half asks for")
    given = parser.parse_args(arguments)
    if given.fit and given.half != "tuning":
        parser.error("--fit: the cut is fitted on the tuning half")
    cases = [one for one in read_cases() if one.is_for_tuning == (given.half == "tuning")]
    try:
        index = Index.open(given.index)
    except OnrecordError as error:
        sys.stderr.write(f"onrecord: {error}\n")
        return 1
    try:
        found = list(outcomes(index, cases, -np.inf if given.fit else None))
    finally:
        index.close()
    if given.fit:
        logits = [one.logit for one in found if one.case.faithful and one.checked.supported]
        cut = float(np.floor(10 * np.quantile(logits, LOST)) / 10)
        CUT.write_text(json.dumps({"cut": cut}) + "\n", "utf-8")
        sys.stdout.write(f"cut {cut:.1f}\n")
    sys.stdout.write("\n".join(_report(found)) + "\n")
    return 0


def _report(found: Sequence[Outcome]) -> Iterator[str]:
    faithful = [one for one in found if one.case.faithful]
    invented = [one for one in found if not one.case.faithful]
    kept = sum(one.checked.supported for one in faithful)
    yield f"faithful: {kept} of {len(faithful)} kept ({kept / len(faithful):.2f})"
    for kind in dict.fromkeys(one.case.kind for one in faithful):
        its = [one.checked.supported for one in faithful if one.case.kind == kind]
        yield f"  {kind or 'plain'}: {sum(its)} of {len(its)}"
    yield f"invented: {sum(one.checked.supported for one in invented)} of {len(invented)} shown as supported"
    for kind, number in Counter(one.case.kind for one in invented).most_common():
        passed = sum(one.checked.supported for one in invented if one.case.kind == kind)
        yield f"  {kind}: {passed} of {number}"
    faults = Counter(one.checked.fault for one in faithful if not one.checked.supported)
    yield f"faithful ones lost to: {', '.join(f'{fault} {n}' for fault, n in faults.most_common()) or 'nothing'}"
    yield from (f"  {one.case.id}: {one.case.sentence}" for one in invented if one.checked.supported)


if __name__ == "__main__":
    sys.exit(main())
