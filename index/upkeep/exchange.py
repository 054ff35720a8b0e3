"""Two folders change names in one step."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system change names.

    On Linux this is one step (renameat2, on every file system in common use); elsewhere it is three, and a process
    that is killed between them leaves one of the folders under its name with ".old" appended.

    Raises:
        OSError: They cannot.
    """
    if sys.platform == "linux":
        import ctypes

        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        paths = os.fsencode(one), os.fsencode(other)
        if rename is not None and not rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE):
            return
    aside = other.with_name(f"{other.name}.old")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)
