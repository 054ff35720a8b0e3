"""`onrecord index --store`: what is published goes into a Milvus, too."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..counting import numbered
from .output import note, print_json

_EACH: Final = 50_000


def put_into(store: str | None, folder: Path, *, json: bool = False) -> None:
    """Put what is published in a folder into a Milvus, and say so on stderr.

    Args:
        store: Its address; None puts it nowhere.
        folder: The index folder.
        json: Whether to print what was done, for programs.

    Raises:
        OnrecordError: The folder cannot be read, or nobody answers.
    """
    if store is None:
        return
    from onrecord.index.milvus import put_in_place

    def told(collection: str, rows: int) -> None:
        if not rows % _EACH:
            note(f"{numbered(rows, 'row')} of {collection} there")

    revision, new = put_in_place(folder, store, told, lambda line: note(f"note: {line}"))
    if json:
        print_json({"revision": revision, "put": new})
    note(f"revision {revision} is {'now' if new else 'already'} in place in the Milvus")
