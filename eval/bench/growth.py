"""How time, memory, disk and latency grow with a corpus, from 100 thousand to 5 million passages."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Article, Index, Statement, load_known_encoder, open_writer, repair
from onrecord.search import Engine

from .pool import PoolEncoder
from .recombined import Recombined, Recombiner
from .running import memory, questions_of

_WARM: Final = 30
_MEGABYTE: Final = 1 << 20
_PAUSE: Final = 0.1


@dataclass(slots=True)
class _Told:
    """Gives the statements that recombined articles are known to hold."""

    said: dict[str, list[Statement]]

    def find(self, article: Article) -> list[Statement]:
        return self.said.pop(article.id)


def build(recombiner: Recombiner, pool: Path, passages: int, folder: Path) -> dict[str, float]:
    """Index recombined news.

    Args:
        recombiner: The news.
        pool: Where `encode_pool` wrote the vectors.
        passages: How many, to the nearest article.
        folder: The index folder.

    Returns:
        Seconds for rows and for caches, bytes on disk, peak of memory in MB, and counts.
    """
    encoder, told = PoolEncoder(recombiner, pool), _Told({})
    started = time.perf_counter()

    def articles() -> Iterator[Article]:
        done = 0
        for made in recombiner.articles():
            _meet(made, encoder, told)
            yield made.article
            done += len(made.sources)
            if done >= passages:
                return

    with open_writer(folder, load=lambda *_, **__: encoder, finder=told) as writer:
        for changes in writer.add(articles()):
            print(f"\r{changes.articles:,} articles, {changes.encoded:,} passages", end="", file=sys.stderr)
        stored = time.perf_counter()
        writer.publish()
    print(file=sys.stderr)
    published = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "rows_s": stored - started,
        "caches_s": published - stored,
        "build_peak_mb": peak,
        **sizes(folder),
    }


def _meet(made: Recombined, encoder: PoolEncoder, told: _Told) -> None:
    encoder.meet(made)
    told.said[made.article.id] = made.statements


def publish(folder: Path) -> dict[str, float]:
    """Make the caches of an index again, as `onrecord repair` does, in a process that holds nothing else.

    Args:
        folder: The index folder.

    Returns:
        Seconds, and the most memory in MB: with mapped files (`publish_peak_mb`), and what is in no file
        (`publish_anonymous_mb`, looked at ten times a second).
    """
    started = time.perf_counter()
    highest = 0.0
    with ThreadPoolExecutor(1) as aside:
        done = aside.submit(repair, folder)
        while not done.done():
            highest = max(highest, memory(name="RssAnon"))
            time.sleep(_PAUSE)
        done.result()
    seconds = time.perf_counter() - started
    return {
        "publish_s": seconds,
        "publish_peak_mb": memory(name="VmHWM"),
        "publish_anonymous_mb": highest,
    }


def sizes(folder: Path) -> dict[str, float]:
    """Give the megabytes of the parts of an index."""
    generation = max(folder.glob("generation-*"))
    parts = {
        "database": [folder / "onrecord.db"],
        "vectors": list(generation.glob("vectors.*")),
        "words": [*(generation / "bm25").iterdir(), generation / "words.npy", generation / "starts.npy"],
    }
    found = {f"{name}_mb": sum(p.stat().st_size for p in paths) / _MEGABYTE for name, paths in parts.items()}
    found["disk_mb"] = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / _MEGABYTE
    return found


def measure(folder: Path, questions: list[str]) -> dict[str, float]:
    """Time an index: one client, warm; latencies in milliseconds.

    Args:
        folder: The index folder.
        questions: What to ask; the first few only warm up.
    """
    started = time.perf_counter()
    engine = Engine.open(folder)
    opened = time.perf_counter()
    engine.search(questions[0])
    first = time.perf_counter()
    found: dict[str, float] = {
        "passages": engine.index.n_passages,
        "articles": engine.index.n_articles,
        "open_s": opened - started,
        "first_answer_s": first - started,
    }
    for name, fast in (("fast", True), ("full", False)):
        times = []
        for number, question in enumerate(questions):
            before = time.perf_counter()
            engine.search(question, fast=fast)
            if number >= _WARM:
                times.append(1000 * (time.perf_counter() - before))
        found[f"{name}_median_ms"], found[f"{name}_p95_ms"] = (float(np.percentile(times, p)) for p in (50, 95))
    found["resident_mb"] = memory()
    engine.close()
    index = Index.open(folder)
    found["recall_at_10"] = recall(index, questions)
    index.close()
    return found


def recall(index: Index, questions: list[str]) -> float:
    """Give the share of the ten nearest passages, by brute force, that the index finds."""
    queries = load_known_encoder(index.encoder_name).encode_queries(questions)
    exact = nearest(index, queries)
    common = sum(
        len(set(index.nearest(query, 200)[1][:10].tolist()) & set(best.tolist()))
        for query, best in zip(queries, exact, strict=True)
    )
    return common / max(sum(map(len, exact)), 1)


def nearest(index: Index, queries: NDArray[np.float32], block: int = 1 << 16) -> list[NDArray[np.int64]]:
    """Find the rows of the ten nearest passages to each question by comparing all."""
    best_scores = np.empty((len(queries), 0), np.float32)
    best_rows = np.empty((len(queries), 0), np.int64)
    for at in range(0, len(index.rows), block):
        some = index.rows[at : at + block].astype(np.int64)
        scores = np.concatenate([best_scores, index.cosines(queries, some)], axis=1)
        both = np.concatenate([best_rows, np.broadcast_to(some, (len(queries), len(some)))], axis=1)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :10]
        best_scores, best_rows = (np.take_along_axis(one, order, axis=1) for one in (scores, both))
    return list(best_rows)


def apart(*arguments: str) -> dict[str, Any]:
    """Run a step in a process of its own, so that memory and caches are its own, and read its JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "onrecord.eval.bench.growth", *arguments], stdout=subprocess.PIPE, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Take one index: `build CORPORA KEPT PASSAGES FOLDER`, `publish FOLDER`, `measure CORPORA FOLDER`."""
    match sys.argv[1:]:
        case ["build", corpora, kept, passages, folder]:
            recombiner = Recombiner(Path(corpora), Path(kept) / "sources.json")
            print(json.dumps(build(recombiner, Path(kept), int(passages), Path(folder))))
        case ["publish", folder]:
            print(json.dumps(publish(Path(folder))))
        case ["measure", corpora, folder]:
            print(json.dumps(measure(Path(folder), questions_of(Path(corpora), 230))))
        case _:
            sys.exit(main.__doc__)


if __name__ == "__main__":
    main()
