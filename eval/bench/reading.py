"""How fast files of every kind are read, and in how much memory: each kind in a process of its own.

    python -m onrecord.eval.bench.reading [--kinds jsonl html ...] [--json]

The files are made of the sample's articles, repeated with other numbers, and lie in a temporary folder. What is
timed is `read_articles`: file in, articles out, nothing encoded and no statement found. Seconds are those of the
process's own processor time, so that a busy machine says nearly the same; memory is the most that the process has
held (`VmHWM`), libraries and all. PDF needs fpdf2, which the extra `dev` brings.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from onrecord.index import Article, CorpusError, OnrecordError, read_articles

from ..command import command
from .made import KINDS
from .running import memory

_SAMPLE: Final = Path(__file__).parents[1] / "data" / "sample" / "articles.jsonl"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured of a kind.

    Attributes:
        kind: The suffix of its files.
        articles: How many were read.
        files: Of how many files.
        bytes: Of these.
        seconds: Processor time.
        memory: The most that the process has held, MB.
    """

    kind: str
    articles: int
    files: int
    bytes: int
    seconds: float
    memory: float


def stories(count: int) -> list[Article]:
    """Give so many articles, no two with the same text."""
    sample = list(read_articles([_SAMPLE], on_skip=_fail))
    return [
        Article(
            id=f"story-{number}",
            text=f"Number {number}. {one.text}",
            title=f"{one.title} ({number})",
            url=f"https://{(one.source or 'paper').lower().replace(' ', '-')}.example/{number}",
            source=one.source,
            author=one.author or "Ada Vale",
            published=one.published,
        )
        for number, one in ((number, sample[number % len(sample)]) for number in range(count))
    ]


def measure(kind: str, folder: Path) -> Reading:
    """Make files of a kind, and read them in a new process.

    Raises:
        ImportError: A package that makes such files is missing.
        OnrecordError: They cannot be read.
    """
    count, make = KINDS[kind]
    first, every = folder / "first", folder / "every"
    for part, articles in ((first, stories(1)), (every, stories(count))):
        part.mkdir(parents=True)
        make(articles, part)
    command = [sys.executable, "-m", "onrecord.eval.bench.reading", "--read", str(first), str(every)]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    found = json.loads(told.stdout)
    if found["articles"] != count:
        raise OnrecordError(f"{kind}: {found['articles']} of {count} articles were read")
    files = [path for path in every.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return Reading(kind, count, len(files), size, found["seconds"], found["memory"])


def read(first: Path, every: Path) -> dict[str, float]:
    """Read the files of a folder, after those of another, for which the libraries are loaded."""
    for _ in read_articles([first], on_skip=_fail):
        pass
    began = time.process_time()
    count = sum(1 for _ in read_articles([every], on_skip=_fail))
    return {"articles": count, "seconds": time.process_time() - began, "memory": memory(name="VmHWM")}


def render(found: Sequence[Reading]) -> str:
    """Put the figures into a table."""
    lines = [
        "| kind | articles a second | MB a second | memory, MB | articles in files |",
        "|---|---|---|---|---|",
    ]
    for one in found:
        rate, speed = one.articles / one.seconds, one.bytes / one.seconds / 1e6
        held = f"{one.articles:,} in {one.files:,}"
        lines.append(f"| `.{one.kind}` | {rate:,.0f} | {speed:,.1f} | {one.memory:,.0f} | {held} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured."""
    parser = command(__doc__)
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--read", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.read:
        sys.stdout.write(json.dumps(read(*options.read)) + "\n")
        return 0
    with TemporaryDirectory() as folder:
        found = [measure(kind, Path(folder, kind)) for kind in options.kinds]
    sys.stdout.write(
        json.dumps([asdict(one) for one in found], indent=2) + "\n" if options.json else render(found)
    )
    return 0


def _fail(error: CorpusError) -> None:
    raise error


if __name__ == "__main__":
    raise SystemExit(main())
