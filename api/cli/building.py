"""Indexing with a progress bar, for the commands that index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

import typer

from .output import say, stderr_console
from .text import clean

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from onrecord.index import Changes, CorpusError, IndexWriter, Remark

SKIPS_SHOWN: Final = 20
_SKIPS_KEPT: Final = 1_000
_BLOCK: Final = 1 << 20


@dataclass(slots=True)
class Skips:
    """What could not be read: all of it counted, the first of it kept, some of it said."""

    count: int = 0
    remarks: int = 0
    undated: int = 0
    errors: list[CorpusError] = field(default_factory=list)
    paths: set[Path] = field(default_factory=set)

    def tell(self, remark: Remark) -> None:
        """Note something about a file that was read; called by the reader."""
        from onrecord.index import UnreadDate

        self.undated += isinstance(remark, UnreadDate)
        self.remarks += 1
        if self.remarks <= SKIPS_SHOWN:
            say(f"note: {clean(str(remark))}")

    def __call__(self, error: CorpusError) -> None:
        """Note one; called by the reader."""
        self.count += 1
        self.paths.add(error.path.resolve())
        if self.count <= _SKIPS_KEPT:
            self.errors.append(error)
        if self.count <= SKIPS_SHOWN:
            say(f"skipped {clean(str(error))}")

    def end(self) -> None:
        """Say how many went unsaid."""
        if self.count > SKIPS_SHOWN:
            say(f"and {self.count - SKIPS_SHOWN:,} more were skipped")
        if self.remarks > SKIPS_SHOWN:
            say(f"and {self.remarks - SKIPS_SHOWN:,} more notes")


@dataclass(frozen=True, slots=True)
class Built:
    """What indexing did."""

    changes: Changes
    skips: Skips
    revision: int
    seconds: float


def build_index(
    paths: Sequence[Path],
    folder: Path,
    *,
    model: str | None = None,
    device: str | None = None,
    prune: bool = False,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
) -> Built:
    """Index articles and publish them; progress goes to stderr, when that is a terminal.

    Args:
        paths: Files and folders of articles.
        folder: The index folder; made where there is none, but only once an article was read.
        model: The encoder, for a new index.
        device: Where a sentence-transformers model runs.
        columns: Fields of an article, and the columns of tables that hold them.
        day_first: How a date like 03/04/2023 is to be read; None reads it not at all.
        prune: Whether to remove the articles that were read from these paths before and are gone from them.

    Raises:
        OnrecordError: A path cannot be read, it holds no article, or the index cannot be written.
        typer.Exit: Interrupted; what is kept was said.
    """
    from onrecord.index import Changes, DiskMap, OnrecordError, Options, holds_index, open_writer, read_articles

    began = perf_counter()
    skips = Skips()
    kept = Changes()
    origins = DiskMap()
    options = Options(columns or {}, day_first, skips.tell)
    known = _Known()
    articles = iter(read_articles(paths, on_skip=skips, origins=origins, options=options, known=known))
    try:
        with ExitStack() as stack:
            bar = stack.enter_context(_progress(paths))

            def opened() -> IndexWriter:
                known.writer = stack.enter_context(open_writer(folder, model=model, device=device))
                return known.writer

            # An index is made only once there is an article for it; one that is there tells what it holds.
            writer = opened() if holds_index(folder) else None
            first = next(articles, None)
            if first is None:
                skips.end()
                names = ", ".join(map(str, paths))
                raise OnrecordError(f"{names}: no article to index; give files or folders of articles")
            writer = writer or opened()
            for kept in writer.add(chain([first], articles), origins=origins):
                bar.stored(kept)
            if prune:
                writer.remove(_gone(writer.origins(), origins, paths, skips))
            bar.publishing()
            revision = writer.publish()
    except KeyboardInterrupt:
        say(
            f"interrupted: {kept.articles:,} articles are kept and will not be encoded again; "
            "run the same command to go on. Until then questions see the index as it was."
        )
        raise typer.Exit(130) from None
    skips.end()
    return Built(kept, skips, revision, perf_counter() - began)


def state_anew(folder: Path) -> Built:
    """Find the statements of all stored articles again, and publish them.

    Raises:
        OnrecordError: There is no index, or it cannot be written.
    """
    from onrecord.index import Changes, open_writer

    began = perf_counter()
    kept = Changes()
    with open_writer(folder, create=False) as writer, _progress([]) as bar:
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


def _gone(stored: Mapping[str, str], read: Collection[str], paths: Sequence[Path], skips: Skips) -> Iterator[str]:
    """Give the ids of articles whose file lies under a path, but which were not read there this time.

    What stands in a file or folder that could not be read in full counts as there.
    """
    roots = {path.resolve() for path in paths}
    for id_, origin in stored.items():
        places = {Path(origin), *Path(origin).parents}
        if id_ not in read and not roots.isdisjoint(places) and skips.paths.isdisjoint(places):
            yield id_


@dataclass(frozen=True, slots=True)
class _Bar:
    """A progress bar over articles."""

    progress: Progress
    task: TaskID

    def stored(self, changes: Changes) -> None:
        detail = f"{changes.encoded:,} passages encoded"
        self.progress.update(self.task, completed=changes.articles, detail=detail)

    def publishing(self) -> None:
        self.progress.update(self.task, description="publishing")


@contextmanager
def _progress(paths: Sequence[Path]) -> Iterator[_Bar]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = stderr_console()
    shown = console.is_terminal
    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[detail]}", style="dim"),
        TimeElapsedColumn(),
    )
    # Lines that are said meanwhile go above the bar, to stderr; stdout is for data alone.
    with Progress(*columns, console=console, transient=True, disable=not shown, redirect_stdout=False) as progress:
        total = _estimate(paths) if shown else None
        yield _Bar(progress, progress.add_task("indexing", total=total, detail=""))


def _estimate(paths: Iterable[Path]) -> int | None:
    """Count the articles that there may be: the lines of .jsonl files, and the other files."""
    files = chain.from_iterable(path.rglob("*") if path.is_dir() else (path,) for path in paths)
    total = 0
    for file in files:
        if file.suffix in {".jsonl", ".ndjson", ".csv", ".tsv"}:
            total += _lines(file)
        elif file.suffix:
            total += 1
    return total or None


def _lines(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(_BLOCK), b""))
    except OSError:
        return 0
