"""A note beside the database of what was published last.

Should the database's log be cut or removed, SQLite falls back to an earlier commit without a word; the note tells.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from ..errors import IndexCorrupt
from .damage import ADVICE
from .rows import checksum
from .schema import DATABASE, sync

NOTE: Final = "published.json"


def note_published(folder: Path, generation: int) -> None:
    """Note that a generation was published; called when its commit is on the disk."""
    draft = folder / f"{NOTE}.new"
    note = {"generation": generation, "checksum": checksum(generation)}
    draft.write_text(json.dumps(note), encoding="utf-8")
    sync(draft)
    draft.replace(folder / NOTE)
    sync(folder)


def last_published(folder: Path) -> int | None:
    """Give the generation that was published last, or None where the note is missing or damaged."""
    path = folder / NOTE
    # Who reads from a pipe waits for ever.
    if not path.is_file():
        return None
    try:
        note = json.loads(path.read_bytes())
        generation = note["generation"]
        return int(generation) if note["checksum"] == checksum(generation) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def check_note(folder: Path, noted: int | None, generation: int) -> None:
    """Check that a database knows the generation that was published last.

    Args:
        folder: The index folder.
        noted: From `last_published`, before the database was read.
        generation: The database's.

    Raises:
        IndexCorrupt: It does not.
    """
    if noted is not None and noted > generation:
        raise IndexCorrupt(
            f"{folder / DATABASE}: generation {noted} was published, the database knows {generation} only, for "
            f"its log was cut or removed; {ADVICE}; or go on without that: onrecord repair --index {folder}"
        )
