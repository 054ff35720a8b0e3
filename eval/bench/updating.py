"""What it takes to add a few articles to a large archive, beside building all of it; with the real encoder.

    python -m onrecord.eval.bench.updating CORPORA --out FOLDER [--articles 100000] [--added 100] [--json]

Articles are recombined (`eval/bench/recombined.py`), a paragraph of two sentences each: what an article costs
goes by its passages, in building and in publishing alike. Every step is `onrecord index` in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from onrecord.index import Article

from .recombined import Recombiner
from .running import ONRECORD


class Step(NamedTuple):
    """What a command took.

    Attributes:
        seconds: By the clock.
        processor: On all processors together.
        megabytes: The most memory that it held, mapped files and models included.
    """

    seconds: float
    processor: float
    megabytes: float


def measure(corpora: Path, out: Path, articles: int, added: int) -> dict[str, Step]:
    """Build an index, add to it, and run once more with nothing new.

    Args:
        corpora: The folder of the evaluation sets.
        out: Where articles and index go; an index that is there already is an error.
        articles: How many to begin with.
        added: How many to add.

    Returns:
        What each step took, by name.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = (one.article for one in Recombiner(corpora, out / "sources.json").articles(paragraphs=(1, 1)))
    index = out / "index"
    if index.exists():
        raise SystemExit(f"{index} is there already; remove it, or choose another --out")
    first = _write(out / "first.jsonl", islice(made, articles))
    more = _write(out / "more.jsonl", islice(made, added))
    return {
        f"{articles:,} articles": _indexed(index, first),
        f"{added:,} more": _indexed(index, more),
        "nothing new": _indexed(index, more),
    }


def _write(path: Path, articles: Iterator[Article]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for one in articles:
            record = {"_id": one.id, "title": one.title, "text": one.text, "published_at": one.published}
            file.write(json.dumps(record | {"source": one.source}) + "\n")
    return path


def _indexed(index: Path, path: Path) -> Step:
    started = time.perf_counter()
    process = subprocess.Popen([*ONRECORD, "index", str(path), "--index", str(index)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"onrecord index {path} failed")
    return Step(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def render(steps: dict[str, Step]) -> str:
    """Put the figures into a table, each beside the first."""
    whole = next(iter(steps.values()))
    lines = [
        "| `onrecord index` of | seconds | of the first | processor seconds | of the first | most memory, MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, step in steps.items():
        shares = step.seconds / whole.seconds, step.processor / whole.processor
        lines.append(
            f"| {name} | {step.seconds:.1f} | {shares[0]:.1%} | {step.processor:.1f} | {shares[1]:.1%}"
            f" | {step.megabytes:,.0f} |"
        )
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.bench.updating",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("corpora", type=Path, metavar="CORPORA")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=100_000, metavar="N")
    parser.add_argument("--added", type=int, default=100, metavar="N")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    steps = measure(options.corpora, options.out, options.articles, options.added)
    if options.json:
        sys.stdout.write(json.dumps({name: step._asdict() for name, step in steps.items()}) + "\n")
    else:
        sys.stdout.write(render(steps))


if __name__ == "__main__":
    main()
