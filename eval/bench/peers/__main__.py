"""Compares onrecord with other search libraries on the same articles and questions: quality, time, memory, size.

    python -m onrecord.eval.bench.peers CORPORA --out FOLDER [--only builds questions quality]

CORPORA holds the datasets `multihoprag` and `squad2`, and may hold `polnear` and `seer`; the questions that people
wrote (`written`) are asked of those that are there, and of the packaged sample. FOLDER keeps the environments,
indexes, runs and figures; what is there and up to date is not made again, but a part that is timed is timed anew
whenever it is asked for. A system that cannot be installed or run is skipped, by name. The tables go to standard
output, and to `peers.md` and `peers.json` in FOLDER. Times mean something on an idle machine only.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from onrecord.index import OnrecordError

from ...command import tell
from ...questions import HALVES
from .environments import Installed, SkippedError, install
from .prepared import Prepared, prepare
from .quality import MEASURES, Ready, run_all, score
from .systems import SYSTEMS, System
from .tables import render
from .timing import costs, time_builds, time_questions
from .written import prepare_written

PARTS: Final = ("builds", "questions", "quality", "tables")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, then write the tables."""
    options = _options(arguments)
    out: Path = options.out.resolve()
    try:
        ready, skipped = _install(out / "environments", options.system)
        datasets: dict[str, Any] = {}
        for data in _datasets(options, out, skipped):
            name = data.dataset.name
            timed = name in MEASURES
            _measure(ready, data, out / name, options, timed=timed)
            datasets[name] = score(ready, data, out / name)
            datasets[name]["costs"] = {
                system.name: costs(system, installed, out / name) for system, installed in ready if timed
            }
    except OnrecordError as error:
        tell(str(error))
        return 1
    environments = {
        system.name: {"versions": installed.versions, "bytes": installed.size} for system, installed in ready
    }
    results = {
        "python": sys.version.split()[0],
        "cores": os.cpu_count(),
        "environments": environments,
        "skipped": skipped,
        "datasets": datasets,
    }
    (out / "peers.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    table = render(results)
    (out / "peers.md").write_text(table, encoding="utf-8")
    sys.stdout.write(table)
    return 0


def _install(folder: Path, slugs: Sequence[str]) -> tuple[list[tuple[System, Installed]], dict[str, str]]:
    ready: list[tuple[System, Installed]] = []
    skipped: dict[str, str] = {}
    made: dict[str, Installed | SkippedError] = {}
    for system in SYSTEMS:
        if system.slug not in slugs:
            continue
        environment = system.environment
        if environment.name not in made:
            tell(f"installing {', '.join(environment.requirements)}")
            try:
                made[environment.name] = install(environment, folder)
            except SkippedError as error:
                made[environment.name] = error
        found = made[environment.name]
        if isinstance(found, SkippedError):
            skipped[system.name] = str(found)
            tell(f"skipped {system.name}: {found}")
        else:
            ready.append((system, found))
    return ready, skipped


def _datasets(options: argparse.Namespace, out: Path, skipped: dict[str, str]) -> Iterator[Prepared]:
    for name in options.dataset:
        if name in MEASURES:
            yield prepare(options.corpora / name, out / name, timed=options.timed, most=options.most)
            continue
        half, most, named = options.half, options.most, options.named
        for data in prepare_written(options.corpora, out, half, most=most, named=named):
            if isinstance(data, str):
                skipped[f"questions on {data}"] = f"not in {options.corpora}"
            else:
                yield data


def _measure(ready: Ready, data: Prepared, folder: Path, options: argparse.Namespace, *, timed: bool) -> None:
    if "builds" in options.only and timed:
        time_builds(ready, data, folder, repeats=options.builds, tell=tell)
    if "questions" in options.only and timed:
        time_questions(ready, data, folder, repeats=options.repeats, tell=tell)
    if "quality" in options.only:
        run_all(ready, data, folder, jobs=options.jobs, tell=tell)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.bench.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    slugs = [system.slug for system in SYSTEMS]
    parser.add_argument("corpora", type=Path, metavar="CORPORA")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to do (default: all)")
    names = (*MEASURES, "written")
    parser.add_argument("--dataset", nargs="+", choices=names, default=names)
    parser.add_argument("--half", choices=HALVES, default="held-back", help="of the written questions")
    parser.add_argument("--named", action="store_true", help="written: index only the articles that they name")
    parser.add_argument("--system", nargs="+", choices=slugs, default=slugs)
    parser.add_argument("--builds", type=int, default=2, metavar="N", help="build each index N times (2)")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="time the questions N times (3)")
    parser.add_argument("--timed", type=int, default=100, metavar="N", help="questions to time (100)")
    parser.add_argument("--most", type=int, metavar="N", help="score N questions at most, chosen by hash (all)")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="systems at a time, quality only (2)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
