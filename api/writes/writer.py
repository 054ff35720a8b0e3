"""The one writer: makes the changes that wait, some requests at a time, and publishes them together."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Final

from onrecord.index import Changes, IndexWriter, OnrecordError, open_writer

from .audit import Audit
from .files import FilesRead, Uploads
from .job import Job, Puts
from .journal import Journal
from .models import Models

BATCH: Final = 256
"""Articles of the requests that are published together."""
_TELL: Final = 0.3
"""Seconds between notes of how far files are read."""
_PAUSES: Final = (0.5, 1.0, 2.0, 5.0, 15.0)
"""Seconds between attempts while the index cannot be written."""

_FAULT: Final = "a fault of onrecord: some of it may be in the index; the server's log says more"

_log = logging.getLogger("onrecord")


def files_beside(index: Path) -> tuple[Path, Path]:
    """Name the files of an index's requests and of its log of changes; no snapshot of the index carries them."""
    index = index.resolve()
    return index.with_name(f"{index.name}.writes.db"), index.with_name(f"{index.name}.audit.jsonl")


class _Stopped(Exception):
    """The server ends; the next one begins the request again."""


class Writing:
    """Takes requests at any time, and works on them in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        """Take up what an earlier server left.

        Args:
            folder: The index folder.

        Raises:
            OnrecordError: What is to be written cannot be kept beside it.
        """
        journal, audit = files_beside(folder)
        self._folder = folder
        self.journal = Journal(journal)
        self.uploads = Uploads(folder)
        self.uploads.sweep(self.journal.folders())
        self._audit = Audit(audit)
        self._models = Models()
        self._wake, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="onrecord-writer", daemon=True)
        self._thread.start()

    def accept(
        self,
        puts: Puts,
        holder: str = "",
        idempotency: str | None = None,
        fingerprint: str = "",
        name: str | None = None,
    ) -> Job:
        """Keep a request, to be worked on in its turn; the arguments are those of `Journal.accept`."""
        job = self.journal.accept(puts, holder, idempotency, fingerprint, name)
        if job.state == "queued":
            self._audit.note("accepted", job.id, holder, puts.ids, **({"files": name} if name else {}))
            self._wake.set()
        return job

    def close(self) -> None:
        """Stop at the next commit; what has not ended is taken up by the next server."""
        self._ended.set()
        self._wake.set()
        self._thread.join()
        self.journal.close()

    def _work(self) -> None:
        tries = 0
        while not self._ended.is_set():
            self._wake.clear()
            try:
                more = self._batch()
                tries = 0
            except Exception as error:  # noqa: BLE001  (whatever it is, the thread goes on)
                self._wait_for(error)
                pause = _PAUSES[min(tries, len(_PAUSES) - 1)]
                tries += 1
                self._ended.wait(pause)
                continue
            if not more:
                self._wake.wait()

    def _batch(self) -> bool:
        """Work on the requests that wait first, and tell whether there were any."""
        waiting = self.journal.queued(BATCH)
        if not waiting:
            self.journal.forget()
            return False
        made: list[tuple[Job, Puts, str]] = []
        models = self._models
        with open_writer(self._folder, load=models.encoder, finder=models, create=False) as writer:
            for job, puts, holder in waiting:
                self.journal.change(job.id, state="running", detail=None)
                try:
                    made.append((self._make(writer, job, puts), puts, holder))
                except (_Stopped, OnrecordError):
                    raise
                except Exception as error:  # noqa: BLE001  (one request stops no other)
                    self._fail(job, puts, holder, error)
            revision = writer.publish()
        for job, puts, holder in made:
            counts = _counts(job)
            self.journal.change(job.id, state="done", revision=revision, **counts)
            self.uploads.drop(puts)
            self._audit.note("done", job.id, holder, puts.ids, revision=revision, **counts)
        return True

    def _make(self, writer: IndexWriter, job: Job, puts: Puts) -> Job:
        before = replace(writer.changes)
        for article in puts.articles:
            if writer.was_removed(article.id):
                writer.readmit(article.id)
        for _ in writer.add(puts.articles):
            if self._ended.is_set():
                raise _Stopped
        writer.remove(puts.removed, for_good=True)
        if puts.folder is not None:
            self._read(writer, job, puts, before)
        return _counted(job, before, writer.changes)

    def _read(self, writer: IndexWriter, job: Job, puts: Puts, before: Changes) -> None:
        """Take in files, and note now and then how far they are read."""
        read, told = FilesRead(puts, writer), monotonic()
        for _ in writer.add(read.articles(), origins=read.origins):
            if self._ended.is_set():
                raise _Stopped
            if monotonic() - told >= _TELL:
                told = monotonic()
                self.journal.change(job.id, part=read.part, **_counts(_counted(job, before, writer.changes)))
        for id_ in read.readmitted:
            writer.readmit(id_)
        number = writer.changes.articles - before.articles
        self.journal.change(job.id, part=1.0, articles=number, skipped=read.skipped, notes=read.notes)

    def _fail(self, job: Job, puts: Puts, holder: str, error: Exception) -> None:
        detail = f"{type(error).__name__}: {error}"
        _log.error("request %s cannot be made: %s", job.id, detail)
        self.journal.change(job.id, state="failed", detail=_FAULT)
        self.uploads.drop(puts)
        self._audit.note("failed", job.id, holder, puts.ids, detail=detail)

    def _wait_for(self, error: Exception) -> None:
        """Note what requests wait for: another writer, room on the disk."""
        if isinstance(error, _Stopped):
            return
        said = str(error) if isinstance(error, OnrecordError) else f"{type(error).__name__}: {error}"
        _log.warning("changes wait: %s", said)
        try:
            # Where the index lies is nothing to clients.
            self.journal.put_back(f"waits: {said.replace(str(self._folder), self._folder.name)}")
        except Exception as other:  # noqa: BLE001  (the disk may be full for the journal, too)
            _log.warning("changes wait: %s", other)


def _counted(job: Job, before: Changes, now: Changes) -> Job:
    return replace(
        job,
        added=now.added - before.added,
        updated=now.updated - before.updated,
        unchanged=now.unchanged - before.unchanged,
        removed=now.removed - before.removed,
    )


def _counts(job: Job) -> dict[str, int]:
    return {
        "added": job.added,
        "updated": job.updated,
        "unchanged": job.unchanged,
        "removed": job.removed,
    }
