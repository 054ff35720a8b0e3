"""Arrays written to disk piece by piece, for `numpy.load` to map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

_BLOCK: Final = 1 << 18


def write_header(file: BinaryIO, dtype: str, shape: tuple[int, ...]) -> None:
    """Write what stands before an array; how long that is does not hang on the first number of the shape."""
    header = {"descr": dtype, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, header)


class ArrayFile:
    """An array of one dimension that grows."""

    def __init__(self, path: Path, dtype: str) -> None:
        """Begin a file.

        Args:
            path: A new file.
            dtype: The numbers' type, with its byte order: "<u4".
        """
        self._file = path.open("wb")
        self._dtype = np.dtype(dtype)
        self._count = 0
        write_header(self._file, dtype, (0,))

    def add(self, values: ArrayLike) -> None:
        """Add numbers, shape (n,)."""
        more = np.asarray(values, dtype=self._dtype)
        self._file.write(more.tobytes())
        self._count += len(more)

    def finish(self) -> None:
        """Write how many numbers there are."""
        self._file.seek(0)
        write_header(self._file, self._dtype.str, (self._count,))
        self._file.close()

    def close(self) -> None:
        """Let go of the file, finished or not."""
        self._file.close()


class RowFile:
    """Rows that grow in a file which goes at the end of a block, to be read column by column."""

    def __init__(self, path: Path, dtype: str, width: int) -> None:
        """Begin a file.

        Args:
            path: A new file.
            dtype: The numbers' type, with its byte order: "<i8".
            width: Numbers in a row.
        """
        self._file = path.open("wb")
        self._path = path
        self._dtype = np.dtype(dtype)
        self._width = width

    def __enter__(self) -> Self:
        """Begin the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Remove the file."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def add(self, rows: ArrayLike) -> None:
        """Add rows, shape (n, width)."""
        self._file.write(np.asarray(rows, dtype=self._dtype).tobytes())

    def rows(self) -> NDArray[Any]:
        """Give all rows so far, mapped, shape (n, width)."""
        self._file.flush()
        if not self._path.stat().st_size:
            return np.empty((0, self._width), self._dtype)
        return np.memmap(self._path, self._dtype, "r").reshape(-1, self._width)

    def columns(self) -> list[Iterable[NDArray[Any]]]:
        """Give each column in blocks."""
        rows = self.rows()
        return [in_blocks(rows[:, number]) for number in range(self._width)]


def in_blocks(values: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Yield an array of one dimension in pieces."""
    return (values[at : at + _BLOCK] for at in range(0, len(values), _BLOCK))


def write_columns(path: Path, dtype: str, count: int, columns: Iterable[Iterable[NDArray[Any]]]) -> None:
    """Write an array of shape (columns, count).

    Args:
        path: A new file.
        dtype: The numbers' type, with its byte order.
        count: Numbers in a column.
        columns: Each in blocks.
    """
    columns = list(columns)
    with path.open("wb") as file:
        write_header(file, dtype, (len(columns), count))
        for column in columns:
            for block in column:
                file.write(block.astype(dtype, copy=False).tobytes())
