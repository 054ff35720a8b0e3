"""Files that come from the page: kept until the writer reads them, which it does as `onrecord index` does."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Collection, Iterable, Iterator, MutableMapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from onrecord.index import (
    Article,
    CorpusError,
    DiskMap,
    IndexWriter,
    Meter,
    Options,
    OrderedDate,
    Remark,
    read_articles,
)

from ..counting import numbered
from .job import Puts

NOTES: Final = 20
"""Lines that are kept of what was passed over."""
_LONGEST: Final = 180
"""Bytes of a file's name; most systems take 255."""
_UNCARRIED: Final = re.compile(r"[\x00-\x1f\x7f]")
# A name that stands in articles' ids, where their own is taken.
_INNER: Final = "upload"


class Uploads:
    """The folder beside an index in which uploaded files wait."""

    def __init__(self, index: Path) -> None:
        """Name it; it is made when something is uploaded, and only its owner reads it."""
        whole = index.resolve()
        self._folder = whole.with_name(f"{whole.name}.uploads")

    def keep(self, files: Iterable[tuple[str, BinaryIO]]) -> Path:
        """Write files down.

        Args:
            files: Their names, as a browser tells them, and their bytes.

        Returns:
            The folder that holds them, for `Puts.folder`.

        Raises:
            OSError: They cannot be written; nothing is left of them then.
        """
        self._folder.mkdir(mode=0o700, exist_ok=True)
        kept = self._folder / uuid.uuid4().hex
        folder = kept / _INNER
        try:
            folder.mkdir(parents=True)
            for name, stream in files:
                with _free(folder, name).open("xb") as out:
                    shutil.copyfileobj(stream, out)
        except OSError:
            shutil.rmtree(kept, ignore_errors=True)
            raise
        return folder

    def size(self) -> int:
        """Give the bytes of all files that wait."""
        return sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())

    def drop(self, puts: Puts) -> None:
        """Delete the files of a request that has ended."""
        if puts.uploaded and puts.folder is not None and self._folder in puts.folder.parents:
            shutil.rmtree(puts.folder.parent, ignore_errors=True)

    def sweep(self, wanted: Collection[Path]) -> None:
        """Delete what no request is going to read: a server was killed between keeping it and accepting it."""
        if not self._folder.is_dir():
            return
        for kept in self._folder.iterdir():
            if kept / _INNER not in wanted:
                shutil.rmtree(kept, ignore_errors=True)


class FilesRead:
    """The articles of a request's files, as they are read."""

    def __init__(self, puts: Puts, writer: IndexWriter) -> None:
        """Prepare to read.

        Args:
            puts: With a folder.
            writer: Of the index, which knows the articles that are there.
        """
        self._puts, self._writer, self._meter = puts, writer, Meter()
        self._folder = puts.folder or Path()
        self.origins: MutableMapping[str, str] = DiskMap()
        self.readmitted: list[str] = []
        self.skipped = 0
        self._notes: list[str] = []
        self._kept_out = 0
        self._ordered = False

    def articles(self) -> Iterator[Article]:
        """Yield them; what cannot be read is noted."""
        said, kept = self._puts.day_first, self._writer.day_first
        order, by_memory = (kept, kept is not None) if said is None else (said, False)
        if said is not None and said != kept:
            self._writer.keep_day_first(day_first=said)
        options = Options(day_first=order, tell=self._remark, meter=self._meter, by_memory=by_memory)
        # What was uploaded came from no file that is there to be read again.
        origins = None if self._puts.uploaded else self.origins
        read = read_articles(
            [self._folder],
            on_skip=self._skip,
            origins=origins,
            options=options,
            known=self._writer,
            on_missing=self._skip,
        )
        for article in read:
            if self._writer.was_removed(article.id):
                if not self._puts.uploaded:
                    self._kept_out += 1
                    continue
                self.readmitted.append(article.id)
            yield article

    @property
    def part(self) -> float:
        """How much of the files was read, 0 to 1, by their bytes."""
        return min(self._meter.position / self._meter.total, 1.0) if self._meter.total else 0.0

    @property
    def notes(self) -> list[str]:
        """What there is to say of the files, a line each."""
        out = f"removed before and left out: {numbered(self._kept_out, 'article')}" if self._kept_out else ""
        return [*filter(None, [out]), *self._notes]

    def _skip(self, error: CorpusError) -> None:
        self.skipped += 1
        self._note(error)

    def _remark(self, remark: Remark) -> None:
        if isinstance(remark, OrderedDate):
            if self._ordered:
                return
            self._ordered = True
        self._note(remark)

    def _note(self, found: CorpusError | Remark) -> None:
        if len(self._notes) < NOTES:
            # Where the server keeps files is nothing to clients.
            said = str(found).replace(f"{self._folder}/", "").replace(str(self._folder), self._folder.name)
            self._notes.append(said)


def safe_name(name: str) -> str:
    """Make a file's name of what a browser tells: no folders, nothing hidden, none too long."""
    last = PurePosixPath(_UNCARRIED.sub(" ", name.replace("\\", "/"))).name.strip().lstrip(".")
    suffix = "".join(PurePosixPath(last).suffixes[-2:])[-20:]
    stem = last.removesuffix(suffix) or "file"
    carried = stem.encode("utf-8", "replace")[: _LONGEST - len(suffix.encode("utf-8", "replace"))]
    return carried.decode("utf-8", "ignore") + suffix.encode("utf-8", "replace").decode()


def _free(folder: Path, name: str) -> Path:
    """Name a file in a folder as it is called, or with a number where another is called so."""
    safe = safe_name(name)
    path, number = folder / safe, 1
    while path.exists():
        number += 1
        path = folder / f"{number}-{safe}"
    return path
