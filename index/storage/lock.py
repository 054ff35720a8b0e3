"""One writer at a time, over all processes of the machine."""

from __future__ import annotations

import json
import os
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
        IndexLocked: Another process, or another writer of this one, holds it.
    """
    from filelock import FileLock, Timeout

    file = folder / LOCK

    def taken(descriptor: int) -> None:
        # A folder that was restored meanwhile has another lock.
        if not os.path.samestat(os.fstat(descriptor), file.stat()):
            raise Timeout(str(file))
        since = datetime.now(UTC).isoformat(timespec="seconds")
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps({"pid": os.getpid(), "since": since}).encode())

    # A lock file without the system's lock would outlive a killed writer: where there is none, nobody writes.
    lock = FileLock(
        file, mode=0o644, blocking=False, thread_local=False, preserve_lock_file=True, on_acquired=taken
    )
    try:
        lock.acquire()
    except Timeout:
        raise IndexLocked(f"{folder}: {_holder(file)} is writing to this index; wait for it to end") from None
    try:
        yield
    finally:
        lock.release()


def _holder(file: Path) -> str:
    try:
        holder = json.loads(file.read_bytes())
        return f"process {holder['pid']} (since {holder['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
