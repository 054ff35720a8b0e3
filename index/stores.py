"""Opens a store by where it lies."""

from __future__ import annotations

from pathlib import Path

from .reader import Index
from .store import Store


def open_store(place: Path | str) -> Store:
    """Open what is published.

    Args:
        place: The index folder.

    Raises:
        StoreError: There is none, or it cannot be read.
    """
    return Index.open(place)
