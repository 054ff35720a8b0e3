"""Counts what passes the checks of prose, and fits from which logits of the learnt reader on a sentence is shown.

    python -m onrecord.eval.fit_prose INDEXES [--part tuning|choose|held-back|pairs|fresh ...] [--fit]

INDEXES holds indexes of the corpora `sample`, `multihoprag` and `polnear`. The cuts are fitted on `tuning`, the
half of the sample's sentences that rules were made on, and `choose`, the part of the other corpora's that the
reader did not learn from. `held-back` is the sample's other half, `pairs` what is held back of the others, and
`fresh` are later sentences about the sample: of these three sentences are counted, never told.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from onrecord.index import Index
from onrecord.search.prose import CUT, Checker, Cut, Finding, Grade, Written, load_cut

from .command import in_one_line
from .prose_cases import numbers_of, quotes_of, read_cases
from .prose_pairs import quotes_of_pair, read_pairs
from .refusal import auroc

Part = Literal["tuning", "choose", "held-back", "pairs", "fresh"]

SEEN: Final[tuple[Part, ...]] = ("tuning", "choose")
"""What cuts are fitted to, and whose sentences may be looked at."""

KEPT: Final = 0.97
"""Share of the faithful sentences in which nothing is wrong for good that are to be shown."""

MARGIN: Final = 0.5
"""By which the second cut lies above the likeliest invention."""


class Outcome(NamedTuple):
    """What is found of a sentence.

    Attributes:
        id: The sentence's.
        corpus: Which its quotes are of.
        sentence: Itself.
        faithful: Whether the quotes say so.
        kind: Which kind of sentence it is, "" for the plain ones.
        finding: What the checks and the learnt reader find.
    """

    id: str
    corpus: str
    sentence: str
    faithful: bool
    kind: str
    finding: Finding


def outcomes(indexes: Path, part: Part) -> Iterator[Outcome]:
    """Check the sentences of a part.

    Raises:
        OnrecordError: An index is missing, or holds another text than the sentences are about.
    """
    if part in {"choose", "pairs"}:
        yield from _of_pairs(indexes, part)
        return
    index = Index.open(indexes / "sample")
    try:
        checker = Checker(index.words)
        for quotes, cases in quotes_of(index, [case for case in read_cases() if case.half == part]):
            for case in cases:
                found = checker.find(Written(case.sentence, numbers_of(quotes, case)), quotes)
                yield Outcome(case.id, "sample", case.sentence, case.faithful, case.kind, found)
    finally:
        index.close()


def _of_pairs(indexes: Path, part: Part) -> Iterator[Outcome]:
    pairs = [one for one in read_pairs() if one.part == {"pairs": "held-back"}.get(part, part)]
    for corpus in dict.fromkeys(one.corpus for one in pairs):
        index = Index.open(indexes / corpus)
        try:
            checker = Checker(index.words)
            for one in pairs:
                if one.corpus == corpus:
                    quotes = quotes_of_pair(index, one)
                    found = checker.find(Written(one.sentence, tuple(quote.n for quote in quotes)), quotes)
                    kind = f"writer {one.writer}" if one.faithful else one.kind
                    yield Outcome(one.id, corpus, one.sentence, one.faithful, kind, found)
        finally:
            index.close()


def fitted(found: Sequence[Outcome]) -> Cut:
    """Fit the cuts.

    A sentence is shown above the highest cut that keeps `KEPT` of the faithful ones. It is supported above the
    likeliest invention in which no check finds anything, by a margin.
    """
    faithful = [one.finding.logit for one in found if one.faithful and not one.finding.lasting]
    least = np.floor(10 * np.quantile(faithful, 1 - KEPT, method="lower")) / 10
    inventions = [one.finding for one in found if not one.faithful]
    likeliest = max((one.logit for one in inventions if not one.lasting and not one.fault), default=least)
    return Cut(round(float(least), 1), round(float(np.ceil(10 * (likeliest + MARGIN)) / 10), 1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, or count."""
    parser = argparse.ArgumentParser(
        prog="onrecord.eval.fit_prose",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("indexes", type=Path)
    parser.add_argument("--part", choices=get_args(Part), nargs="+", default=SEEN)
    parser.add_argument("--fit", action="store_true", help="write the cuts that both tuning parts ask for")
    given = parser.parse_args(arguments)
    if given.fit and set(given.part) != set(SEEN):
        parser.error("--fit: the cuts are fitted on the parts tuning and choose")
    with in_one_line(parser):
        found = {part: list(outcomes(given.indexes, part)) for part in given.part}
    if given.fit:
        cut = fitted([one for some in found.values() for one in some])
        CUT.write_text(json.dumps(cut._asdict()) + "\n", "utf-8")
    cut = load_cut()
    sys.stdout.write(", ".join(f"{name} {logit:.1f}" for name, logit in cut._asdict().items()) + "\n")
    for part, some in found.items():
        sys.stdout.write("\n".join(_report(part, some, cut)) + "\n")
    return 0


def _report(part: Part, found: Sequence[Outcome], cut: Cut) -> Iterator[str]:
    read = [one for one in found if not one.finding.lasting]
    area = auroc([one.finding.logit for one in read], [one.faithful for one in read]) or 0
    yield f"{part}: AUROC of the learnt reader {area:.3f}, where nothing is wrong for good"
    for faithful in (True, False):
        its = [one for one in found if one.faithful == faithful]
        yield f"  {'faithful' if faithful else 'invented'}: {_graded(its, cut)}"
        for kind in dict.fromkeys(one.kind for one in its):
            yield f"    {kind or 'plain'}: {_graded([one for one in its if one.kind == kind], cut)}"
    lost = Counter(_fault(one, cut) for one in found if one.faithful and _grade(one, cut) == "unsupported")
    yield f"  faithful ones lost to: {', '.join(f'{fault} {n}' for fault, n in lost.most_common()) or 'nothing'}"
    for one in found if part in SEEN else ():
        if not one.faithful and _grade(one, cut) == "supported":
            yield f"  {one.id}: {one.sentence}"


def _graded(some: Sequence[Outcome], cut: Cut) -> str:
    grades = Counter(_grade(one, cut) for one in some)
    return f"{grades['supported']} supported and {grades['free']} with a mark of {len(some)}"


def _grade(one: Outcome, cut: Cut) -> Grade:
    return one.finding.graded(cut)[0]


def _fault(one: Outcome, cut: Cut) -> str:
    found = one.finding.graded(cut)[1]
    kind = found[0] if found else ""
    return kind if one.finding.lasting else f"the learnt reader ({kind})"


if __name__ == "__main__":
    sys.exit(main())
