"""Whether an index gives the same answers from a Milvus as from its folder, and what each takes.

    python -m onrecord.eval.bench.stores DATASET INDEX STORE [--every 1] [--all] [--json]

DATASET is "sample" or a folder with questions, of which those that may be tuned on are asked, or all with --all;
every n-th with --every. STORE is the address of a Milvus or a file of milvus-lite, where `onrecord index --store`
has put INDEX. Both are asked the same questions in turns, in one process.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from onrecord.search import Answer, Engine

from ..dataset import load_dataset
from ..halves import development

_COUNTED: Final = 10


class Both(NamedTuple):
    """What came of a question.

    Attributes:
        overlap: Share of the folder's first ten passages that are among the store's; 1 where it has none.
        same_answer: Whether both answered or refused, and, where both answered, with the same first citation.
        folder: Milliseconds that the folder took.
        store: Milliseconds that the store took.
    """

    overlap: float
    same_answer: bool
    folder: float
    store: float


def compared(folder: Engine, store: Engine, questions: Sequence[str]) -> Iterator[Both]:
    """Ask both.

    Args:
        folder: The index in its folder.
        store: The same in another store.
        questions: What to ask; the first also warms both up.
    """
    for engine in (folder, store):
        engine.ask(questions[0])
    for question in questions:
        one, before = _timed(folder, question)
        other, after = _timed(store, question)
        found = [hit.row for hit in one.hits[:_COUNTED]]
        shared = len(set(found) & {hit.row for hit in other.hits[:_COUNTED]})
        overlap = shared / len(found) if found else float(not other.hits)
        yield Both(overlap, _first(one) == _first(other), before, after)


def _timed(engine: Engine, question: str) -> tuple[Answer, float]:
    before = time.perf_counter()
    return engine.ask(question), 1000 * (time.perf_counter() - before)


def _first(answer: Answer) -> tuple[str, int, int] | None:
    """Give the article and the span of an answer's first citation; None for a refusal."""
    if not answer.answered or not answer.citations:
        return None
    one = answer.citations[0]
    return one.article.id, one.start, one.end


def summed_up(asked: Sequence[Both]) -> dict[str, Any]:
    """Sum up what came of the questions."""
    times = {name: [getattr(one, name) for one in asked] for name in ("folder", "store")}
    figures = {
        f"{name}_{word}_ms": float(np.percentile(each, share))
        for name, each in times.items()
        for word, share in (("median", 50), ("p95", 95))
    }
    return {
        "questions": len(asked),
        "overlap_at_10": float(np.mean([one.overlap for one in asked])),
        "same_first_citation": float(np.mean([one.same_answer for one in asked])),
        **figures,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write what came of it."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench.stores", description=__doc__)
    parser.add_argument("dataset")
    parser.add_argument("index", type=Path)
    parser.add_argument("store")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="the questions that are held back, too")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    queries = load_dataset(options.dataset).queries
    texts = [one.text for one in queries if options.all or development(one.id)][:: options.every]
    folder, store = Engine.open(options.index), Engine.open(options.store)
    try:
        figures = summed_up(list(compared(folder, store, texts)))
    finally:
        folder.close()
        store.close()
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        for name, value in figures.items():
            sys.stdout.write(f"{name:22}{value:,.4g}\n" if isinstance(value, float) else f"{name:22}{value}\n")


if __name__ == "__main__":
    main()
