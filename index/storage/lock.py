"""One writer at a time, over all processes of the machine."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ..errors import IndexLocked

LOCK: Final = "lock"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of an index folder.

    The operating system holds the lock for the process, so a killed writer leaves none behind; what the file
    says only tells others whom they wait for.

    Args:
        folder: The index folder, which exists.

    Raises:
        IndexLocked: Another process holds it.
    """
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        # A folder that was restored meanwhile has another lock.
        if not _acquire(descriptor) or not os.path.samestat(os.fstat(descriptor), (folder / LOCK).stat()):
            raise IndexLocked(f"{folder}: {_holder(descriptor)} is writing to this index; wait for it to end")
        os.ftruncate(descriptor, 0)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "since": since}).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(descriptor: int) -> str:
    try:
        holder = json.loads(os.pread(descriptor, 200, 0))
        return f"process {holder['pid']} (since {holder['since']})"
    except (ValueError, KeyError, TypeError):
        return "another process"
