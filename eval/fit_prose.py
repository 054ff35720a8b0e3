"""Fits from which logits on the cross-encoder supports a sentence of prose, and counts what passes the checks.

    python -m onrecord.eval.fit_prose INDEX [--part tuning|held-back|fresh] [--fit]

INDEX is an index of the sample corpus, whose articles `data/prose/cases.jsonl` is about: faithful sentences, and
invented ones of which none may pass. The cuts are fitted on the half of the articles that rules were made on;
`held-back` counts the other half, and `fresh` sentences about both that nothing was made on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple, get_args

import numpy as np

from onrecord.index import Index, OnrecordError
from onrecord.search import CrossEncoder
from onrecord.search.prose import CUT, Checker, Cut, ProseSentence, Quote, Written, load_cut

from .prose_cases import Case, Half, numbers_of, quotes_of, read_cases

LOOSE: Final = Cut(-np.inf, -np.inf, -np.inf, -np.inf, np.inf)
"""Cuts that let all through, and what is put freely as such."""


class Outcome(NamedTuple):
    """What became of a case, and how well the cross-encoder finds it supported where nothing else is wrong."""

    case: Case
    checked: ProseSentence
    logit: float


def outcomes(index: Index, cases: Sequence[Case], cut: Cut | None = None) -> Iterator[Outcome]:
    """Check cases.

    Args:
        index: Of the sample corpus.
        cases: Which.
        cut: From which logits on a sentence is supported; None takes the fitted ones.
    """
    checker = Checker(CrossEncoder(), index.words, cut)
    for quotes, its in quotes_of(index, cases):
        for case in its:
            numbers = numbers_of(quotes, case)
            checked = checker.check(Written(case.sentence, numbers), quotes)
            cited = [one for one in quotes if one.n in numbers]
            logit = checker.support(case.sentence, cited) if checked.grade != "unsupported" else np.nan
            yield Outcome(case, checked, float(logit))


def elsewhere(index: Index, cases: Sequence[Case]) -> Iterator[float]:
    """Yield logits of faithful sentences that pass as put freely with another quote of their speaker's."""
    checker = Checker(CrossEncoder(), index.words, LOOSE)
    for quotes, its in quotes_of(index, [case for case in cases if case.faithful]):
        for case in its:
            numbers = numbers_of(quotes, case)
            cited = [one for one in quotes if one.n in numbers]
            for other in quotes:
                apart = not any(_overlap(other, one) for one in cited)
                if apart and any(_is_another(other, one) for one in cited):
                    checked = checker.check(Written(case.sentence, (other.n,)), quotes)
                    if checked.grade == "free":
                        yield checker.support(case.sentence, [other])


def _is_another(one: Quote, other: Quote) -> bool:
    return one.speaker is not None and one.speaker == other.speaker


def _overlap(one: Quote, other: Quote) -> bool:
    return one.citation.start < other.citation.end and other.citation.start < one.citation.end


def fitted(index: Index, cases: Sequence[Case]) -> Cut:
    """Fit the cuts: none of the supported sentences is lost, and nothing put freely of another quote passes."""
    found = list(outcomes(index, cases, LOOSE))
    kept = min(one.logit for one in found if one.case.faithful and one.checked.supported)
    free = float(np.ceil(10 * max(elsewhere(index, cases))) / 10)
    return load_cut()._replace(supported=float(np.floor(10 * kept) / 10), free=free)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, or count."""
    parser = argparse.ArgumentParser(prog="onrecord.eval.fit_prose", description=__doc__.partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--part", choices=get_args(Half), default="tuning")
    parser.add_argument("--fit", action="store_true", help="write the cuts that the tuning half asks for")
    given = parser.parse_args(arguments)
    if given.fit and given.part != "tuning":
        parser.error("--fit: the cuts are fitted on the tuning half")
    cases = [one for one in read_cases() if one.half == given.part]
    try:
        index = Index.open(given.index)
    except OnrecordError as error:
        sys.stderr.write(f"onrecord: {error}\n")
        return 1
    try:
        if given.fit:
            cut = fitted(index, cases)
            CUT.write_text(json.dumps(cut._asdict()) + "\n", "utf-8")
            sys.stdout.write(f"cut {cut.supported:.1f}, put freely {cut.free:.1f}\n")
        found = list(outcomes(index, cases))
    finally:
        index.close()
    sys.stdout.write("\n".join(_report(found)) + "\n")
    return 0


def _report(found: Sequence[Outcome]) -> Iterator[str]:
    for faithful in (True, False):
        its = [one for one in found if one.case.faithful == faithful]
        yield f"{'faithful' if faithful else 'invented'}: {_graded(its)}"
        for kind in dict.fromkeys(one.case.kind for one in its):
            yield f"  {kind or 'plain'}: {_graded([one for one in its if one.case.kind == kind])}"
    lost = Counter(one.checked.fault for one in found if one.case.faithful and one.checked.grade == "unsupported")
    yield f"faithful ones lost to: {', '.join(f'{fault} {n}' for fault, n in lost.most_common()) or 'nothing'}"
    yield from (f"  {one.case.id}: {one.case.sentence}" for one in found if _is_wrong(one))


def _graded(some: Sequence[Outcome]) -> str:
    grades = Counter(one.checked.grade for one in some)
    return f"{grades['supported']} supported and {grades['free']} put freely of {len(some)}"


def _is_wrong(one: Outcome) -> bool:
    return one.checked.supported and not one.case.faithful


if __name__ == "__main__":
    sys.exit(main())
