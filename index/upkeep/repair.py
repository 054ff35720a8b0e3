"""Makes the caches of an index again."""

from __future__ import annotations

from pathlib import Path

from ..opening import published_generation
from ..storage.published import NOTE, last_published
from ..writing import open_writer


def repair(folder: Path | str) -> list[str]:
    """Make the caches of the published revision again, from the database and without the encoder.

    Where the database's log was lost, and with it what was published last, the index goes on from what is left.

    Args:
        folder: The index folder.

    Returns:
        What was done, a line each.

    Raises:
        IndexNotFound: There is no index.
        IndexCorrupt: The database itself is damaged.
    """
    folder = Path(folder)
    done = []
    noted, (_, generation) = last_published(folder), published_generation(folder)
    if noted is None or noted > generation:
        (folder / NOTE).unlink(missing_ok=True)
    if noted is not None and noted > generation:
        done.append("what was published last is lost; index the same articles again")
    with open_writer(folder, create=False) as writer:
        if writer.next_revision > 1:
            done.append(f"made the caches of revision {writer.rebuild()} again")
    return done
