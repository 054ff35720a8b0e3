"""How good each system is: runs over all questions, scored and compared question by question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ...comparison import compare
from ...measures import parse_measures
from ...model import Run
from ...report import Report
from ...runner import evaluate_run
from ...trec import read_run
from .environments import Installed, SkippedError
from .jobs import ask, build, index_key, is_fresh, run_key
from .prepared import Prepared
from .systems import OWN, System
from .written import WRITTEN, report

DEPTH: Final = 100
"""Results a question, as elsewhere in `eval`; the measures look at the first ten."""

MEASURES: Final = {
    "multihoprag": tuple(f"evidence {one}" for one in ("nDCG@10", "MRR@10", "Hits@4", "Hits@10", "any@10")),
    "squad2": ("article nDCG@10", "article RR@10"),
}
"""The datasets, and what is told of each; of written questions, `WRITTEN` is."""

Ready = Sequence[tuple[System, Installed]]
Tell = Callable[[str], None]


def index_of(system: System, data: Prepared) -> Path:
    """Where a system's index of a dataset is kept."""
    return data.indexes / system.index


def run_of(system: System, folder: Path) -> Path:
    """Where a system's run over a dataset is kept."""
    return folder / "runs" / f"{system.slug}.run"


def ensure_index(system: System, installed: Installed, data: Prepared) -> Path:
    """Build a system's index, unless it was built from the same files by the same packages.

    Raises:
        SkippedError: It cannot be built.
    """
    index = index_of(system, data)
    if not is_fresh(index, index_key(system, installed, data)):
        build(system, installed, data, index)
    return index


def run_all(ready: Ready, data: Prepared, folder: Path, *, jobs: int, tell: Tell) -> None:
    """Make the runs that are missing or out of date, `jobs` systems at a time; times do not count here."""

    def one(group: Ready) -> None:
        for system, installed in group:
            run = run_of(system, folder)
            if is_fresh(run, run_key(system, installed, data)):
                continue
            try:
                index = ensure_index(system, installed, data)
                tell(f"{data.dataset.name}: {system.name} answers {len(data.dataset.queries):,} questions")
                ask(system, installed, data, index, run, timed=False, k=DEPTH)
            except SkippedError as error:
                tell(f"skipped {system.name}: {error}")

    # Systems that share an index stay in one thread: it is built once.
    groups = {system.index: [pair for pair in ready if pair[0].index == system.index] for system, _ in ready}
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, groups.values()))


def score(ready: Ready, data: Prepared, folder: Path) -> dict[str, Any]:
    """Score the runs that are there, and test each of onrecord's against each peer's.

    Returns:
        As JSON has it: `questions`, `measures` (system -> measure -> mean, low, high) and `comparisons`.
    """
    reports: dict[str, Report] = {}
    for system, installed in ready:
        run = run_of(system, folder)
        if is_fresh(run, run_key(system, installed, data)):
            reports[system.name] = _report(data, replace(read_run(run), tag=system.name))
    told = MEASURES.get(data.dataset.name, WRITTEN)
    means = {
        name: {
            one.measure: {"mean": one.mean, "low": one.low, "high": one.high}
            for one in report.estimates
            if one.measure in told
        }
        for name, report in reports.items()
    }
    comparisons = [
        compare(reports[peer], reports[own]).to_dict()
        for own in OWN
        for peer in reports
        if own in reports and peer not in OWN
    ]
    for one in comparisons:
        one["differences"] = [each for each in one["differences"] if each["measure"] in told]
    return {"questions": len(data.dataset.queries), "measures": means, "comparisons": comparisons}


def _report(data: Prepared, run: Run) -> Report:
    if data.dataset.name in MEASURES:
        measures = parse_measures(("nDCG@10", "RR@10"))
        return evaluate_run(data.dataset, run, data.texts.get, measures=measures)
    return report(data.dataset, run, data.texts.get)
