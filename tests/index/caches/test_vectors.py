"""FAISS against brute force."""

from pathlib import Path
from tempfile import TemporaryDirectory

import faiss
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index.caches.clusters import FILE, Earlier
from onrecord.index.caches.vectors import FLAT_MOST, VectorIndex, write_vectors
from onrecord.index.errors import IndexCorrupt


def unit_rows(n: int, dim: int = 32, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16).astype(np.float32)  # what the index stores


def written(rows: np.ndarray, folder: Path) -> VectorIndex:
    half = len(rows) // 2
    assert write_vectors([rows[:half], rows[half:]], len(rows), rows.shape[1], folder) == len(rows)
    return VectorIndex.load(folder)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(1, 300), k=st.integers(1, 50), seed=st.integers(0, 1000), share=st.floats(0, 1))
def test_finds_what_brute_force_finds(n: int, k: int, seed: int, share: float) -> None:
    rows, queries = unit_rows(n, seed=seed), unit_rows(3, seed=seed + 1)
    allowed = np.random.default_rng(seed).random(n) < share
    with TemporaryDirectory() as folder:
        index = written(rows, Path(folder))
        for among in (None, allowed):
            candidates = np.arange(n) if among is None else np.flatnonzero(allowed)
            for query in queries:
                scores, found = index.search(query, k, among=among)
                assert scores.shape == found.shape == (min(k, len(candidates)),)
                exact = rows[candidates] @ query
                np.testing.assert_allclose(scores, np.sort(exact)[::-1][: len(found)], atol=1e-5)
                np.testing.assert_allclose(rows[found] @ query, scores, atol=1e-5)
                assert set(found) <= set(candidates)


@pytest.fixture(scope="module")
def clusters(tmp_path_factory: pytest.TempPathFactory) -> tuple[np.ndarray, VectorIndex]:
    """Vectors enough for clusters, around 2,000 middles as real ones are."""
    dice = np.random.default_rng(5)
    middles = unit_rows(2_000, dim=64, seed=6)
    rows = middles[dice.integers(2_000, size=FLAT_MOST + 1_000)]
    rows += 0.08 * dice.normal(size=rows.shape).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows.astype(np.float16).astype(np.float32)
    return rows, written(rows, tmp_path_factory.mktemp("clusters"))


@pytest.mark.parametrize("share", [1, 0.5, 0.1, 0.001, 0])
def test_clusters_find_nearly_all_that_brute_force_finds(
    clusters: tuple[np.ndarray, VectorIndex], share: float
) -> None:
    rows, index = clusters
    dice = np.random.default_rng(7)
    among = None if share == 1 else dice.random(len(rows)) < share
    allowed = np.arange(len(rows)) if among is None else np.flatnonzero(among)
    common = 0
    for query in rows[dice.integers(len(rows), size=40)]:
        scores, found = index.search(query, 10, among=among)
        assert len(found) == min(10, len(allowed))
        np.testing.assert_allclose(rows[found] @ query, scores, atol=1e-5)
        best = allowed[np.argsort(-(rows[allowed] @ query))[:10]]
        assert set(found) <= set(allowed)
        common += len(set(found) & set(best))
    assert common >= 0.95 * 40 * min(10, len(allowed))


def test_clusters_give_their_vectors_back(clusters: tuple[np.ndarray, VectorIndex]) -> None:
    rows, index = clusters
    places = np.array([3, 0, len(rows) - 1])
    assert len(index) == len(rows)
    np.testing.assert_array_equal(index.read(places), rows[places])


def test_another_number_of_vectors_is_told(tmp_path: Path) -> None:
    rows = unit_rows(300)
    many = [rows] * (FLAT_MOST // 300 + 2)
    assert write_vectors(many, FLAT_MOST + 1, 32, tmp_path) != FLAT_MOST + 1
    assert write_vectors([rows], FLAT_MOST + 1, 32, tmp_path) != FLAT_MOST + 1


def test_a_cut_file_is_named(tmp_path: Path) -> None:
    written(unit_rows(100), tmp_path)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(IndexCorrupt, match=r"vectors\.faiss.*onrecord repair"):
        VectorIndex.load(tmp_path)


def moved(n: int, gone: np.ndarray) -> np.ndarray:
    """Say where each of n vectors stands when some are gone."""
    places = np.cumsum(~gone) - 1
    places[gone] = -1
    return places


def centroids(index: faiss.Index) -> np.ndarray:
    clusters = faiss.extract_index_ivf(index)
    found: np.ndarray = faiss.downcast_index(clusters.quantizer).reconstruct_n(0, clusters.nlist)
    return found


@pytest.mark.parametrize("share", [0.0, 0.02])
def test_an_earlier_index_is_gone_on_from(
    clusters: tuple[np.ndarray, VectorIndex], share: float, tmp_path: Path
) -> None:
    rows, _ = clusters
    gone = np.random.default_rng(8).random(len(rows)) < share
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    written(rows, old)
    now = np.concatenate([rows[~gone], unit_rows(2_000, dim=64, seed=9)])
    places = moved(len(rows), gone)
    assert write_vectors([now], len(now), 64, new, before=lambda: Earlier(old, places)) == len(now)
    index, earlier = (faiss.read_index(str(folder / FILE)) for folder in (new, old))
    np.testing.assert_array_equal(centroids(index), centroids(earlier))
    # The same as if all had been put into these clusters anew.
    earlier.reset()
    earlier.add(now)
    for query in now[::500]:
        for one, other in zip(index.search(query[None], 50), earlier.search(query[None], 50), strict=True):
            np.testing.assert_array_equal(one, other)
    found = VectorIndex.load(new).search(now[-1], 1)
    assert found[1].tolist() == [len(now) - 1]


def test_clusters_that_are_too_few_are_not_gone_on_from(
    clusters: tuple[np.ndarray, VectorIndex], tmp_path: Path
) -> None:
    rows, _ = clusters
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    written(rows, old)
    now = np.concatenate([rows, rows])
    write_vectors([now], len(now), 64, new, before=lambda: Earlier(old, np.arange(len(rows))))
    assert len(centroids(faiss.read_index(str(new / FILE)))) == round(2 * np.sqrt(len(now)))


def test_a_flat_index_is_not_gone_on_from(tmp_path: Path) -> None:
    rows = unit_rows(FLAT_MOST + 1)
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    written(rows[:100], old)
    count = write_vectors([rows], len(rows), 32, new, before=lambda: Earlier(old, np.arange(100)))
    assert count == len(VectorIndex.load(new)) == len(rows)


def test_a_search_keeps_to_its_thread_and_leaves_the_others_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = list[int]()

    class Seen(faiss.SearchParameters):
        def __init__(self) -> None:
            super().__init__()
            threads.append(faiss.omp_get_max_threads())

    index, before = written(unit_rows(64), tmp_path), faiss.omp_get_max_threads()
    monkeypatch.setattr("onrecord.index.caches.vectors._selecting", lambda *_: Seen())
    faiss.omp_set_num_threads(2)
    try:
        index.search(unit_rows(1)[0], 3)
        assert threads == [1]
        assert faiss.omp_get_max_threads() == 2
    finally:
        faiss.omp_set_num_threads(before)
