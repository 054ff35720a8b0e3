"""Archives (.zip, .tar, .gz) of files that hold articles, read without being unpacked to the disk.

What an archive may unpack to is limited, since a few kilobytes can hold petabytes ("zip bombs"); no member is
written anywhere, so that no name of one can leave a folder.
"""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, BinaryIO, Final, cast

from typing_extensions import Buffer

from ..errors import CorpusError
from ..model import Article
from .inputs import MAX_BYTES, Input, Options, Skip

MOST_MEMBERS: Final = 1_000_000
MOST_BYTES: Final = 64 * 2**30
MOST_RATIO: Final = 200
"""How often a member may be larger than packed, beyond the first megabytes; text packs some 4 to 10 times."""
DEEPEST: Final = 3
_FREE: Final = 8 * 2**20

ReadInput = Callable[[Input, int], Iterator[tuple[int | None, Article]]]
"""Reads a member, at a depth of archives in archives."""

_Member = tuple[str, int | None, Callable[[], IO[bytes] | None]]
"""A member's name, its size as it is packed where that is known, and what opens it."""

_BROKEN: Final = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError)
_UNREADABLE: Final = (NotImplementedError, RuntimeError, UnicodeError, ValueError)


class _Budget:
    """What an archive may still unpack to."""

    def __init__(self, file: Input) -> None:
        self._file, self._members, self._bytes = file, 0, 0

    def member(self) -> None:
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise CorpusError(self._file.path, None, f"more than {MOST_MEMBERS:,} members; unpack it yourself")

    def data(self, path: Path, stream: BinaryIO, packed: int | None) -> bytes:
        """Read a member whole, within its limits."""
        most = MAX_BYTES if packed is None else min(MAX_BYTES, max(_FREE, packed * MOST_RATIO))
        data = stream.read(most + 1)
        self._bytes += len(data)
        if len(data) > MAX_BYTES:
            raise CorpusError(path, None, f"larger than {MAX_BYTES // 2**20} MiB; split it into articles")
        if len(data) > most:
            raise CorpusError(path, None, f"unpacks to more than {MOST_RATIO} times its size; it is left out")
        if self._bytes > MOST_BYTES:
            raise CorpusError(
                self._file.path, None, f"unpacks to more than {MOST_BYTES // 2**30} GiB; the rest is left"
            )
        return data


def read_zip(
    file: Input, on_skip: Skip, options: Options, read: ReadInput, depth: int
) -> Iterator[tuple[int | None, Article]]:
    """Read the members of a .zip file, in order of their names."""
    del options

    def members() -> Iterator[_Member]:
        with _seekable(file) as stream, zipfile.ZipFile(stream) as archive:
            for entry in sorted(archive.infolist(), key=lambda one: one.filename):
                if not entry.is_dir():
                    yield entry.filename, entry.compress_size, partial(archive.open, entry)

    yield from _read_members(file, members(), on_skip, read, depth, kind=".zip")


def read_tar(
    file: Input, on_skip: Skip, options: Options, read: ReadInput, depth: int
) -> Iterator[tuple[int | None, Article]]:
    """Read the members of a .tar file, packed or not, in their order."""
    del options

    def members() -> Iterator[_Member]:
        with file.open() as stream, tarfile.open(fileobj=stream, mode="r|*") as archive:
            for entry in archive:
                if entry.isfile():
                    yield entry.name, None, partial(archive.extractfile, entry)

    yield from _read_members(file, members(), on_skip, read, depth, kind=".tar")


def _read_members(
    file: Input, members: Iterator[_Member], on_skip: Skip, read: ReadInput, depth: int, *, kind: str
) -> Iterator[tuple[int | None, Article]]:
    """Read members within the archive's budget; one that cannot be read stops no other."""
    budget = _Budget(file)
    # A .tar is one stream, in which nothing behind damage is found; a .zip tells where its members are.
    unreadable = (*_UNREADABLE, *_BROKEN) if kind == ".zip" else _UNREADABLE
    try:
        for name, packed_size, unpack in members:
            if _is_hidden(name):
                continue
            budget.member()
            member = _member(file, name)
            try:
                packed = unpack()
                if packed is None:
                    continue
                with packed:
                    data = budget.data(member, cast("BinaryIO", packed), packed_size)
            except unreadable as error:
                on_skip(CorpusError(member, None, f"cannot be unpacked: {error}"))
                continue
            except CorpusError as error:
                if error.path == file.path:
                    raise
                on_skip(error)
                continue
            yield from read(_loaded(member, name, data), depth + 1)
    except _BROKEN as error:
        on_skip(CorpusError(file.path, None, f"damaged, or no {kind} file: {error}"))
    except CorpusError as error:
        on_skip(error)


def read_gzip(
    file: Input, on_skip: Skip, options: Options, read: ReadInput, depth: int
) -> Iterator[tuple[int | None, Article]]:
    """Read the one file that a .gz file holds."""
    del options
    name = file.name.with_suffix("")

    def unpacked() -> BinaryIO:
        return cast("BinaryIO", io.BufferedReader(_Unpacked(file.open())))

    try:
        with unpacked() as stream:
            stream.read(1)
    except _BROKEN as error:
        on_skip(CorpusError(file.path, None, f"damaged, or no .gz file: {error}"))
        return
    try:
        yield from read(Input(file.path, name, unpacked), depth + 1)
    except _BROKEN as error:
        on_skip(CorpusError(file.path, None, f"damaged .gz file: {error}"))


class _Unpacked(io.RawIOBase):
    """What a gzip stream holds, as long as that stays within its limit."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed, self._stream, self._bytes = packed, gzip.GzipFile(fileobj=packed), 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        data = self._stream.read(len(memoryview(buffer)))
        self._bytes += len(data)
        if self._bytes > max(_FREE, MOST_RATIO * self._packed.tell()):
            raise OSError(f"unpacks to more than {MOST_RATIO} times its size")
        memoryview(buffer)[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()


def _seekable(file: Input) -> BinaryIO:
    stream = file.open()
    if stream.seekable():
        return stream
    with stream:
        return io.BytesIO(stream.read())


def _member(file: Input, name: str) -> Path:
    return file.path / PurePosixPath(*_parts(name))


def _loaded(path: Path, name: str, data: bytes) -> Input:
    return Input(path, PurePath(*_parts(name)), lambda: io.BytesIO(data))


def _parts(name: str) -> tuple[str, ...]:
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in {"/", "..", "."}]
    return tuple(parts) or ("member",)


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in PurePosixPath(name).parts)
