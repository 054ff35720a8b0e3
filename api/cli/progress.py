"""The progress bar of indexing: bytes read and stored, articles a second, time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from ..counting import numbered
from .output import is_quiet, stderr_console

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from onrecord.index import Changes, Meter


@dataclass(slots=True)
class Bar:
    """A progress bar over the bytes of files.

    Attributes:
        progress: Shows it.
        task: Its one task.
        meter: How far files have been read.
        began: When indexing did.
        stored_bytes: Where the reader stood when articles were last stored.
        detail: What has been done so far.
        articles: How many have been stored.
    """

    progress: Progress
    task: TaskID
    meter: Meter
    began: float
    stored_bytes: int = 0
    detail: str = ""
    articles: int = 0

    def reading(self) -> None:
        """Show how much there is to read."""
        self._show(self.stored_bytes, self.detail)

    def stored(self, changes: Changes) -> None:
        """Show what has been stored."""
        self.stored_bytes = self.meter.position
        rate = changes.articles / max(perf_counter() - self.began, 1e-3)
        self.articles = changes.articles
        self.detail = f"{numbered(self.articles, 'article')}, {rate:,.1f}/s"
        self._show(self.stored_bytes, self.detail)

    def passages(self, done: int, total: int) -> None:
        """Show how much of the articles at hand is encoded: a large one takes a while."""
        position = self.meter.position
        reached = self.stored_bytes + (position - self.stored_bytes) * done // max(total, 1)
        at_hand = f"{done:,} of {numbered(total, 'passage')}"
        # All of it is to fit into eighty columns.
        self._show(reached, f"{numbered(self.articles, 'article')}, {at_hand}" if self.articles else at_hand)

    def publishing(self) -> None:
        """Show that all is stored."""
        self.progress.update(self.task, description="publishing")
        self._show(self.meter.total, self.detail)

    def end(self) -> None:
        """Show no more."""
        self.progress.stop()

    def _show(self, position: int, detail: str) -> None:
        self.progress.update(self.task, total=self.meter.total or None, completed=position, detail=detail)


@contextmanager
def progress_bar(meter: Meter) -> Iterator[Bar]:
    """Show a bar on stderr, where that is a terminal, for the length of a block."""
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = stderr_console()
    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        DownloadColumn(),
        TextColumn("{task.fields[detail]}", style="dim"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    hidden = is_quiet() or not console.is_terminal
    # Lines that are said meanwhile go above the bar, to stderr; stdout is for data alone.
    with Progress(*columns, console=console, transient=True, disable=hidden, redirect_stdout=False) as progress:
        task = progress.add_task("indexing", total=meter.total or None, detail="")
        yield Bar(progress, task, meter, perf_counter())
