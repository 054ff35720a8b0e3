"""Servers of a cluster are killed: no question fails, and of what is being written nothing is lost or doubled."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Self

import numpy as np
import pytest

from onrecord.eval.dataset import load_dataset
from onrecord.index import OnrecordError
from onrecord.search import Engine
from tests.faults.test_milvus import check, folder, started

from .conftest import QUERY_NODES
from .servers import Cluster

__all__ = ["folder"]
pytestmark = pytest.mark.slow

READERS = 3
NOTHING = "nothing was found"
BEFORE, AFTER = 10.0, 60.0


class Load:
    """Asks questions from several threads, and notes how long each took and what failed."""

    def __init__(self, engine: Engine, questions: list[str]) -> None:
        self.took: list[tuple[float, float]] = []
        self.failed: list[tuple[float, str]] = []
        self._engine = engine
        self._questions = questions
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(READERS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, number: int) -> None:
        while not self._over.is_set():
            for question in self._questions[number::READERS]:
                if self._over.is_set():
                    return
                began = time.monotonic()
                try:
                    if not self._engine.search(question, fast=True).hits:
                        self.failed.append((began, NOTHING))
                except OnrecordError as error:
                    self.failed.append((began, str(error)))
                self.took.append((began, time.monotonic() - began))


@pytest.mark.parametrize("replicas", [2, 1])
def test_a_query_node_is_killed_under_load(
    cluster: Cluster, sample_index: Path, tell: Callable[[str], None], replicas: int
) -> None:
    from onrecord.index.milvus import put_in_place

    place = f"{cluster.address}?replicas={replicas}&shards=2#load{replicas}"
    put_in_place(sample_index, place)
    questions = [query.text for query in load_dataset("sample").queries]
    with closing(Engine.open(place)) as engine, Load(engine, questions) as load:
        time.sleep(BEFORE)
        killed = time.monotonic()
        cluster.kill("querynode0")
        time.sleep(AFTER)
    cluster.start("querynode0", "querynode")
    cluster.wait(QUERY_NODES)
    before = [took for began, took in load.took if began + took < killed]
    after = [took for began, took in load.took if began + took >= killed]
    slow = sum(took > 1 + max(before) for took in after)
    tell(
        f"{len(load.took)} searches, {len(load.failed)} failed; before the kill median {np.median(before):.3f} s, "
        f"longest {max(before):.2f} s; after it longest {max(after):.1f} s, {slow} stalled"
    )
    tell(str(Counter(why[:100] for _, why in load.failed)))
    told = [(round(began - killed, 1), why) for began, why in load.failed]
    if replicas > 1:
        assert told == []
    # With one, a question may end with a line; never with nothing found.
    assert NOTHING not in {why for _, why in told}, told[:9]
    assert len(after) > READERS


@pytest.mark.parametrize("until", ["passages 60", "articles 40", "names 40"])
def test_all_of_milvus_is_killed_while_a_writer_writes(cluster: Cluster, folder: Path, until: str) -> None:
    place = f"{cluster.address}?replicas=2#killed_{until.partition(' ')[0]}"
    process = started(folder, place, until)
    cluster.kill_milvus()
    time.sleep(3)
    assert process.poll() is None
    cluster.start_milvus(QUERY_NODES)
    process.communicate(timeout=600)
    assert process.returncode == 0
    check(folder, place)
