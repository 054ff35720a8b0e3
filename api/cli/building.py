"""Indexing with a progress bar, for the commands that index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from ..counting import numbered
from .choices import Built, Choices, Taken, difference, gone, nothing
from .gate import Gate, Known
from .interrupts import leaving_at_once
from .noting import note_changes
from .opening import note_device
from .output import confirmed, say
from .progress import progress_bar
from .skips import Skips
from .surfing import Surf

if TYPE_CHECKING:
    from onrecord.index import Changes, CorpusError, IndexWriter


class Build:
    """One writing of an index: it takes in one source after the other, and is published once."""

    def __init__(self, folder: Path, model: str | None, device: str | None, stack: ExitStack) -> None:
        """Prepare; an index is made only once there is an article for it.

        Args:
            folder: The index folder.
            model: The encoder, for a new index.
            device: Where a sentence-transformers model runs.
            stack: Closes what is opened.
        """
        from onrecord.index import Duplicates, Meter

        self._folder, self._model, self._device, self._stack = folder, model, device, stack
        self._began, self._known, self._duplicates, self._meter = perf_counter(), Known(), Duplicates(), Meter()
        self._bar = stack.enter_context(progress_bar(self._meter))

    @property
    def kept(self) -> Changes:
        """What is stored so far."""
        from onrecord.index import Changes

        return Changes() if self._known.writer is None else self._known.writer.changes

    def take(
        self,
        sources: Sequence[Path | str],
        choices: Choices,
        skips: Skips,
        on_missing: Callable[[CorpusError], None] | None = None,
    ) -> Taken:
        """Take in what sources hold.

        Args:
            sources: Files and folders of articles, and addresses of the web as text.
            choices: What the user says about them.
            skips: Told of what is passed over.
            on_missing: Told of a path that is not there or holds nothing; None raises that.

        Raises:
            OnrecordError: A path cannot be read, there is no article, or the index cannot be written.
        """
        from onrecord.index import DiskMap, holds_index, read_articles

        # One that is there tells what it holds.
        writer = self._opened() if holds_index(self._folder) else self._known.writer
        before, origins = replace(self.kept), DiskMap()
        paths = [one for one in sources if isinstance(one, Path)]
        told = None if writer is None else writer.day_first
        options = choices.options(skips, self._meter, told_before=told)
        web = Surf(sources, choices, skips, options, self._known.kept_visit, earlier=self._known)
        gate = Gate(self._known, self._duplicates, web, readd=choices.readd)
        articles = gate.pass_on(
            read_articles(
                paths,
                on_skip=skips,
                origins=origins,
                options=options,
                known=self._known,
                others=web.articles(),
                on_missing=on_missing,
            )
        )
        self._bar.reading()
        first = next(articles, None)
        if first is None and not gate.kept_out and not web.unchanged:
            if writer is not None:
                writer.keep_visits(web.due())
            if writer is None or not web.gone(writer.gone_from_web):
                raise nothing(sources, skips)
        writer = writer or self._opened()
        every = chain(filter(None, [first]), articles)
        for kept in writer.add(every, origins=origins, on_passages=self._bar.passages):
            self._bar.stored(kept)
            writer.keep_visits(web.due(kept.articles - before.articles))
        writer.keep_visits(web.due())
        for id_ in gate.readmitted:
            writer.readmit(id_)
        looked = choices.prune or choices.notice
        left = list(gone(writer.origins(), origins, paths, skips)) if looked else []
        left += web.gone(writer.gone_from_web)
        what = f"remove {numbered(len(left), 'article')} gone from the sources"
        if left and choices.prune and confirmed(what, yes=choices.yes):
            writer.remove(left)
            left = []
        return Taken(difference(before, self.kept), gate.kept_out, len(left), web.unchanged)

    def keep_day_first(self, *, day_first: bool | None) -> None:
        """Have the index keep how a date like 03/04/2025 is read, where the user says so."""
        if day_first is not None and self._known.writer is not None:
            self._known.writer.keep_day_first(day_first=day_first)

    def publish(self, skips: Skips, *taken: Taken) -> Built:
        """Make what was taken in visible to readers."""
        writer, languages, revision = self._known.writer, {}, 0
        if writer is not None:
            self._bar.publishing()
            languages, revision = writer.languages(), writer.publish()
            note_changes(self._folder, revision, self.kept)
        return Built(
            self.kept,
            skips,
            revision,
            perf_counter() - self._began,
            self._duplicates.count,
            sum(one.kept_out for one in taken),
            languages,
            sum(one.gone for one in taken),
            sum(one.unchanged for one in taken),
        )

    def interrupted(self) -> None:
        """Say what is kept although it was not published."""
        self._bar.end()
        say(
            f"interrupted: {numbered(self._bar.articles, 'article')} kept, not to be encoded again; "
            "run the same command to go on. Until then questions see the index as it was."
        )

    def _opened(self) -> IndexWriter:
        from onrecord.index import open_writer

        if self._known.writer is None:
            opened = open_writer(self._folder, model=self._model, device=self._device)
            self._known.writer = self._stack.enter_context(opened)
            note_device(self._device, self._known.writer.encoder_name)
        return self._known.writer


@contextmanager
def building(folder: Path, model: str | None = None, device: str | None = None) -> Iterator[Build]:
    """Write an index for the length of a block; progress goes to stderr, when that is a terminal.

    Ctrl-C ends the process, and says what is kept.

    Raises:
        OnrecordError: The index cannot be written.
    """
    with ExitStack() as stack:
        build = Build(folder, model, device, stack)
        stack.enter_context(leaving_at_once(build.interrupted))
        yield build


def build_index(sources: Sequence[Path | str], folder: Path, choices: Choices | None = None) -> Built:
    """Index articles and publish them.

    Args:
        sources: Files and folders of articles, and addresses of the web as text.
        folder: The index folder; made where there is none, but only once an article was read.
        choices: What else the user says.

    Raises:
        OnrecordError: A path cannot be read, it holds no article, or the index cannot be written.
    """
    choices, skips = choices or Choices(), Skips()
    with building(folder, choices.model, choices.device) as build:
        taken = build.take(sources, choices, skips)
        build.keep_day_first(day_first=choices.day_first)
        built = build.publish(skips, taken)
    skips.end()
    return built


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
