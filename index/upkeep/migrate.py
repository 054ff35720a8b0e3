"""Brings an index that an earlier version wrote to what this version writes."""

from __future__ import annotations

from pathlib import Path

from ..caches.generation import check_generation
from ..errors import IndexCorrupt
from ..opening import published_generation
from ..storage.migrations import due_steps
from ..storage.schema import connect
from ..writing import open_writer


def migrate(folder: Path | str) -> list[str]:
    """Bring an index to this version: the database step by step, and caches that are laid out otherwise anew.

    Nothing is read or encoded again. What is of this version already is left as it is.

    Args:
        folder: The index folder.

    Returns:
        What was done, a line each.

    Raises:
        IndexNotFound: There is no index.
        IndexFormatError: A later version wrote it.
        IndexLocked: Another process is writing.
    """
    folder = Path(folder)
    connection = connect(folder)
    try:
        done = [step.what for step in due_steps(connection)]
    finally:
        connection.close()
    with open_writer(folder, create=False) as writer:  # takes the steps
        revision = writer.next_revision - 1
        try:
            if revision:
                check_generation(folder, published_generation(folder)[1], revision)
        except IndexCorrupt:
            done.append(f"made the caches of revision {writer.rebuild()} again")
    return done
