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

    Args:
        folder: The index folder, which exists.

    Raises:
        IndexLocked: Another process, or another writer of this one, holds it.
    """
    with _held(folder / LOCK, folder, "is writing to this index"):
        yield


@contextmanager
def restoring(folder: Path) -> Iterator[None]:
    """Hold the right to restore to a folder that need not exist; the lock lies beside it meanwhile.

    Args:
        folder: The index folder to be; its parent exists.

    Raises:
        IndexLocked: Another restore holds it.
    """
    file = folder.with_name(f"{folder.name}.restoring.lock")
    with _held(file, folder, "is restoring to this folder"):
        try:
            yield
        finally:
            # Whoever opened the file before it went finds that it is not the one of that name any more.
            file.unlink(missing_ok=True)


@contextmanager
def _held(file: Path, folder: Path, doing: str) -> Iterator[None]:
    """Hold a lock file.

    The operating system holds the lock for the process, so a killed one leaves none behind; what the file
    says only tells others whom they wait for.
    """
    from filelock import FileLock, Timeout

    def taken(descriptor: int) -> None:
        # A folder that was restored meanwhile has another lock.
        if not _is_named(descriptor, file):
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
        raise IndexLocked(f"{folder}: {_holder(file)} {doing}; wait for it to end") from None
    try:
        yield
    finally:
        lock.release()


def _is_named(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _holder(file: Path) -> str:
    try:
        holder = json.loads(file.read_bytes())
        return f"process {holder['pid']} (since {holder['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
