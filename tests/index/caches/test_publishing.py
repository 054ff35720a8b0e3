"""Publishing goes on from the generation before, if that is whole."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from onrecord.index import Article, Index, open_writer, repair, verify
from onrecord.index.caches.clusters import FILE
from onrecord.index.caches.generation import generation_path
from tests.index.bag import BagOfWords

MATTERS = ("harbour bridge ferry", "court judge trial", "rain snow wind", "vote party poll")


@pytest.fixture(autouse=True)
def few_are_enough_for_clusters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.index.caches.vectors.FLAT_MOST", 100)


def article(number: int) -> Article:
    words = MATTERS[number % len(MATTERS)]
    paragraphs = [f"Report {number} of part {part} tells at some length of {words}." for part in range(4)]
    return Article(id=f"a{number}", text="\n\n".join(paragraphs), title=f"News {number}", source="Coast Post")


def publish(folder: Path, add: range, remove: range = range(0)) -> None:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(map(article, add)))
        writer.remove(f"a{number}" for number in remove)
        writer.publish()


def centroids(folder: Path, generation: int) -> np.ndarray:
    index = faiss.read_index(str(generation_path(folder, generation) / FILE))
    clusters = faiss.extract_index_ivf(index)
    found: np.ndarray = faiss.downcast_index(clusters.quantizer).reconstruct_n(0, clusters.nlist)
    return found


def own_nearest(folder: Path) -> float:
    """Give the share of passages that are the nearest to their own vectors."""
    index = Index.open(folder)
    try:
        vectors = index.cosines(np.eye(BagOfWords.dim, dtype=np.float32), index.rows.astype(np.int64)).T
        found = [index.nearest(vector, 1)[1].tolist() for vector in vectors]
        return float(np.mean([rows == [row] for rows, row in zip(found, index.rows.tolist(), strict=True)]))
    finally:
        index.close()


def test_clusters_stay_and_every_vector_is_found(tmp_path: Path) -> None:
    publish(tmp_path, range(60))
    publish(tmp_path, range(60, 70), remove=range(0, 60, 12))
    np.testing.assert_array_equal(centroids(tmp_path, 1), centroids(tmp_path, 2))
    assert own_nearest(tmp_path) == 1
    assert verify(tmp_path, deep=True) == []


def test_a_damaged_generation_is_not_gone_on_from(tmp_path: Path) -> None:
    publish(tmp_path, range(60))
    path = generation_path(tmp_path, 1) / FILE
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    publish(tmp_path, range(60, 70))
    assert own_nearest(tmp_path) == 1
    assert verify(tmp_path, deep=True) == []
    assert len(centroids(tmp_path, 2)) == round(2 * np.sqrt(4 * 70))


def test_repair_trains_anew(tmp_path: Path) -> None:
    publish(tmp_path, range(60))
    publish(tmp_path, range(60, 80))
    assert len(centroids(tmp_path, 2)) == len(centroids(tmp_path, 1))
    repair(tmp_path)
    assert len(centroids(tmp_path, 3)) == round(2 * np.sqrt(4 * 80))


def test_a_release_of_faiss_that_lays_lists_out_otherwise_writes_them_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = []
    for folder in (tmp_path / "streamed", tmp_path / "held"):
        publish(folder, range(60))
        publish(folder, range(60, 70), remove=range(0, 60, 12))
        files.append((generation_path(folder, 2) / FILE).read_bytes())
        monkeypatch.setattr("onrecord.index.caches.clusters.end_of_empty", lambda *_: b"another layout")
    assert files[0] == files[1]
