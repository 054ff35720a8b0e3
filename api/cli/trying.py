"""`onrecord index --dry-run`: what would be done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from .choices import Built, Choices, gone, nothing
from .gate import Gate
from .skips import Skips
from .surfing import Surf


def try_index(sources: Sequence[Path | str], folder: Path, choices: Choices) -> Built:
    """Tell what indexing would do, and do nothing.

    Args:
        sources: Files and folders of articles, and addresses of the web as text.
        folder: The index folder.
        choices: What else the user says.

    Raises:
        OnrecordError: A path cannot be read, it holds no article, or the index cannot be read.
    """
    from onrecord.index import Changes, DiskMap, Duplicates, Meter, Stored, preview, read_articles

    began, changes, origins = perf_counter(), Changes(), DiskMap()
    skips = Skips()
    paths = [one for one in sources if isinstance(one, Path)]
    with Stored.open(folder) as stored:
        options = choices.options(skips, Meter(), told_before=stored.day_first)
        web = Surf(sources, choices, skips, options, stored.kept_visit)
        gate = Gate(stored, Duplicates(), web, readd=choices.readd)
        read = read_articles(
            paths, on_skip=skips, origins=origins, options=options, known=stored, others=web.articles()
        )
        for one in preview(stored, gate.pass_on(read)):
            changes = one
        if not (changes.articles or gate.kept_out or web.unchanged or web.gone(stored.gone_from_web)):
            raise nothing(sources, skips)
        if choices.prune:
            away = [*gone(stored.origins(), origins, paths, skips), *web.gone(stored.gone_from_web)]
            changes.removed = len(away)
    skips.end()
    seconds = perf_counter() - began
    return Built(changes, skips, 0, seconds, gate.duplicates.count, gate.kept_out, unchanged=web.unchanged)
