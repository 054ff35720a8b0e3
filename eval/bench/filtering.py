"""What filters cost, and whether they lose matches: from nine passages in ten down to one in ten thousand.

    python -m onrecord.eval.bench.filtering INDEX CORPORA [--questions 200] [--json]

The filters are those that a search has: days, which have nothing to do with what is asked; outlets, which have
matters of their own (the smallest shares: days of one outlet); and words that passages must hold, taken from the
questions. Recall counts the ten nearest by brute force of the passages let through. Times are those of the
processor: each search is one thread's, and a busy machine lengthens them less than the clock's.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Index, load_known_encoder
from onrecord.index.cachereader import Chosen

from .running import questions_of

SHARES: Final = (0.9, 0.5, 0.1, 0.01, 0.001, 0.0001)
_WANTED: Final = 200  # a search asks for so many
_COUNTED: Final = 10
_WORDS: Final = 6  # by so many of a question's words candidates are looked up
_WARM: Final = 20
_BLOCK: Final = 1 << 16
_NEAR: Final = 0.9  # of a share is near enough to it, and at most:
_OVER: Final = 1.1

Rows = NDArray[np.int64]


def selections(index: Index, words: Iterable[str]) -> Iterator[tuple[str, float, Chosen]]:
    """Yield kinds, shares as wanted, and selections whose shares are the nearest to be had.

    Args:
        index: What is filtered.
        words: Words that passages may have to hold.
    """
    yield "none", 1, np.ones(index.n_passages, dtype=bool)
    first, last = (int(np.datetime64(day).astype(int)) for day in index.period() or ("1970-01-01",) * 2)
    outlets = [index.source_names.index(name) for name in index.sources()]
    largest = outlets[:1]
    size = float(index.reported(largest, ()).mean())
    distinct = list(dict.fromkeys(words))
    rarities = index.rarities(distinct)
    frequent = [distinct[number] for number in np.argsort(rarities) if rarities[number] > 0]

    def within(share: float, sources: Sequence[int] = ()) -> Chosen:
        """Choose a span of days in the middle of all."""
        middle, half = (first + last) / 2, share * (last - first + 1) / 2
        return index.reported(sources, [(start := round(middle - half), max(start, round(middle + half) - 1))])

    for share in SHARES:
        yield "days", share, within(share)
        of_outlets = joined(share, index.n_passages, outlets, lambda one: index.reported([one], ()))
        yield "outlets", share, of_outlets if of_outlets.any() else within(share / size, largest)
        yield "words", share, joined(share, index.n_passages, frequent, lambda one: index.holding([one]))


def joined(share: float, count: int, parts: Sequence[Any], select: Callable[[Any], Chosen]) -> Chosen:
    """Join parts that let a share through together, and hardly more."""
    chosen: Chosen = np.zeros(count, dtype=bool)
    for part in parts:
        both = chosen | select(part)
        if both.mean() <= _OVER * share:
            chosen = both
        if chosen.mean() >= _NEAR * share:
            break
    return chosen


def nearest(index: Index, queries: NDArray[np.float32], among: Sequence[Chosen]) -> list[list[Rows]]:
    """Find the rows of the ten nearest passages to each question within each selection, by comparing all."""
    best = [(np.empty((len(queries), 0), np.float32), np.empty((len(queries), 0), np.int64)) for _ in among]
    for at in range(0, index.n_passages, _BLOCK):
        rows = index.rows[at : at + _BLOCK].astype(np.int64)
        scores = index.cosines(queries, rows)
        for number, selection in enumerate(among):
            chosen = np.flatnonzero(selection[at : at + _BLOCK])
            both = np.concatenate([best[number][0], scores[:, chosen]], axis=1)
            here = np.broadcast_to(rows[chosen], (len(queries), len(chosen)))
            found = np.concatenate([best[number][1], here], axis=1)
            if both.shape[1] > _COUNTED:
                order = np.argpartition(-both, _COUNTED - 1, axis=1)[:, :_COUNTED]
                both, found = np.take_along_axis(both, order, 1), np.take_along_axis(found, order, 1)
            best[number] = both, found
    return [list(found) for _, found in best]


def measure(index: Index, questions: Sequence[str]) -> Iterator[dict[str, float | str]]:
    """Measure every filter.

    Args:
        index: At best of a million passages or more.
        questions: What is asked.

    Yields:
        The kind, the share wanted, the number of passages let through, recall@10, how many questions brought
        fewer passages than there are, and median and 95th percentile in ms of finding the nearest, and the words.
    """
    queries = load_known_encoder(index.encoder_name).encode_queries(questions)
    words = [_rarest(index, index.words(question)) for question in questions]
    filters = list(selections(index, [word for some in words for word in some]))
    exact = nearest(index, queries, [selection for *_, selection in filters])
    for (kind, share, selection), best in zip(filters, exact, strict=True):
        allowed = int(selection.sum())
        among = None if kind == "none" else selection
        found, nearest_ms = _timed(partial(index.nearest, k=_WANTED, among=among), list(queries))
        _, words_ms = _timed(partial(index.matching, k=_WANTED, among=among), words)
        firsts = [set(rows[:_COUNTED].tolist()) for _, rows in found]
        common = sum(len(first & set(ten)) for first, ten in zip(firsts, best, strict=True))
        yield {
            "kind": kind,
            "share": share,
            "allowed": allowed,
            "recall_at_10": common / max(sum(map(len, best)), 1),
            "short": sum(len(rows) < min(_WANTED, allowed) for _, rows in found),
            **{f"nearest_{name}_ms": value for name, value in nearest_ms.items()},
            **{f"words_{name}_ms": value for name, value in words_ms.items()},
        }


def _rarest(index: Index, words: Sequence[str]) -> list[str]:
    """Give the words that a search looks up."""
    distinct = list(dict.fromkeys(words))
    return [distinct[number] for number in np.argsort(-index.rarities(distinct), kind="stable")[:_WORDS]]


def _timed(call: Callable[[Any], Any], values: Sequence[Any]) -> tuple[list[Any], dict[str, float]]:
    for value in values[:_WARM]:
        call(value)
    found, times = [], []
    for value in values:
        before = time.thread_time()
        found.append(call(value))
        times.append(1000 * (time.thread_time() - before))
    return found, {"median": float(np.median(times)), "p95": float(np.percentile(times, 95))}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and write a table."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench.filtering", description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    index = Index.open(options.index)
    for number, one in enumerate(measure(index, questions_of(options.corpora, options.questions))):
        if options.json:
            line = json.dumps(one)
        else:
            line = "| " + " | ".join(f"{v:,.4g}" if isinstance(v, float) else f"{v}" for v in one.values()) + " |"
            if not number:
                line = f"| {' | '.join(one)} |\n|{'---|' * len(one)}\n{line}"
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
