"""Something that may hold articles: a file, or a member of an archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO, Final

from ..errors import CorpusError, FileError
from ..model import Article

MAX_BYTES: Final = 256 * 2**20
"""Of one article; more is taken for a mistake."""

Skip = Callable[[CorpusError], None]
"""Told of every file, line and article that is passed over."""


class Remark(FileError):
    """Something about a file that was read which its owner should know; said, never raised."""


class UnreadDate(Remark):
    """A date that cannot be read; its article has none."""


class OrderedDate(Remark):
    """A date that was read as the index was told earlier."""


Tell = Callable[[Remark], None]


class Meter:
    """How far files have been read, in bytes; asked from another thread than the one that reads.

    A file of one line, or one that is read whole, is at its end before the first of its articles is handed on: how
    much of what was read at once has been handed on goes by the length of the articles.
    """

    def __init__(self) -> None:
        """Begin with no files."""
        self.total = 0
        self._done = 0
        self._path: Path | None = None
        self._size = 0
        self._stream: BinaryIO | None = None
        self._from = self._read = self._handed = 0

    def expect(self, path: Path) -> None:
        """Count a file that will be read."""
        self.total += _size(path)

    def opened(self, path: Path, stream: BinaryIO) -> None:
        """Note which file is being read; those before it have been."""
        if path != self._path:
            self.finished()
            self._path, self._size = path, _size(path)
        self._stream = stream

    def handed(self, characters: int) -> None:
        """Note that an article was made of what was read."""
        here = self._here()
        if here != self._read:
            self._from, self._read, self._handed = self._read, here, 0
        self._handed += characters

    def finished(self) -> None:
        """Note that all articles of the file at hand are made."""
        self._done += self._size
        self._path, self._stream = None, None
        self._size = self._from = self._read = self._handed = 0

    @property
    def position(self) -> int:
        """Bytes that articles have been made of."""
        reached = self._read if self._here() > self._read else min(self._read, self._from + self._handed)
        return min(self._done + reached, self.total)

    def _here(self) -> int:
        """Give the place in the file at hand, in bytes."""
        try:
            return min(self._stream.tell(), self._size) if self._stream is not None else 0
        except (OSError, ValueError):  # closed: read to its end
            return self._size


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _silent(_: Remark) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Options:
    """How files are read.

    Attributes:
        columns: Fields of an article, and the columns of a table that hold them.
        day_first: How a date like 03/04/2023 is to be read; None reads it not at all.
        tell: Told what was concluded: an encoding, kinds of files that are not read.
        meter: Told of the files that are read.
        language: Of articles that state none, ISO 639-1; None has it detected.
        by_memory: Whether the index told `day_first`, and not who has the files read now.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    tell: Tell = _silent
    meter: Meter | None = None
    language: str | None = None
    by_memory: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """A file or a member of an archive.

    Attributes:
        path: Where it stands, for people: a member is shown below its archive.
        name: What it is called in the folder or archive it was found in; without suffix it names its article.
        open: Opens it from the start.
        address: Where it stands on the web, if it does.
    """

    path: Path
    name: PurePath
    open: Callable[[], BinaryIO]
    address: str | None = None

    def read(self, most: int = MAX_BYTES, advice: str = "split it into articles") -> bytes:
        """Read it whole.

        Args:
            most: Bytes that it may have.
            advice: What to do where it has more.

        Raises:
            CorpusError: It cannot be read, is empty, or holds more than `most` bytes.
        """
        try:
            with self.open() as stream:
                data = stream.read(most + 1)
        except OSError as error:
            raise CorpusError(self.path, None, f"cannot be read: {error.strerror or error}") from None
        if len(data) > most:
            raise CorpusError(self.path, None, f"larger than {most // 2**20} MiB; {advice}")
        if not data or data.isspace():
            raise CorpusError(self.path, None, "empty")
        return data

    @property
    def id(self) -> str:
        """The id of its one article, where that states none."""
        return self.name.with_suffix("").as_posix()


Located = tuple[Input, int | None, Article]
"""What an article was read from, the place in it where there are several, and the article."""


def of_file(path: Path, name: PurePath, meter: Meter | None = None) -> Input:
    """Take a file on the disk."""
    if meter is None:
        return Input(path, name, lambda: path.open("rb"))
    meter.expect(path)

    def opened() -> BinaryIO:
        stream = path.open("rb")
        meter.opened(path, stream)
        return stream

    return Input(path, name, opened)


def needs(package: str, path: Path, kind: str) -> CorpusError:
    """Say that a kind of file needs a package that is not installed."""
    return CorpusError(path, None, f"{kind} needs the package {package}; install onrecord's extra `formats`")
