"""The database's log does not grow for as long as somebody reads."""

from pathlib import Path

import pytest

from onrecord.index import Index, open_writer
from onrecord.index.storage import log
from tests.index.bag import BagOfWords

from .test_writer import BRIDGE, FERRY, HARBOUR, article, store


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log.is_long, "__defaults__", (0,))


def size(folder: Path) -> int:
    return (folder / "onrecord.db-wal").stat().st_size


def texts(index: Index) -> list[str]:
    return [passage.text for passage in index.passages(index.rows.tolist())]


def test_a_reader_that_stays_open_has_the_log_emptied(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    reader = Index.open(tmp_path)
    sizes = []
    for number in range(4):
        store(tmp_path, [article("a", f"{BRIDGE} {number}")])
        newer = reader.reopened()
        reader.close()
        reader = newer
        assert size(tmp_path) > 0
        view = reader.trusting(0.5)
        reader.shorten_log()
        sizes.append(size(tmp_path))
        assert texts(reader) == texts(view) == [f"{BRIDGE} {number}"]
    assert sizes == [0, 0, 0, 0]
    reader.close()


def test_a_reader_of_an_older_revision_keeps_it(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    older = Index.open(tmp_path)
    store(tmp_path, [article("a", BRIDGE)])
    newer = Index.open(tmp_path)
    store(tmp_path, [article("a", FERRY)])
    for reader, text in ((older, HARBOUR), (newer, BRIDGE)):
        reader.shorten_log()
        assert texts(reader) == [text]
    older.close()
    newer.shorten_log()
    assert size(tmp_path) > 0, "another revision is published: this one is read to its end"
    assert texts(newer) == [BRIDGE]
    newer.close()


def test_who_writes_meanwhile_is_not_disturbed(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    reader = Index.open(tmp_path)
    with open_writer(tmp_path, load=BagOfWords()) as writer:
        list(writer.add([article("b", FERRY)]))
        reader.shorten_log()
        assert texts(reader) == [HARBOUR]
        list(writer.add([article("c", BRIDGE)]))
        reader.shorten_log()
        writer.publish()
    reader.shorten_log()
    assert texts(reader) == [HARBOUR]
    reader.close()
    reader = Index.open(tmp_path)
    reader.shorten_log()
    assert (texts(reader), size(tmp_path)) == ([HARBOUR, FERRY, BRIDGE], 0)
    reader.close()


def test_a_folder_that_is_gone_is_read_on(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    store(folder, [article("a", HARBOUR)])
    reader = Index.open(folder)
    store(folder, [article("a", BRIDGE)])
    folder.rename(tmp_path / "aside")
    reader.shorten_log()
    assert texts(reader) == [HARBOUR]
    assert not folder.exists()
    reader.close()
