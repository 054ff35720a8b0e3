"""Inverted lists at the end of a FAISS file, written one after the other: FAISS itself would hold all of them."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Entries = tuple[NDArray[np.uint8], NDArray[np.int64]]
"""Codes, shape (n, code size), and ids, shape (n,)."""


def end_of_empty(lists: int, code_size: int) -> bytes:
    """Give what FAISS writes at the end of an index without a vector."""
    return _head(lists, code_size) + struct.pack("<4sQ", b"sprs", 0)


def write_lists(file: BinaryIO, code_size: int, sizes: NDArray[np.int64], lists: Iterable[Entries]) -> None:
    """Write inverted lists as `faiss.write_index` does ("ilar").

    Args:
        file: Holds the index but for the lists.
        code_size: Bytes of a code.
        sizes: Entries in each list.
        lists: Every list, the empty ones too.
    """
    file.write(_head(len(sizes), code_size))
    file.write(struct.pack("<4sQ", b"full", len(sizes)))
    file.write(sizes.astype("<u8").tobytes())
    for codes, ids in lists:
        file.write(np.ascontiguousarray(codes).tobytes())
        file.write(ids.astype("<i8").tobytes())


def _head(lists: int, code_size: int) -> bytes:
    return struct.pack("<4sQQ", b"ilar", lists, code_size)
