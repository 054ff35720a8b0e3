"""Arrays on disk against `numpy.save`."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.arrays.arrayfile import ArrayFile, RowFile, write_columns


def saved(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


@given(parts=st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=5), max_size=5))
def test_an_array_that_grows_is_as_if_saved_at_once(parts: list[list[int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "numbers.npy"
        file = ArrayFile(path, "<u4")
        for part in parts:
            file.add(part)
        file.finish()
        assert path.read_bytes() == saved(np.array([number for part in parts for number in part], np.uint32))


@given(parts=st.lists(st.lists(st.tuples(*[st.integers(-9, 9)] * 3), max_size=5), max_size=5))
def test_rows_become_columns(parts: list[list[tuple[int, int, int]]]) -> None:
    with TemporaryDirectory() as folder:
        path, draft = Path(folder) / "columns.npy", Path(folder) / "draft"
        with RowFile(draft, "<i4", 3) as rows:
            for part in parts:
                if part:
                    rows.add(part)
            write_columns(path, "<i4", len(rows.rows()), rows.columns())
        together = np.array([row for part in parts for row in part], np.int32).reshape(-1, 3)
        assert path.read_bytes() == saved(np.ascontiguousarray(together.T))
        assert not draft.exists()


def test_rows_go_when_something_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), RowFile(tmp_path / "draft", "<i4", 1) as rows:
        rows.add([[1 // 0]])
    assert list(tmp_path.iterdir()) == []
