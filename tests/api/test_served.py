"""An engine gives way to another when its last request has ended."""

import gc
import os
import resource
import shutil
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.api.http.served import Served
from onrecord.index import Index, open_writer
from onrecord.index.storage import log
from onrecord.search import Engine
from onrecord.search.retrieval.reranker import CrossEncoder
from tests.index.bag import BagOfWords
from tests.index.storage.test_writer import FERRY, HARBOUR, article, store


def engine_of(folder: Path) -> Engine:
    return Engine(Index.open(folder), BagOfWords(), CrossEncoder())


def test_the_old_engine_closes_after_its_last_request(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    first, second = engine_of(tmp_path), engine_of(tmp_path)
    served = Served(first)
    begun, gate = threading.Event(), threading.Event()

    def slow(engine: Engine) -> list[str]:
        begun.set()
        assert gate.wait(10)
        return [hit.passage.text for hit in engine.search("harbour", 1, fast=True)]

    found: list[str] = []
    request = threading.Thread(target=lambda: found.extend(served.use(slow)))
    request.start()
    assert begun.wait(10)
    served.replace(second)
    assert served.use(lambda engine: engine) is second
    gate.set()
    request.join(10)
    assert found == [HARBOUR]
    with pytest.raises(Exception, match="closed"):
        first.search("harbour", 1)
    served.close()
    with pytest.raises(Exception, match="closed"):
        second.search("harbour", 1)


def test_a_new_generation_is_found_and_a_damaged_one_is_not_served(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    served = Served(engine_of(tmp_path))
    served.watch(0.02)
    with open_writer(tmp_path, load=BagOfWords()) as writer:
        list(writer.add([article("b", FERRY)]))
        writer.publish()
    _wait(lambda: served.revision == 2)
    assert served.use(lambda engine: engine.index.n_articles) == 2
    database = tmp_path / "onrecord.db"
    database.rename(tmp_path / "aside")
    database.write_bytes(b"not a database at all" * 1000)
    threading.Event().wait(0.1)
    assert served.use(lambda engine: engine.search("ferry", 1, fast=True))[0].passage.text == FERRY
    database.unlink()
    (tmp_path / "aside").rename(database)
    store(tmp_path, [article("c", HARBOUR + " Again.")])
    _wait(lambda: served.revision == 3)
    served.close()


@pytest.mark.parametrize("free", [0, 2, 4, 8])
def test_a_shortage_of_descriptors_is_said_and_passes(tmp_path: Path, free: int) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    served = Served(engine_of(tmp_path))
    store(tmp_path, [article("b", FERRY)])
    generations = sorted(path.name for path in tmp_path.glob("generation-*"))
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken: list[int] = []
    try:
        # Whatever tests before this one hold open, there is room for these.
        most = max(int(one.name) for one in Path("/dev/fd").iterdir()) + 64
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, limits[1]))
        with pytest.raises(OSError, match="Too many open files"):
            taken.extend(os.open(os.devnull, os.O_RDONLY) for _ in range(most))
        for _ in range(free):
            os.close(taken.pop())
        served.watch(0.02)
        _wait(lambda: served.trouble is not None)
        assert served.revision == 1
        assert served.use(lambda engine: engine.search("harbour", 1, fast=True))[0].passage.text == HARBOUR
    finally:
        for descriptor in taken:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    _wait(lambda: served.revision == 2 and served.trouble is None)
    assert sorted(path.name for path in tmp_path.glob("generation-*")) == generations, "nothing was built anew"
    served.close()


def test_an_index_that_is_gone_is_served_on_until_there_is_another(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    store(folder, [article("a", HARBOUR)])
    served = Served(engine_of(folder))
    served.watch(0.02)
    shutil.rmtree(folder)
    _wait(lambda: served.trouble is not None)
    assert served.trouble == "index: no index here; build one: onrecord index PATH --index index"
    assert served.use(lambda engine: engine.search("harbour", 1, fast=True))[0].passage.text == HARBOUR
    folder.mkdir()
    store(folder, [article("b", FERRY)])
    _wait(lambda: served.trouble is None)
    assert served.use(lambda engine: engine.search("ferry", 1, fast=True))[0].passage.text == FERRY
    assert served.use(lambda engine: engine.index.article("a")) is None
    served.close()


def test_an_engine_that_was_replaced_is_gone_without_a_collection(sample_index: Path) -> None:
    served = Served(Engine.open(sample_index))
    assert served.use(Engine.ask, "what did Putin say about Tomahawks").answered
    held = weakref.ref(served.use(lambda engine: engine)), weakref.ref(served.use(lambda engine: engine.index))
    gc.collect()
    gc.disable()
    try:
        served.replace(served.use(Engine.refreshed))
        assert [one() for one in held] == [None, None]
    finally:
        gc.enable()
    served.close()


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="Linux tells what a process has open")
def test_revisions_that_gave_way_leave_no_file_open(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    served = Served(engine_of(tmp_path))
    served.watch(0.02)
    descriptors = [_published(tmp_path, served, revision) for revision in range(2, 9)]
    # SQLite keeps a few of closed connections for those to come.
    assert max(descriptors) < 2 * min(descriptors)
    served.close()


def test_the_log_is_emptied_while_an_index_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log.is_long, "__defaults__", (0,))
    store(tmp_path, [article("a", HARBOUR)])
    served = Served(engine_of(tmp_path))
    served.watch(0.02)
    for text in (FERRY, HARBOUR):
        store(tmp_path, [article("a", text)])
        _wait(lambda: not (tmp_path / "onrecord.db-wal").stat().st_size)
        assert served.use(lambda engine: engine.search("harbour", 1, fast=True))[0].passage.text == text
    assert (served.revision, served.trouble) == (3, None)
    served.close()


def _published(folder: Path, served: Served, revision: int) -> int:
    """Publish a change, and count the descriptors when nothing else is open of generations."""
    store(folder, [article("a", f"{HARBOUR} It is said {revision} times.")])
    _wait(lambda: served.revision == revision)
    newest = max(path.name for path in folder.glob("generation-*"))
    _wait(lambda: _opened(folder)[0] == {newest})
    return _opened(folder)[1]


def _opened(folder: Path) -> tuple[set[str], int]:
    """Give the generations of an index whose files this process has open or mapped, and count its descriptors."""
    names = []
    for one in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            names.append(str(one.readlink()))
    held = [name for name in names if name.startswith(str(folder))]
    mapped = [line.split(maxsplit=5)[-1] for line in Path("/proc/self/maps").read_text().splitlines()]
    parts = [Path(name).relative_to(folder).parts for name in (*held, *mapped) if name.startswith(str(folder))]
    return {first for first, *_ in parts if first.startswith("generation-")}, len(held)


def _wait(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        threading.Event().wait(0.02)
    pytest.fail("it did not happen in ten seconds")
