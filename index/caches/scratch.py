"""A database for what grows with a corpus while its caches are made, and is thrown away afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_FILE: Final = "scratch.new"
_CACHE_KB: Final = 24_000


@contextmanager
def scratch(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open a scratch database; what is put there takes space on the disk, and little memory.

    Args:
        folder: A generation's folder, in which it lies until the end of the block.

    Yields:
        A connection in a transaction that never ends: nothing has to survive.
    """
    path = folder / _FILE
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE_KB}; BEGIN"
        )
        yield connection
    finally:
        connection.close()
        path.unlink(missing_ok=True)
