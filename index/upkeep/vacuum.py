"""Gives space back to the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..writing import open_writer


class Sizes(NamedTuple):
    """The size of an index folder, in bytes.

    Attributes:
        before: Before the call.
        after: After it.
        complete: Whether all space was given back; open readers may be in the way.
    """

    before: int
    after: int
    complete: bool


def vacuum(folder: Path | str) -> Sizes:
    """Delete what no reader can open any more, and give its space back to the disk.

    Readers that are open keep what they see. What is in their way is left for another time: at most 1.2 times the
    folder's size is needed meanwhile.

    Args:
        folder: The index folder.

    Raises:
        IndexNotFound: There is no index.
        IndexLocked: Another process is writing.
    """
    folder = Path(folder)
    before = folder_size(folder)
    with open_writer(folder, create=False) as writer:
        complete = writer.vacuum()
    return Sizes(before, folder_size(folder), complete)


def folder_size(folder: Path) -> int:
    """Sum up the sizes of the files in a folder; a file that goes meanwhile counts nothing."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += Path(parent, name).stat().st_size
    return total
