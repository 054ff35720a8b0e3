"""Several processes at one index: one writes at a time, and every reader sees one revision."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from onrecord.index import Index, IndexLocked, open_writer, vacuum
from tests.index.bag import BagOfWords

from . import victim
from .archive import article, assert_sound, state_of

IDS = tuple(str(n) for n in range(4))


def store(folder: Path, state: dict[str, int]) -> None:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(article(id_, version) for id_, version in state.items()))
        writer.publish()


@pytest.mark.parametrize(("readers", "commits"), [(3, 5), pytest.param(8, 50, marks=pytest.mark.slow)])
def test_readers_while_a_writer_publishes(
    tmp_path: Path, processes: ForkServerContext, tell: Callable[[str], None], readers: int, commits: int
) -> None:
    folder = tmp_path / "index"
    store(folder, dict.fromkeys(IDS, 0))
    begun = []
    for _ in range(readers):
        ours, theirs = processes.Pipe()
        process = processes.Process(target=victim.read_many, args=(str(folder), IDS, commits + 1, theirs))
        process.start()
        begun.append((process, ours))
    ours, theirs = processes.Pipe()
    writer = processes.Process(target=victim.publish_many, args=(str(folder), IDS, commits + 1, theirs))
    writer.start()
    published = [ours.recv() for _ in range(commits)]
    writer.join(60)
    assert published == list(range(1, commits + 1))
    opened = views = 0
    for process, pipe in begun:
        pipe.send("stop")
        assert pipe.poll(60)
        times, versions = pipe.recv()
        process.join(60)
        assert process.exitcode == 0
        opened, views = opened + times, views + versions
    assert state_of(folder, set(IDS), commits + 1) == dict.fromkeys(IDS, commits)
    assert_sound(folder)
    tell(f"{readers} readers opened it {opened} times during {commits} commits, and saw {views} revisions")


def test_two_writers_at_once(tmp_path: Path, processes: ForkServerContext) -> None:
    folder = tmp_path / "index"
    with open_writer(folder, load=BagOfWords()) as first:
        list(first.add([article("0", 0)]))
        with pytest.raises(IndexLocked, match=r"process \d+ \(since 20.* is writing"), open_writer(folder):
            pass
        with pytest.raises(IndexLocked):
            vacuum(folder)
        first.publish()
    assert state_of(folder, {"0"}, 1) == {"0": 0}


def test_a_reader_outlives_three_generations(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    store(folder, dict.fromkeys(IDS, 0))
    old = Index.open(folder)
    for version in (1, 2, 3):
        store(folder, dict.fromkeys(IDS, version))
        vacuum(folder)
    for id_ in IDS:
        assert old.article(id_) == article(id_, 0)
        _, rows = old.matching(old.words(article(id_, 0).title), 3)
        assert old.passages(rows.tolist())[0].article == article(id_, 0)
        near = old.nearest(BagOfWords().encode_queries([article(id_, 0).text])[0], 1)[1]
        assert old.statements(None, [*rows.tolist(), *near.tolist()])
    old.close()
    assert state_of(folder, set(IDS), 4) == dict.fromkeys(IDS, 3)
    assert_sound(folder)
