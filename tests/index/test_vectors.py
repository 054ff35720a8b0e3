"""FAISS against brute force."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import IndexCorrupt
from index.vectors import FILE, VectorIndex


def unit_rows(n: int, dim: int = 32, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(n, dim)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16).astype(np.float32)  # what the index stores


@settings(max_examples=30, deadline=None)
@given(n=st.integers(1, 300), k=st.integers(1, 50), seed=st.integers(0, 1000), share=st.floats(0, 1))
def test_finds_what_brute_force_finds(n: int, k: int, seed: int, share: float) -> None:
    rows, queries = unit_rows(n, seed=seed), unit_rows(3, seed=seed + 1)
    allowed = np.random.default_rng(seed).random(n) < share
    index = VectorIndex.build([rows[: n // 2], rows[n // 2 :]], rows.shape[1])
    for among in (None, allowed):
        candidates = np.arange(n) if among is None else np.flatnonzero(allowed)
        scores, found = index.search(queries, k, among=among)
        assert scores.shape == found.shape == (3, min(k, len(candidates)))
        for query, got_scores, got in zip(queries, scores, found, strict=True):
            exact = rows[candidates] @ query
            best = np.sort(exact)[::-1][: len(got)]
            np.testing.assert_allclose(got_scores, best, atol=1e-5)
            np.testing.assert_allclose(rows[got] @ query, got_scores, atol=1e-5)
            assert set(got) <= set(candidates)


def test_a_saved_index_answers_alike(tmp_path: Path) -> None:
    rows = unit_rows(100)
    index = VectorIndex.build([rows], 32)
    index.save(tmp_path)
    loaded = VectorIndex.load(tmp_path)
    assert len(loaded) == 100
    for one, other in zip(index.search(rows[:5], 7), loaded.search(rows[:5], 7), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_cut_file_is_named(tmp_path: Path) -> None:
    VectorIndex.build([unit_rows(100)], 32).save(tmp_path)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(IndexCorrupt, match=r"vectors\.faiss.*onrecord repair"):
        VectorIndex.load(tmp_path)
