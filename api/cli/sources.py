"""Paths and addresses, as they are given."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

_URL = ("http://", "https://")


def source(given: str) -> Path | str:
    """Tell an address, which stays text, from a path."""
    return given if given.lower().startswith(_URL) else Path(given)


def listed(files: Sequence[Path]) -> list[Path | str]:
    """Read lists of paths and addresses; a path in a file's list is looked for beside the file.

    Raises:
        OSError: A list cannot be read.
    """
    found: list[Path | str] = []
    for file in files:
        if str(file) == "-":
            lines, beside = sys.stdin.buffer.read().split(b"\n"), Path()
        else:
            lines, beside = file.read_bytes().split(b"\n"), file.parent
        names = [os.fsdecode(line.strip()) for line in lines if line.strip() and not line.startswith(b"#")]
        found += [name if name.lower().startswith(_URL) else beside / name for name in names]
    return found
