"""Indexing with a progress bar, for the commands that index."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import typer

from .gate import Gate, Known
from .output import confirmed, say
from .progress import progress_bar
from .skips import Skips
from .surfing import Surf

if TYPE_CHECKING:
    from onrecord.index import Changes, IndexWriter, Options


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user may say about indexing.

    Attributes:
        model: The encoder, for a new index.
        device: Where a sentence-transformers model runs.
        columns: Fields of an article, and the columns of tables that hold them.
        day_first: How a date like 03/04/2023 is to be read; None reads it not at all.
        prune: Whether to remove the articles that were read from these paths before and are gone from them.
        yes: Whether to do so without asking.
        readd: Whether to take in again what a user removed.
        dry_run: Whether to tell what would be done, and do nothing.
        full_text: Whether the pages of a feed's entries are fetched.
        allow_private: Whether addresses of the own network may be fetched from.
        most: Pages of a feed or sitemap that are fetched in a run.
    """

    model: str | None = None
    device: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    prune: bool = False
    yes: bool = False
    readd: bool = False
    dry_run: bool = False
    full_text: bool = False
    allow_private: bool = False
    most: int = 1_000


@dataclass(frozen=True, slots=True)
class Built:
    """What indexing did, or would do.

    Attributes:
        changes: Counts of articles and passages.
        skips: What was passed over.
        revision: The published one; of a dry run 0.
        seconds: How long it took.
        repeated: Articles that nearly repeat another one of the run.
        kept_out: Articles that a user removed before, and which stay out.
        languages: New and changed articles by language.
        gone: Articles that are gone from their paths and were not removed.
        unchanged: What on the web has not changed since it was read before.
    """

    changes: Changes
    skips: Skips
    revision: int
    seconds: float
    repeated: int = 0
    kept_out: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    gone: int = 0
    unchanged: int = 0


def build_index(sources: Sequence[Path | str], folder: Path, choices: Choices | None = None) -> Built:
    """Index articles and publish them; progress goes to stderr, when that is a terminal.

    Args:
        sources: Files and folders of articles, and addresses of the web as text.
        folder: The index folder; made where there is none, but only once an article was read.
        choices: What else the user says.

    Raises:
        OnrecordError: A path cannot be read, it holds no article, or the index cannot be written.
        typer.Exit: Interrupted; what is kept was said.
    """
    from onrecord.index import (
        Changes,
        DiskMap,
        Duplicates,
        Meter,
        Options,
        holds_index,
        open_writer,
        read_articles,
    )

    began, choices = perf_counter(), choices or Choices()
    skips, meter, kept = Skips(), Meter(), Changes()
    options = Options(choices.columns, choices.day_first, skips.tell, meter)
    paths = [one for one in sources if isinstance(one, Path)]
    if choices.dry_run:
        return _dry_run(sources, folder, choices, skips, options)
    origins, known = DiskMap(), Known()
    web = Surf(sources, choices, skips, options, known.kept_visit)
    gate = Gate(known, Duplicates(), web, readd=choices.readd)
    read = read_articles(
        paths, on_skip=skips, origins=origins, options=options, known=known, others=web.articles()
    )
    articles = gate.pass_on(read)
    try:
        with ExitStack() as stack:
            bar = stack.enter_context(progress_bar(meter))

            def opened() -> IndexWriter:
                known.writer = stack.enter_context(open_writer(folder, model=choices.model, device=choices.device))
                return known.writer

            # An index is made only once there is an article for it; one that is there tells what it holds.
            writer = opened() if holds_index(folder) else None
            first = next(articles, None)
            if first is None and not gate.kept_out and not web.unchanged:
                raise _nothing(sources, skips)
            writer = writer or opened()
            for kept in writer.add(
                chain(filter(None, [first]), articles), origins=origins, on_passages=bar.passages
            ):
                bar.stored(kept)
                writer.keep_visits(web.due(kept.articles))
            writer.keep_visits(web.due())
            for id_ in gate.readmitted:
                writer.readmit(id_)
            gone = list(_gone(writer.origins(), origins, paths, skips)) if choices.prune else []
            if gone and confirmed(
                f"remove {len(gone):,} articles that are gone from these paths", yes=choices.yes
            ):
                writer.remove(gone)
                gone = []
            bar.publishing()
            languages = writer.languages()
            revision = writer.publish()
            kept = writer.changes
    except KeyboardInterrupt:
        say(
            f"interrupted: {kept.articles:,} articles are kept and will not be encoded again; "
            "run the same command to go on. Until then questions see the index as it was."
        )
        raise typer.Exit(130) from None
    skips.end()
    seconds = perf_counter() - began
    return Built(
        kept, skips, revision, seconds, gate.duplicates.count, gate.kept_out, languages, len(gone), web.unchanged
    )


def _dry_run(
    sources: Sequence[Path | str], folder: Path, choices: Choices, skips: Skips, options: Options
) -> Built:
    from onrecord.index import Changes, DiskMap, Duplicates, Stored, preview, read_articles

    began, changes, origins = perf_counter(), Changes(), DiskMap()
    paths = [one for one in sources if isinstance(one, Path)]
    with Stored.open(folder) as stored:
        web = Surf(sources, choices, skips, options, stored.kept_visit)
        gate = Gate(stored, Duplicates(), web, readd=choices.readd)
        read = read_articles(
            paths, on_skip=skips, origins=origins, options=options, known=stored, others=web.articles()
        )
        for one in preview(stored, gate.pass_on(read)):
            changes = one
        if not changes.articles and not gate.kept_out and not web.unchanged:
            raise _nothing(sources, skips)
        if choices.prune:
            changes.removed = sum(1 for _ in _gone(stored.origins(), origins, paths, skips))
    skips.end()
    seconds = perf_counter() - began
    return Built(changes, skips, 0, seconds, gate.duplicates.count, gate.kept_out, unchanged=web.unchanged)


def _nothing(sources: Sequence[Path | str], skips: Skips) -> Exception:
    from onrecord.index import OnrecordError

    skips.end()
    names = ", ".join(map(str, sources))
    return OnrecordError(f"{names}: no article to index; give files or folders of articles, or addresses")


def state_anew(folder: Path) -> Built:
    """Find the statements of all stored articles again, and publish them.

    Raises:
        OnrecordError: There is no index, or it cannot be written.
    """
    from onrecord.index import Changes, Meter, open_writer

    began = perf_counter()
    kept = Changes()
    with open_writer(folder, create=False) as writer, progress_bar(Meter()) as bar:
        for kept in writer.state_anew():
            bar.stored(kept)
        bar.publishing()
        revision = writer.publish()
    return Built(kept, Skips(), revision, perf_counter() - began)


def _gone(stored: Mapping[str, str], read: Collection[str], paths: Sequence[Path], skips: Skips) -> Iterator[str]:
    """Give the ids of articles whose file lies under a path, but which were not read there this time.

    What stands in a file or folder that could not be read in full counts as there.
    """
    roots = {path.resolve() for path in paths}
    for id_, origin in stored.items():
        places = {Path(origin), *Path(origin).parents}
        if id_ not in read and not roots.isdisjoint(places) and skips.paths.isdisjoint(places):
            yield id_
