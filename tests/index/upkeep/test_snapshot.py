"""Snapshots, the way back, and the space that a vacuum gives and takes."""

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onrecord.index import (
    Index,
    IndexCorrupt,
    IndexFormatError,
    IndexLocked,
    IndexNotFound,
    StoreError,
    folder_size,
    open_writer,
    restore,
    snapshot,
    vacuum,
    verify,
)
from onrecord.index.upkeep.exchange import exchange
from tests.index.bag import BagOfWords
from tests.index.storage.test_writer import BRIDGE, FERRY, HARBOUR, article, found, store


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A snapshot of an index of two articles, one of which was changed since."""
    store(tmp_path / "index", [article("a", HARBOUR), article("b", FERRY)])
    made = snapshot(tmp_path / "index", tmp_path / "kept")
    assert (made.revision, made.articles) == (1, 2)
    store(tmp_path / "index", [article("a", BRIDGE)])
    return tmp_path / "kept"


def test_a_snapshot_comes_back_without_the_encoder(tmp_path: Path, kept: Path) -> None:
    restore(kept, tmp_path / "other")
    assert found(tmp_path / "other", "harbour") == [HARBOUR]
    assert verify(tmp_path / "other", deep=True) == []
    bag = store(tmp_path / "other", [article("a", HARBOUR), article("c", BRIDGE)])
    assert bag.encoded == [BRIDGE, "News from the coast"]


def test_a_restored_index_takes_anothers_place_and_readers_keep_theirs(tmp_path: Path, kept: Path) -> None:
    reader = Index.open(tmp_path / "index")
    before = reader.generation
    with pytest.raises(StoreError, match="--replace"):
        restore(kept, tmp_path / "index")
    restore(kept, tmp_path / "index", replace=True)
    assert found(tmp_path / "index", "harbour") == [HARBOUR]
    stored = reader.article("a")
    assert stored is not None
    assert stored.text == BRIDGE
    reader.close()
    after = Index.open(tmp_path / "index")
    assert after.generation != before
    after.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "kept"]


def test_nothing_is_replaced_under_a_writer(tmp_path: Path, kept: Path) -> None:
    with open_writer(tmp_path / "index", load=BagOfWords()), pytest.raises(IndexLocked):
        restore(kept, tmp_path / "index", replace=True)
    assert set(found(tmp_path / "index", "bridge")) == {BRIDGE, FERRY}


def test_of_two_restores_at_once_one_is_refused_and_the_other_is_whole(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, go = threading.Event(), threading.Event()

    def late(one: Path, other: Path) -> None:
        held.set()
        assert go.wait(30)
        exchange(one, other)

    monkeypatch.setattr("onrecord.index.upkeep.snapshot.exchange", late)
    first = threading.Thread(target=restore, args=(kept, tmp_path / "index"), kwargs={"replace": True})
    first.start()
    assert held.wait(30)
    with pytest.raises(IndexLocked, match=r"process \d+ .* is restoring to this folder; wait for it to end"):
        restore(kept, tmp_path / "index", replace=True)
    with pytest.raises(IndexLocked, match="is writing to this index"), open_writer(tmp_path / "index"):
        pass
    go.set()
    first.join(30)
    assert found(tmp_path / "index", "harbour") == [HARBOUR]
    assert verify(tmp_path / "index", deep=True) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "kept"]


def test_restores_that_race_leave_one_whole_index(tmp_path: Path, kept: Path) -> None:
    command = (
        "import sys; from onrecord.index import IndexLocked, restore\n"
        "try: restore(sys.argv[1], sys.argv[2], replace=True)\n"
        "except IndexLocked: sys.exit(3)"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", command, str(kept), str(tmp_path / "index")]) for _ in range(3)
    ]
    ends = [one.wait(120) for one in both]
    assert 0 in ends
    assert set(ends) <= {0, 3}
    assert found(tmp_path / "index", "harbour") == [HARBOUR]
    assert verify(tmp_path / "index", deep=True) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "kept"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("size", 10**15), ("size", "1"), ("articles", "many"), ("revision", None), ("sha256", 5), ("created", [])],
)
def test_a_manifest_that_lies_is_refused_before_anything_is_copied(
    tmp_path: Path, kept: Path, name: str, value: object
) -> None:
    manifest = json.loads((kept / "manifest.json").read_text())
    (kept / "manifest.json").write_text(json.dumps({**manifest, name: value}))
    with pytest.raises(IndexCorrupt, match="take another"):
        restore(kept, tmp_path / "index", replace=True)
    assert set(found(tmp_path / "index", "bridge")) == {BRIDGE, FERRY}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "kept"]


@pytest.mark.parametrize("name", ["onrecord.db", "manifest.json"])
def test_a_snapshot_of_pipes_does_not_hang(tmp_path: Path, kept: Path, name: str) -> None:
    (kept / name).unlink()
    os.mkfifo(kept / name)
    with pytest.raises(IndexCorrupt, match="take another"):
        restore(kept, tmp_path / "index", replace=True)


def test_what_is_no_index_is_not_replaced(tmp_path: Path, kept: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "novel.txt").write_text("Chapter one")
    with pytest.raises(StoreError, match=r"novel\.txt: is no part of an index"):
        restore(kept, home, replace=True)
    assert (home / "novel.txt").read_text() == "Chapter one"


def test_an_altered_snapshot_is_refused(tmp_path: Path, kept: Path) -> None:
    data = bytearray((kept / "onrecord.db").read_bytes())
    data[len(data) // 2] ^= 1
    (kept / "onrecord.db").write_bytes(data)
    with pytest.raises(IndexCorrupt, match="SHA-256"):
        restore(kept, tmp_path / "index", replace=True)
    assert set(found(tmp_path / "index", "bridge")) == {BRIDGE, FERRY}
    assert not (tmp_path / "index.restoring").exists()


def test_what_is_no_snapshot_is_said_so(tmp_path: Path, kept: Path) -> None:
    with pytest.raises(IndexNotFound, match="no snapshot"):
        restore(tmp_path / "index", tmp_path / "other")
    with pytest.raises(StoreError, match="exists"):
        snapshot(tmp_path / "index", kept)
    manifest = json.loads((kept / "manifest.json").read_text())
    (kept / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    with pytest.raises(IndexFormatError, match="format 99"):
        restore(kept, tmp_path / "other")
    (kept / "manifest.json").write_text("{}")
    with pytest.raises(IndexCorrupt):
        restore(kept, tmp_path / "other")
    with pytest.raises(IndexNotFound):
        snapshot(tmp_path / "none", tmp_path / "copy")


def test_a_snapshot_while_a_writer_publishes_is_of_one_revision(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    versions = [f"The mayor opened the {n}th bridge over the river on Monday." for n in range(5)]
    store(folder, [article(id_, versions[0]) for id_ in "abcd"])
    ended = threading.Event()

    def write() -> None:
        for text in versions[1:]:
            store(folder, [article(id_, text) for id_ in "abcd"])
        ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    number = 0
    while not ended.is_set() or number < 3:
        snapshot(folder, tmp_path / f"kept{number}")
        number += 1
        ended.wait(0.05)
    writer.join()
    for n in range(0, number, 1 + number // 6):
        copy = tmp_path / f"copy{n}"
        restore(tmp_path / f"kept{n}", copy)
        index = Index.open(copy)
        assert len({one.text for id_ in "abcd" if (one := index.article(id_)) is not None}) == 1
        index.close()
        shutil.rmtree(copy)


@pytest.mark.parametrize("read", [False, True])
def test_vacuum_gives_space_back_and_takes_little(tmp_path: Path, *, read: bool) -> None:
    folder = tmp_path / "index"
    texts = [f"Report {n}: {HARBOUR} {BRIDGE} {FERRY} " + f"word{n} " * 250 for n in range(80)]
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(article(str(n), text) for n, text in enumerate(texts)))
        writer.publish()
        writer.remove(str(n) for n in range(80) if n % 4)
        writer.publish()
    reader = Index.open(folder) if read else None
    size = most = folder_size(folder)
    ended = threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.wait(0.001):
            most = max(most, folder_size(folder))

    watcher = threading.Thread(target=watch)
    watcher.start()
    sizes = vacuum(folder)
    ended.set()
    watcher.join()
    assert most - size < 1.2 * size
    assert (sizes.before, sizes.complete) == (size, not read)
    if reader is not None:
        assert reader.n_articles == 20
        reader.close()
        sizes = vacuum(folder)
    assert sizes.after == folder_size(folder) < 0.5 * size
    assert verify(folder, deep=True) == []
    assert found(folder, "word8") != []
    assert found(folder, "word9") == []
