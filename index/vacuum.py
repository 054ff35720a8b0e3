"""Gives space back to the disk."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .writer import open_writer


class Sizes(NamedTuple):
    """The size of an index folder, in bytes.

    Attributes:
        before: Before the call.
        after: After it.
    """

    before: int
    after: int


def vacuum(folder: Path | str) -> Sizes:
    """Delete what no reader can open any more, and give its space back to the disk.

    Readers that are open keep what they see; what they hold goes when they close.

    Args:
        folder: The index folder.

    Raises:
        IndexNotFound: There is no index.
        IndexLocked: Another process is writing.
    """
    folder = Path(folder)
    before = folder_size(folder)
    with open_writer(folder, create=False) as writer:
        writer.vacuum()
    return Sizes(before, folder_size(folder))


def folder_size(folder: Path) -> int:
    """Sum up the sizes of the files in a folder; a file that goes meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total
