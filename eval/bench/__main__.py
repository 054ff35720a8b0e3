"""Every benchmark but that of the peers, one after the other, with one table at the end.

    python -m onrecord.eval.bench CORPORA --out FOLDER [--sizes 100000 1000000] [--encoded 300000] [--seconds 20]

FOLDER keeps the vectors, the indexes and `bench.json`, `bench.md` and `growth.svg`; what is built is not built
again. On two busy processors encoding the first 300,000 passages took 65 minutes, a million passages 6 minutes and
2.4 GB, five million 18 minutes and 11.8 GB. Times mean something on an idle machine only.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import encoding, starting
from .growth import apart
from .plots import draw, exponent
from .pool import encode_pool
from .recombined import Recombiner
from .running import questions_of
from .serving import QUESTIONS
from .serving import measure as serve


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench", description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--encoded", type=int, default=300_000)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args(arguments)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    recombiner = Recombiner(options.corpora, out / "sources.json")
    encode_pool(recombiner, out, min(options.encoded, max(options.sizes)))
    sizes = [_grown(options.corpora, out, passages) for passages in sorted(options.sizes)]
    results: dict[str, Any] = {
        "growth": sizes,
        "serving": serve(out / f"{max(options.sizes)}", questions_of(options.corpora, QUESTIONS), options.seconds),
    }
    (out / "bench.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    draw(sizes, out / "growth.svg")
    table = render(results)
    (out / "bench.md").write_text(table, encoding="utf-8")
    sys.stdout.write(table)
    starting.main([])
    encoding.main([str(options.corpora)])


def _grown(corpora: Path, out: Path, passages: int) -> dict[str, float]:
    folder, noted = out / f"{passages}", out / f"{passages}.json"
    if not noted.exists():
        found = apart("build", str(corpora), str(out), str(passages), str(folder))
        noted.write_text(json.dumps(found | apart("publish", str(folder))))
    built: dict[str, float] = json.loads(noted.read_bytes())
    return built | apart("measure", str(corpora), str(folder))


def render(results: dict[str, Any]) -> str:
    """Put growth and serving into tables."""
    sizes: list[dict[str, float]] = results["growth"]
    passages = [one["passages"] for one in sizes]
    head = "".join(f" {int(n):,} |" for n in passages)
    lines = [f"| passages |{head} exponent |", f"|---|{'---|' * len(passages)}---|"]
    for name in sizes[0]:
        values = [one[name] for one in sizes]
        grows = f"{exponent(passages, values):.2f}" if len(values) > 1 and min(values) > 0 else ""
        lines.append(f"| {name} |{''.join(f' {value:,.2f} |' for value in values)} {grows} |")
    lines += ["", "| under load | figures |", "|---|---|"]
    for name, figures in results["serving"].items():
        told = ", ".join(f"{what} {value:,.1f}" for what, value in figures.items())
        lines.append(f"| {name} | {told} |")
    mean = statistics.fmean(one["recall_at_10"] for one in sizes)
    return "\n".join([*lines, "", f"Mean recall@10 of the nearest passages: {mean:.3f}", ""])


if __name__ == "__main__":
    main()
