"""What is stored, what is encoded, and what readers see of it."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.index import Article, Index, IndexFormatError, IndexLocked, IndexNotFound, StoreError, open_writer
from onrecord.index.caches.generation import generation_path
from onrecord.index.storage.schema import DATABASE
from tests.index.bag import BagOfWords

HARBOUR = "The harbour will close for three weeks in May, the port master said."
BRIDGE = "Engineers found cracks in the old bridge and closed one lane on Monday."
FERRY = "The ferry company expects twice as many passengers while the bridge is shut."


def article(id_: str, *paragraphs: str, title: str = "News from the coast") -> Article:
    return Article(id=id_, text="\n\n".join(paragraphs), title=title, source="Coast Post", published="2025-05-01")


def store(folder: Path, articles: Iterable[Article], bag: BagOfWords | None = None) -> BagOfWords:
    bag = bag or BagOfWords()
    with open_writer(folder, load=bag) as writer:
        list(writer.add(articles))
        writer.publish()
    return bag


def found(folder: Path, query: str) -> list[str]:
    index = Index.open(folder)
    try:
        _, rows = index.matching(index.words(query), 10)
        return [passage.text for passage in index.passages(rows.tolist())]
    finally:
        index.close()


def test_a_second_run_encodes_nothing(tmp_path: Path) -> None:
    articles = [article("a", HARBOUR, BRIDGE), article("b", FERRY)]
    store(tmp_path, articles)
    bag = BagOfWords()
    with open_writer(tmp_path, load=bag) as writer:
        list(writer.add(articles))
        assert (writer.changes.added, writer.changes.updated, writer.changes.unchanged) == (0, 0, 2)
        assert writer.publish() == 1
    assert bag.encoded == []


def test_an_update_encodes_only_what_changed(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR, BRIDGE)])
    bag = store(tmp_path, [article("a", HARBOUR, FERRY)])
    assert bag.encoded == [FERRY, "News from the coast"]
    assert found(tmp_path, "cracks") == []
    assert found(tmp_path, "harbour") == [HARBOUR]
    assert found(tmp_path, "ferry passengers") == [FERRY]


def test_what_is_removed_is_not_found(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR), article("b", FERRY)])
    with open_writer(tmp_path, load=BagOfWords()) as writer:
        assert writer.remove(["a", "no such id"]) == 1
        assert writer.publish() == 2
    assert found(tmp_path, "harbour") == []
    index = Index.open(tmp_path)
    assert (index.n_articles, index.n_passages, index.article("a")) == (1, 1, None)
    index.close()


def test_a_reader_keeps_its_revision(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    old = Index.open(tmp_path)
    for text in (BRIDGE, FERRY, HARBOUR + " It is old.", BRIDGE + " It is new."):
        store(tmp_path, [article("a", text)])
    _, rows = old.matching(["harbour"], 5)
    assert [passage.text for passage in old.passages(rows.tolist())] == [HARBOUR]
    vector = BagOfWords().encode_queries([HARBOUR])[0]
    assert old.nearest(vector, 5)[1].tolist() == rows.tolist()
    stored = old.article("a")
    assert stored is not None
    assert stored.text == HARBOUR
    old.close()
    assert found(tmp_path, "cracks new") == [BRIDGE + " It is new."]


def test_what_is_not_published_is_not_seen_and_not_lost(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    with open_writer(tmp_path, load=BagOfWords()) as writer:
        list(writer.add([article("a", BRIDGE), article("b", FERRY)]))
    index = Index.open(tmp_path)
    assert index.n_articles == 1
    stored = index.article("a")
    assert stored is not None
    assert stored.text == HARBOUR
    assert index.article("b") is None
    index.close()
    bag = store(tmp_path, [article("a", BRIDGE), article("b", FERRY)])
    assert bag.encoded == []
    assert found(tmp_path, "ferry") == [FERRY]
    assert found(tmp_path, "harbour") == []


def test_a_failing_batch_leaves_the_earlier_ones(tmp_path: Path) -> None:
    def articles() -> Iterable[Article]:
        for number in range(43):
            yield article(str(number), HARBOUR)
        raise KeyboardInterrupt

    with open_writer(tmp_path, load=BagOfWords()) as writer:
        with pytest.raises(KeyboardInterrupt):
            list(writer.add(articles()))
        assert writer.changes.added == 40
    bag = BagOfWords()
    with open_writer(tmp_path, load=bag) as writer:
        list(writer.add(article(str(number), HARBOUR) for number in range(43)))
        assert (writer.changes.added, writer.changes.unchanged) == (3, 40)


def test_nobody_reads_ahead_of_a_writer_that_is_left(tmp_path: Path) -> None:
    with open_writer(tmp_path, load=BagOfWords()) as writer:
        adding = writer.add(article(str(number), HARBOUR) for number in range(43))
        next(adding)
        assert reads_ahead()
    assert not reads_ahead()
    assert next(adding, None) is None


def reads_ahead() -> bool:
    return any(one.name.startswith("onrecord-ahead") for one in threading.enumerate())


@pytest.mark.parametrize("victim", ["vectors.faiss", "places.npy", "bm25/meta.json", "manifest.json"])
def test_damaged_caches_are_made_again_without_the_encoder(tmp_path: Path, victim: str) -> None:
    store(tmp_path, [article("a", HARBOUR), article("b", FERRY)])
    path = generation_path(tmp_path, 1) / victim
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert found(tmp_path, "ferry") == [FERRY]
    path.unlink()
    assert found(tmp_path, "harbour") == [HARBOUR]


def _hold(folder: str, ready: "multiprocessing.Queue[str]", done: "multiprocessing.Queue[str]") -> None:
    with open_writer(folder, load=BagOfWords()):
        ready.put("writing")
        done.get(timeout=30)


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Queue(), context.Queue()
    process = context.Process(target=_hold, args=(str(tmp_path), ready, done))
    process.start()
    assert ready.get(timeout=30) == "writing"
    with pytest.raises(IndexLocked, match=rf"process {process.pid} \(since "), open_writer(tmp_path):
        pass
    process.kill()
    process.join()
    with open_writer(tmp_path, load=BagOfWords()) as writer:
        assert writer.next_revision == 1


def test_no_index_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound, match="onrecord index PATH"):
        Index.open(tmp_path)


def test_another_format_is_said_so(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(IndexFormatError, match=r"format 99, this onrecord reads format 1"):
        Index.open(tmp_path)
    with pytest.raises(IndexFormatError), open_writer(tmp_path):
        pass


def test_another_model_is_refused(tmp_path: Path) -> None:
    store(tmp_path, [article("a", HARBOUR)])
    with (
        pytest.raises(StoreError, match="was built with bag-of-words"),
        open_writer(tmp_path, model="some/other", load=BagOfWords()),
    ):
        pass


def test_an_empty_index_opens(tmp_path: Path) -> None:
    store(tmp_path, [])
    index = Index.open(tmp_path)
    assert (index.n_articles, index.n_passages, index.sources(), index.period()) == (0, 0, {}, None)
    assert index.matching(["harbour"], 5)[1].tolist() == []
    assert index.nearest(BagOfWords().encode_queries(["harbour"])[0], 5)[1].tolist() == []
    index.close()
