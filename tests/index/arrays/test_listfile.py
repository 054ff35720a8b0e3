"""Inverted lists against FAISS's own."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from onrecord.index.arrays.listfile import end_of_empty, write_lists


@pytest.mark.parametrize("count", [4_000, 40])
def test_files_are_the_ones_that_faiss_writes(count: int, tmp_path: Path) -> None:
    rows = np.random.default_rng(3).normal(size=(4_000, 32)).astype(np.float32)
    index = faiss.IndexIVFRaBitQ(faiss.IndexFlatIP(32), 32, 16, faiss.METRIC_INNER_PRODUCT)
    index.train(rows)
    empty = faiss.serialize_index(index).tobytes()
    assert empty.endswith(end_of_empty(16, index.code_size))
    index.add(rows[:count])
    stored = index.invlists
    assert stored is not None
    lists = []
    for number in range(16):
        size = stored.list_size(number)
        codes = faiss.rev_swig_ptr(stored.get_codes(number), size * index.code_size)
        lists.append((codes, faiss.rev_swig_ptr(stored.get_ids(number), size)))
    whole, own = tmp_path / "whole", tmp_path / "own"
    faiss.write_index(index, str(whole))
    with own.open("wb") as file:
        write_lists(file, index.code_size, np.array([len(ids) for _, ids in lists]), lists)
    assert whole.read_bytes().endswith(own.read_bytes())
