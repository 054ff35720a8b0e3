"""SIGKILL at random moments: the state before or the state after, and nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest

from onrecord.index import Index, IndexNotFound, read_articles, snapshot
from tests.api.conftest import COMMAND, environment
from tests.conftest import SAMPLE

from . import victim
from .archive import assert_sound, state_of

VERSIONS = 40
CHANGES = ("index", "update", "remove")
Action = tuple[Callable[..., None], tuple[Any, ...], dict[str, int]]
"""What to run, its arguments but the pipe, and the state afterwards."""


class Scene:
    """An index that processes work on, and what must be in it."""

    def __init__(self, folder: Path, processes: ForkServerContext, seed: int) -> None:
        self.folder = folder / "index"
        self.snapshot = folder / "snapshot"
        self.processes = processes
        self.chance = random.Random(seed)
        self.state: dict[str, int] = {}
        self.kept: dict[str, int] = {}
        self.pending: defaultdict[str, set[int | None]] = defaultdict(set)
        self.kept_pending: defaultdict[str, set[int | None]] = defaultdict(set)
        self.ids: set[str] = set()
        self.version: Counter[str] = Counter()
        self.usual: dict[str, float] = {}

    def action(self, name: str) -> Action:
        folder = str(self.folder)
        if name in ("index", "update", "remove"):
            changes: dict[str, int | None]
            if name == "index":
                fresh = [str(len(self.ids) + n) for n in range(self.chance.randint(1, 4))]
                changes = dict.fromkeys(fresh, 0)
            else:
                chosen = self.chance.sample(sorted(self.state), min(len(self.state), self.chance.randint(1, 4)))
                changes = dict.fromkeys(chosen) if name == "remove" else {i: self.next_version(i) for i in chosen}
            self.ids |= changes.keys()
            merged = {**self.state, **changes}
            return victim.change, (folder, changes), {i: v for i, v in merged.items() if v is not None}
        if name == "restore":
            return victim.bring_back, (str(self.snapshot), folder), self.kept
        return {"vacuum": victim.shrink, "rebuild": victim.rebuild}[name], (folder,), self.state

    def next_version(self, id_: str) -> int:
        self.version[id_] = self.version[id_] % (VERSIONS - 1) + 1
        return self.version[id_]

    def run(self, action: Action, *, kill_after: float | None) -> bool:
        """Run an action in a process; tell whether it was acknowledged."""
        call, arguments, _ = action
        ours, theirs = self.processes.Pipe()
        process = self.processes.Process(target=call, args=(*arguments, theirs))
        process.start()
        theirs.close()
        assert ours.recv() == "begin"
        if kill_after is not None:
            time.sleep(kill_after)
            process.kill()
        process.join(60)
        try:
            return bool(ours.recv() == "done")
        except EOFError:
            assert process.exitcode == -9, "the process failed by itself"
            return False
        finally:
            ours.close()

    def calibrate(self, name: str) -> None:
        """Let an action end, and note how long it takes."""
        action = self.action(name)
        began = time.perf_counter()
        assert self.run(action, kill_after=None)
        self.usual[name] = time.perf_counter() - began
        self.state = dict(action[2])
        self.check(name, {}, acknowledged=True)

    def check(self, name: str, before: dict[str, int], *, acknowledged: bool) -> str:
        """Compare the index with what it must hold; give what it holds, "old" or "new"."""
        found = state_of(self.folder, self.ids, VERSIONS)

        assert_sound(self.folder)
        if found == before and not acknowledged:
            # Whole articles may be stored that are not published; the next publication takes them along.
            if name in CHANGES:
                for id_ in before.keys() | self.state.keys():
                    if before.get(id_) != self.state.get(id_):
                        self.pending[id_].add(self.state.get(id_))
            self.state = before
            return "old"
        if name in CHANGES:
            for id_, versions in self.pending.items():
                if found.get(id_) in versions:
                    self.state = with_version(self.state, id_, found.get(id_))
            self.pending.clear()
        assert found == self.state, f"acknowledged: {acknowledged}"
        if name == "restore":
            self.pending = deepcopy(self.kept_pending)
        return "new"

    def keep(self) -> None:
        shutil.rmtree(self.snapshot, ignore_errors=True)
        snapshot(self.folder, self.snapshot)
        self.kept, self.kept_pending = dict(self.state), deepcopy(self.pending)


def with_version(state: dict[str, int], id_: str, version: int | None) -> dict[str, int]:
    others = {other: kept for other, kept in state.items() if other != id_}
    return others if version is None else {**others, id_: version}


@pytest.mark.parametrize("kills", [12, pytest.param(300, marks=pytest.mark.slow)])
def test_killed_at_any_moment(
    tmp_path: Path, processes: ForkServerContext, tell: Callable[[str], None], kills: int
) -> None:
    scene = Scene(tmp_path, processes, seed=kills)
    scene.calibrate("index")
    scene.keep()
    names = (*CHANGES, "vacuum", "restore", "rebuild")
    for name in names:
        scene.calibrate(name)
    scene.calibrate("index")
    scene.keep()
    outcomes: Counter[tuple[str, str]] = Counter()
    for number in range(kills):
        name = names[number % len(names)]
        if len(scene.state) < 6:
            scene.calibrate("index")
        if number % 20 == 19:
            scene.keep()
        before, action = dict(scene.state), scene.action(name)
        scene.state = dict(action[2])
        acknowledged = scene.run(action, kill_after=scene.chance.uniform(0, scene.usual[name]))
        # One in three ends by itself, so that the last moments are tried as often as the first.
        scene.usual[name] *= 0.9 if acknowledged else 1.06
        state = scene.check(name, before, acknowledged=acknowledged)
        outcomes[name, "ended" if acknowledged else f"killed, {state}"] += 1
    tell("; ".join(f"{name} {what}: {n}" for (name, what), n in sorted(outcomes.items())))


@pytest.mark.parametrize("kills", [4, pytest.param(40, marks=pytest.mark.slow)])
def test_killed_while_it_is_made(tmp_path: Path, processes: ForkServerContext, kills: int) -> None:
    scene = Scene(tmp_path, processes, seed=kills)
    for number in range(kills):
        scene.folder = tmp_path / str(number)
        action = scene.action("index")
        scene.state = dict(action[2])
        acknowledged = scene.run(action, kill_after=scene.chance.uniform(0, 0.3))
        try:
            scene.check("index", {}, acknowledged=acknowledged)
        except IndexNotFound:
            assert not acknowledged
        # What was stored goes on from there.
        scene.state = dict(action[2])
        assert scene.run(action, kill_after=None)
        scene.check("index", {}, acknowledged=True)
        scene.state, scene.ids = {}, set()


@pytest.mark.slow
def test_the_command_killed_again_and_again_with_the_real_model(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    folder, chance = tmp_path / "index", random.Random(7)
    command = [*COMMAND, "index", str(SAMPLE / "articles.jsonl"), "--index", str(folder)]
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment(), check=True)
    whole = time.perf_counter() - started
    killed = 0
    for run in range(8):
        if run % 2 == 0:  # every other run goes on where the one before was killed
            shutil.rmtree(folder)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment()) as running:
            try:
                running.wait(chance.uniform(0.3, 0.95) * whole)
            except subprocess.TimeoutExpired:
                running.kill()
                killed += 1
        with contextlib.suppress(IndexNotFound):
            assert_sound(folder)
            Index.open(folder).close()
    assert killed > 1
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment(), check=True)
    assert_sound(folder)
    index = Index.open(folder)
    articles = list(read_articles([SAMPLE / "articles.jsonl"], on_skip=lambda error: pytest.fail(str(error))))
    for article in articles:
        assert index.article(article.id) == replace(article, language="en")
        _, rows = index.matching(index.words(article.title), 10)
        assert article.title in {passage.article.title for passage in index.passages(rows.tolist())}
    index.close()
    tell(f"killed {killed} times, {len(articles)} articles")
