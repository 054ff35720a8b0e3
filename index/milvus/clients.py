"""Clients of pymilvus: opened, and let go of; a file of milvus-lite has one server in this process."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from typing import Any, Final

from ..errors import IndexLocked, StoreError
from .address import Address

_files: Counter[str] = Counter()
_lock: Final = threading.Lock()


def milvus() -> Any:
    """Import pymilvus.

    Raises:
        StoreError: It is not installed.
    """
    try:
        import pymilvus
    except ImportError:
        raise StoreError("--store needs the package pymilvus; install onrecord's extra `milvus`") from None
    # It logs every error that it raises, with a traceback.
    for name in ("pymilvus", "milvus_lite", "grpc._server"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return pymilvus


def client_of(address: Address, *, timeout: float) -> Any:
    """Connect to a server."""
    return milvus().MilvusClient(
        uri=address.uri,
        user=address.user if address.password else "",
        password=address.password if address.user else "",
        token="" if address.user else address.password,
        db_name=address.database,
        timeout=timeout,
        dedicated=True,
    )


def file_client(address: Address) -> Any:
    """Open a file, which a server in this process does on the loopback, one a file.

    Raises:
        StoreError: milvus-lite is not installed.
        IndexLocked: Another process has it open, or it is damaged.
    """
    from pymilvus.exceptions import MilvusException

    try:
        import milvus_lite  # noqa: F401
    except ImportError:
        raise StoreError(f"{address}: needs the package milvus-lite; install onrecord's extra `milvus`") from None
    with _lock:
        try:
            client = milvus().MilvusClient(uri=address.uri, dedicated=True)
        except MilvusException:
            reason = "another process has it open, or it is damaged"
            raise IndexLocked(f"{address}: milvus-lite cannot open it: {reason}") from None
        _files[address.uri] += 1
    return client


def release(path: str) -> None:
    """Let go of a file that was opened; the last one ends its server."""
    from milvus_lite.server_manager import server_manager_instance

    with _lock:
        _files[path] -= 1
        if not _files[path]:
            server_manager_instance.release_server(path)


def line_of(error: Any) -> str:
    """Give the first line of what an error tells."""
    details = getattr(error, "details", None)
    told = getattr(error, "message", "") or (details() if callable(details) else "") or str(error)
    return (str(told).splitlines() or [type(error).__name__])[0]
