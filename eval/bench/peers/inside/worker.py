"""Builds one system's index, or puts questions to it, and tells what that took.

    python worker.py build  --adapter MODULE:CLASS --corpus FILE --articles FILE --index FOLDER --report FILE
    python worker.py search --adapter MODULE:CLASS --index FOLDER --questions FILE --k N --run FILE --report FILE

It runs as a script, in an environment that has one system and no onrecord: nothing is imported before the clock
is started but what this file needs.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an article.

    Attributes:
        document: Its name in a run, as `eval.trec` writes it: article#start-end.
        outlet: Who published the article, or "".
        title: Its headline, or "".
        text: The paragraph.
    """

    document: str
    outlet: str
    title: str
    text: str

    @property
    def titled(self) -> str:
        """Headline and paragraph."""
        return _lines(self.title, self.text)

    @property
    def full(self) -> str:
        """Outlet, headline and paragraph."""
        return _lines(self.outlet, self.title, self.text)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is to be indexed.

    Attributes:
        split: The passages, as JSON lines.
        articles: The articles that they are split from, for a system that splits them itself.
    """

    split: Path
    articles: Path

    def passages(self) -> Iterator[Passage]:
        """Read the passages one by one."""
        with self.split.open(encoding="utf-8") as file:
            for line in file:
                yield Passage(**json.loads(line))


class Adapter(Protocol):
    """A system, as the benchmark drives it."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Index a corpus and save the index to an empty folder."""
        ...

    def open(self, folder: Path) -> None:
        """Open what `build` saved."""
        ...

    def search(self, question: str, k: int) -> list[str]:
        """Name the documents of at most `k` passages, best first."""
        ...


def read_questions(path: Path) -> list[tuple[str, str]]:
    """Read questions, each an id (as a run has it) and a text, from JSON lines."""
    with path.open(encoding="utf-8") as file:
        return [(one["id"], one["text"]) for one in map(json.loads, file)]


def run_lines(question: str, documents: Sequence[str], tag: str) -> list[str]:
    """Write one question's part of a TREC run; scores are 1 / rank, so that a system's own order is kept."""
    return [f"{question} Q0 {name} {rank} {1 / rank!r} {tag}\n" for rank, name in enumerate(documents, start=1)]


def peak_bytes() -> int:
    """Give the most memory that this process has held (Linux: VmHWM, which unlike ru_maxrss starts at exec)."""
    found = re.search(
        r"^VmHWM:\s+([0-9]+) kB", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE
    )
    return int(found[1]) * 1024 if found else 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Do one job and write its report as JSON."""
    began = perf_counter()
    options = _options(arguments)
    module, _, name = options.adapter.partition(":")
    if options.job == "build":
        adapter: Adapter = getattr(importlib.import_module(module), name)()
        adapter.build(Corpus(options.corpus, options.articles), options.index)
        report: dict[str, object] = {"seconds": perf_counter() - began}
    else:
        questions = read_questions(options.questions)
        adapter = getattr(importlib.import_module(module), name)()
        adapter.open(options.index)
        cold, seconds, lines = 0.0, [], []
        for id_, text in questions:
            asked = perf_counter()
            documents = adapter.search(text, options.k)
            seconds.append(perf_counter() - asked)
            if len(seconds) == 1:
                cold = perf_counter() - began
            lines += run_lines(id_, documents, name)
        options.run.write_text("".join(lines), encoding="utf-8")
        report = {"cold": cold, "seconds": seconds}
    options.report.write_text(json.dumps({**report, "peak_bytes": peak_bytes()}), encoding="utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("job", choices=("build", "search"))
    parser.add_argument("--adapter", required=True)
    for name in ("--index", "--report", "--corpus", "--articles", "--questions", "--run"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--k", type=int, default=10)
    return parser.parse_args(arguments)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


if __name__ == "__main__":
    main()
