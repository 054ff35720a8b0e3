"""Opens a store by where it lies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from .reader import Index
from .storage.schema import DATABASE
from .store import Store

_ADDRESS: Final = re.compile(r"[a-z]+://|[^#]*\.db(#|$)")


def is_address(place: Path | str) -> bool:
    """Tell whether a Milvus is meant: an address, or a file ending in .db that is no index folder."""
    return bool(_ADDRESS.match(str(place))) and not Path(place, DATABASE).exists()


def open_store(place: Path | str) -> Store:
    """Open what is published.

    Args:
        place: An index folder, the address of a Milvus, or a file of milvus-lite ending in .db.

    Raises:
        StoreError: There is none, or it cannot be read.
        ModelError: The model here is not the one that its vectors were made with.
    """
    if is_address(place):
        from .milvus.store import MilvusStore

        return MilvusStore.open(place)
    return Index.open(place)
