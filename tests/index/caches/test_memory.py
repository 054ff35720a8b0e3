"""What is held while caches are made does not grow with the corpus, or by its square root."""

import sqlite3
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from onrecord.index.caches.vectors import write_vectors
from onrecord.index.entities.joining import join_speakers
from onrecord.index.entities.name_counts import NameCounter
from onrecord.index.entities.speaker_counts import Heard
from onrecord.index.storage.schema import Connection

LETTERS = "bcdfghklmnprstvz"


def peak(work: Callable[[], object]) -> int:
    """Give the most bytes that Python and NumPy held at a time."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def name(number: int) -> str:
    """Make a name of its own for every number."""
    return "".join(LETTERS[number >> shift & 15] + "ao"[shift % 8 == 0] for shift in (12, 8, 4, 0)).capitalize()


def count_names(texts: int) -> None:
    counter = NameCounter(sqlite3.connect(":memory:", factory=Connection), in_memory=300)
    for number in range(texts):
        counter.add(f"when Ada {name(number)} met Bo {name(number + 1)} of {name(number + 2).lower()}")
    counter.finish()
    assert sum(1 for _ in counter.words()) >= texts


def join_names(count: int) -> None:
    scratch = sqlite3.connect(":memory:", factory=Connection)
    heard = Heard(scratch)
    heard.put(
        (f"{first} {name(number)}", "mayor", 1, 0, 0) for number in range(count // 2) for first in ("Ada", "Bo")
    )
    assert sum(1 for _ in join_speakers(heard.counts(), scratch)) == count


@pytest.mark.parametrize("work", [count_names, join_names])
def test_names_leave_memory(work: Callable[[int], None]) -> None:
    work(2_000)  # fills what is kept for good
    assert peak(lambda: work(2_000)) < 1.5 * peak(lambda: work(500))


def test_vectors_leave_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.index.caches.vectors.FLAT_MOST", 100)
    monkeypatch.setattr("onrecord.index.arrays.vectorfile._BLOCK", 1_000)
    dice = np.random.default_rng(4)

    def write(count: int) -> None:
        blocks = (dice.standard_normal((1_000, 64), np.float32) for _ in range(count // 1_000))
        folder = tmp_path / str(count)
        folder.mkdir()
        assert write_vectors(blocks, count, 64, folder) == count

    peaks = [peak(lambda count=count: write(count)) for count in (10_000, 40_000)]  # type: ignore[misc]
    assert peaks[1] < 3 * peaks[0]
    assert peaks[1] < 40_000 * 64 * 4 / 2  # half of the vectors
