"""The server moves on to new generations under load and drops no request; with the real model."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest

from onrecord.index import open_writer
from tests.api.conftest import COMMAND, environment

from .archive import article


@pytest.fixture
def served(sample_index: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A server of a copy of the sample index: the folder and the address."""
    folder = shutil.copytree(sample_index, tmp_path / "index")
    command = [*COMMAND, "serve", "--index", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment()) as running:
        assert running.stderr is not None
        found = re.search(r"http://\S+/", running.stderr.readline())
        assert found is not None
        yield folder, found[0]
        running.terminate()


class Load:
    """Clients that ask without a pause, and note what they saw."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.searches = 0
        self.failures: list[str] = []
        self.health: list[tuple[float, float, int]] = []
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._search), threading.Thread(target=self._look)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def get(self, path: str) -> dict[str, object]:
        with urllib.request.urlopen(self.address + path, timeout=30) as response:  # noqa: S310
            return dict(json.load(response))

    def _search(self) -> None:
        while not self._ended.is_set():
            try:
                assert self.get("search?q=missiles&k=3&fast=true")["hits"]
                self.searches += 1
            except Exception as error:  # noqa: BLE001  (whatever it is, a request was dropped)
                self.failures.append(repr(error))

    def _look(self) -> None:
        while not self._ended.wait(0.005):
            began = time.perf_counter()
            try:
                revision = self.get("health")["revision"]
            except Exception as error:  # noqa: BLE001
                self.failures.append(repr(error))
            else:
                assert isinstance(revision, int)
                self.health.append((began, time.perf_counter() - began, revision))


@pytest.mark.parametrize("publications", [1, pytest.param(12, marks=pytest.mark.slow)])
def test_new_generations_are_served_without_a_pause(
    served: tuple[Path, str], tell: Callable[[str], None], publications: int
) -> None:
    folder, address = served
    with Load(address) as load:
        time.sleep(2)
        for number in range(publications):
            with open_writer(folder) as writer:
                list(writer.add([article(f"fresh{number}", 0)]))
                revision = writer.publish()
            deadline = time.monotonic() + 10
            while load.get("health")["revision"] != revision:
                assert time.monotonic() < deadline, "the new revision is not served"
                time.sleep(0.05)
            while load.health[-1][2] != revision:
                assert time.monotonic() < deadline, "the new revision is not seen by everybody"
                time.sleep(0.02)
            stored = load.get(f"articles/fresh{number}")
            assert stored["text"] == article(f"fresh{number}", 0).text
    assert load.failures == []
    assert load.searches > publications
    seen = [revision for _, _, revision in load.health]
    assert seen == sorted(seen)
    # Requests at the moment of a change against all others: the machine's own pauses are in both.
    changes = [now[0] for before, now in zip(load.health, load.health[1:], strict=False) if before[2] != now[2]]
    near = [took for began, took, _ in load.health if any(abs(began - moment) < 0.2 for moment in changes)]
    others = sorted(took for began, took, _ in load.health if all(abs(began - m) >= 0.5 for m in changes))
    assert len(changes) == publications
    tell(
        f"{load.searches} searches and {len(load.health)} looks, none failed; longest look at a change "
        f"{max(near) * 1e3:.0f} ms, otherwise {others[-1] * 1e3:.0f} ms "
        f"(median {others[len(others) // 2] * 1e3:.0f} ms)"
    )
