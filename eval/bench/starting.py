"""How long a command takes from nothing: every run is a process of its own.

    python -m onrecord.eval.bench.starting [--rounds 7] [--json]

Bytecode is kept, as an installed program has it, whatever PYTHONDONTWRITEBYTECODE says here.

In turns: bare Python, `onrecord --help`, `onrecord ask` on the sample index with everything on (files in the page
cache, as for whoever asks a second question), and, where it is installed, `import sentence_transformers`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from .running import ONRECORD

_QUESTION: Final = "what did the mayor say about the ferry"


def commands(index: Path) -> dict[str, list[str]]:
    """Give what is timed, by name."""
    found = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "onrecord --help": [*ONRECORD, "--help"],
        "onrecord ask": [*ONRECORD, "ask", _QUESTION, "--index", str(index)],
    }
    if importlib.util.find_spec("sentence_transformers"):
        found["import sentence_transformers"] = [sys.executable, "-c", "import sentence_transformers"]
    return found


def time_starts(index: Path, rounds: int) -> dict[str, list[float]]:
    """Time every command in turns; seconds, round by round, after one round that warms the page cache."""
    timed = commands(index)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for number in range(rounds + 1):
        for name, command in timed.items():
            started = time.perf_counter()
            subprocess.run(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False
            )
            if number:
                seconds[name].append(time.perf_counter() - started)
    return seconds


def render(seconds: dict[str, list[float]]) -> str:
    """Put the figures into a table, each beside bare Python and the import."""
    bare = statistics.median(seconds["python -c pass"])
    heavy = seconds.get("import sentence_transformers")
    lines = [
        "| command | median | least to most | over bare Python | share of the import |",
        "|---|---|---|---|---|",
    ]
    for name, times in seconds.items():
        median = statistics.median(times)
        share = f"{median / statistics.median(heavy):.3f}" if heavy else "not installed"
        spread = f"{min(times):.3f} to {max(times):.3f} s"
        lines.append(f"| `{name}` | {median:.3f} s | {spread} | {median - bare:.3f} s | {share} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Index the sample, time the commands, print the table."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench.starting", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        sample = Path(__file__).parents[1] / "data" / "sample" / "articles.jsonl"
        command = [*ONRECORD, "index", str(sample), "--index", str(index)]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        seconds = time_starts(index, options.rounds)
    sys.stdout.write(json.dumps(seconds) + "\n" if options.json else render(seconds))


if __name__ == "__main__":
    main()
