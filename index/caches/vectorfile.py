"""The vectors of many passages in a file of float16 rows, written and read in blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..encoders import Vectors

_BLOCK: Final = 32_768


def write_rows(
    blocks: Iterable[Vectors], count: int, dim: int, path: Path, chosen: NDArray[np.int64]
) -> tuple[int, Vectors]:
    """Write rows into a file that `numpy.load` maps.

    Args:
        blocks: Rows of shape (n, dim).
        count: How many rows there are to be.
        dim: Number of components.
        path: A new file.
        chosen: Which rows to keep in memory, ascending.

    Returns:
        How many rows there were, and the chosen ones, shape (len(chosen), dim).
    """
    kept = np.empty((len(chosen), dim), np.float32)
    done = 0
    with path.open("wb") as file:
        header = {"descr": "<f2", "fortran_order": False, "shape": (count, dim)}
        np.lib.format.write_array_header_1_0(file, header)
        for block in blocks:
            file.write(block.astype("<f2").tobytes())
            first, last = np.searchsorted(chosen, [done, done + len(block)])
            kept[first:last] = block[chosen[first:last] - done]
            done += len(block)
    return done, kept


def read_rows(path: Path, chosen: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.int64], Vectors]]:
    """Read some of the rows that `write_rows` wrote; mapped, all of them would stay in memory.

    Args:
        path: The file.
        chosen: For every row whether it is read, shape (count,).

    Yields:
        Places, ascending, and their rows, shape (len(places), dim).
    """
    with path.open("rb") as file:
        np.lib.format.read_magic(file)
        (_, dim), _, _ = np.lib.format.read_array_header_1_0(file)
        start = file.tell()
        for at in range(0, len(chosen), _BLOCK):
            places = np.flatnonzero(chosen[at : at + _BLOCK])
            if len(places):
                file.seek(start + 2 * dim * at)
                block = np.fromfile(file, "<f2", _BLOCK * dim).reshape(-1, dim)
                yield at + places, block[places].astype(np.float32)
