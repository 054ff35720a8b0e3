"""Generations: the search caches of a revision, each in a folder that never changes once it has its name."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from isal import isal_zlib

from ..errors import IndexCorrupt, StoreError
from ..storage.schema import FORMAT, sync

MANIFEST: Final = "manifest.json"
LAYOUT: Final = 2
"""Counts the ways in which caches were laid out; those of another layout are made anew, from the same database."""

_BLOCK: Final = 1 << 20


def generation_path(folder: Path, number: int) -> Path:
    """Name the folder that holds a generation."""
    return folder / f"generation-{number:08d}"


def write_generation(folder: Path, number: int, revision: int, fill: Callable[[Path], None]) -> None:
    """Write a generation beside the others and give it its name by one atomic rename.

    Args:
        folder: The index folder.
        number: The generation's; no published one has it.
        revision: The revision that the caches are made of.
        fill: Writes the files into the folder that it is given.

    Raises:
        StoreError: The files cannot be written.
    """
    final = generation_path(folder, number)
    draft = final.with_suffix(".new")
    for leftover in (draft, final):
        shutil.rmtree(leftover, ignore_errors=True)
    draft.mkdir()
    try:
        _fill(draft, fill)
        files = {_name(path, draft): _facts(path) for path in _files(draft)}
        manifest = {"format": FORMAT, "layout": LAYOUT, "revision": revision, "files": files}
        (draft / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        for path in [*_files(draft), *_folders(draft), draft]:
            sync(path)
        draft.rename(final)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sync(folder)


def _fill(draft: Path, fill: Callable[[Path], None]) -> None:
    try:
        fill(draft)
    except (ValueError, RuntimeError) as error:
        # FAISS and tantivy have no error of their own for a full disk.
        raise StoreError(
            f"{draft}: the caches cannot be written ({_first_line(error)}); is the disk full?"
        ) from error


def check_generation(folder: Path, number: int, revision: int, *, deep: bool = False) -> Path:
    """Check that a generation is whole.

    Args:
        folder: The index folder.
        number: The generation's.
        revision: The revision that it must be of.
        deep: Compare the SHA-256 of every file too, not only its size and CRC-32 (some GB a second). FAISS and
            tantivy would answer from a file with a flipped bit without a word.

    Returns:
        The generation's folder.

    Raises:
        IndexCorrupt: A file is missing, or is not the one that was written.
    """
    path = generation_path(folder, number)
    advice = f"run onrecord repair --index {folder}"
    try:
        _check_files(path)
        manifest = json.loads((path / MANIFEST).read_bytes())
        files = manifest["files"]
        if (manifest["format"], manifest["revision"]) != (FORMAT, revision):
            raise IndexCorrupt(f"{path / MANIFEST}: belongs to another index; {advice}")
        if manifest.get("layout") != LAYOUT:
            raise IndexCorrupt(f"{path}: its caches are laid out as by another version of onrecord; {advice}")
        for name, facts in files.items():
            file = path / name
            if not file.resolve().is_relative_to(path.resolve()):
                raise IndexCorrupt(f"{path}: names {name!r}, which lies elsewhere; {advice}")
            if file.stat().st_size != facts["size"]:
                raise IndexCorrupt(f"{file}: has {file.stat().st_size} bytes, not {facts['size']}; {advice}")
            if _crc32(file) != facts["crc32"] or (deep and _facts(file) != facts):
                raise IndexCorrupt(f"{file}: its checksum is not the one that was written; {advice}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IndexCorrupt(f"{path}: cannot be read ({_first_line(error)}); {advice}") from error
    return path


def generation_digest(folder: Path, number: int) -> str:
    """Sum up a generation: the SHA-256 (hexadecimal) of its manifest, which has the checksums of all its files.

    Raises:
        IndexCorrupt: It cannot be read.
    """
    path = generation_path(folder, number) / MANIFEST
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise IndexCorrupt(f"{path}: cannot be read; run onrecord repair --index {folder}") from error


def _check_files(path: Path) -> None:
    """Check that there are files and folders only: who reads from a pipe or a device may wait for ever.

    Raises:
        ValueError: There is something else.
    """
    for one in path.rglob("*"):
        if one.is_symlink() or not (one.is_file() or one.is_dir()):
            raise ValueError(f"{one.relative_to(path)} is no file")


def drop_generations(folder: Path, *, keep: int) -> None:
    """Remove the generations before one, and what unfinished writers left.

    A reader that has one of them open keeps it: its files are mapped, and go when it closes them.
    """
    for path in folder.glob("generation-*"):
        number = path.name.removeprefix("generation-")
        if not number.isdecimal() or int(number) < keep:
            shutil.rmtree(path, ignore_errors=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_dir())


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _facts(path: Path) -> dict[str, int | str]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"size": path.stat().st_size, "crc32": _crc32(path), "sha256": digest}


def _crc32(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            total = isal_zlib.crc32(block, total)
    return total


def _first_line(error: Exception) -> str:
    """Give what FAISS or tantivy say, without the places in their own code."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
