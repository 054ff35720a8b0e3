"""Indexing with a progress bar, for the commands that index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import typer

from .output import confirmed, say
from .progress import progress_bar
from .skips import Skips

if TYPE_CHECKING:
    from onrecord.index import Article, Changes, Duplicates, IndexWriter, Options, Stored


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
    """

    model: str | None = None
    device: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    prune: bool = False
    yes: bool = False
    readd: bool = False
    dry_run: bool = False


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
    """

    changes: Changes
    skips: Skips
    revision: int
    seconds: float
    repeated: int = 0
    kept_out: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    gone: int = 0


def build_index(paths: Sequence[Path], folder: Path, choices: Choices | None = None) -> Built:
    """Index articles and publish them; progress goes to stderr, when that is a terminal.

    Args:
        paths: Files and folders of articles.
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
    if choices.dry_run:
        return _dry_run(paths, folder, choices, skips, options)
    origins, known = DiskMap(), _Known()
    gate = _Gate(known, Duplicates(), readd=choices.readd)
    articles = gate.pass_on(read_articles(paths, on_skip=skips, origins=origins, options=options, known=known))
    try:
        with ExitStack() as stack:
            bar = stack.enter_context(progress_bar(meter))

            def opened() -> IndexWriter:
                known.writer = stack.enter_context(open_writer(folder, model=choices.model, device=choices.device))
                return known.writer

            # An index is made only once there is an article for it; one that is there tells what it holds.
            writer = opened() if holds_index(folder) else None
            first = next(articles, None)
            if first is None and not gate.kept_out:
                raise _nothing(paths, skips)
            writer = writer or opened()
            for kept in writer.add(
                chain(filter(None, [first]), articles), origins=origins, on_passages=bar.passages
            ):
                bar.stored(kept)
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
    return Built(kept, skips, revision, seconds, gate.duplicates.count, gate.kept_out, languages, len(gone))


def _dry_run(paths: Sequence[Path], folder: Path, choices: Choices, skips: Skips, options: Options) -> Built:
    from onrecord.index import Changes, DiskMap, Duplicates, Stored, preview, read_articles

    began, changes, origins = perf_counter(), Changes(), DiskMap()
    with Stored.open(folder) as stored:
        gate = _Gate(stored, Duplicates(), readd=choices.readd)
        read = read_articles(paths, on_skip=skips, origins=origins, options=options, known=stored)
        for one in preview(stored, gate.pass_on(read)):
            changes = one
        if not changes.articles and not gate.kept_out:
            raise _nothing(paths, skips)
        if choices.prune:
            changes.removed = sum(1 for _ in _gone(stored.origins(), origins, paths, skips))
    skips.end()
    return Built(changes, skips, 0, perf_counter() - began, gate.duplicates.count, gate.kept_out)


def _nothing(paths: Sequence[Path], skips: Skips) -> Exception:
    from onrecord.index import OnrecordError

    skips.end()
    names = ", ".join(map(str, paths))
    return OnrecordError(f"{names}: no article to index; give files or folders of articles")


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


@dataclass(slots=True)
class _Known:
    """What the index holds, as soon as it is open."""

    writer: IndexWriter | None = None

    def origin_of(self, id_: str) -> str | None:
        """Give the file of an article that is stored."""
        return None if self.writer is None else self.writer.origin_of(id_)

    def was_removed(self, id_: str) -> bool:
        """Tell whether a user took an article out."""
        return self.writer is not None and self.writer.was_removed(id_)


@dataclass(slots=True)
class _Gate:
    """Passes articles on, but for those that a user took out; counts those that repeat others."""

    known: _Known | Stored
    duplicates: Duplicates
    readd: bool = False
    kept_out: int = 0
    readmitted: list[str] = field(default_factory=list)

    def pass_on(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            if self.known.was_removed(article.id):
                if not self.readd:
                    self.kept_out += 1
                    continue
                self.readmitted.append(article.id)
            self.duplicates.add(article.text)
            yield article


def _gone(stored: Mapping[str, str], read: Collection[str], paths: Sequence[Path], skips: Skips) -> Iterator[str]:
    """Give the ids of articles whose file lies under a path, but which were not read there this time.

    What stands in a file or folder that could not be read in full counts as there.
    """
    roots = {path.resolve() for path in paths}
    for id_, origin in stored.items():
        places = {Path(origin), *Path(origin).parents}
        if id_ not in read and not roots.isdisjoint(places) and skips.paths.isdisjoint(places):
            yield id_
