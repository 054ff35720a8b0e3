"""Generations: the search caches of a revision, each in a folder that never changes once it has its name."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from .errors import IndexCorrupt
from .schema import FORMAT

MANIFEST: Final = "manifest.json"


def generation_path(folder: Path, revision: int) -> Path:
    """Name the folder that holds a revision's caches."""
    return folder / f"generation-{revision:08d}"


def write_generation(folder: Path, revision: int, fill: Callable[[Path], None]) -> None:
    """Write a generation beside the others and give it its name by one atomic rename.

    Args:
        folder: The index folder.
        revision: The revision that the caches are made of.
        fill: Writes the files into the folder that it is given.
    """
    final = generation_path(folder, revision)
    draft = final.with_suffix(".new")
    for leftover in (draft, final):
        shutil.rmtree(leftover, ignore_errors=True)
    draft.mkdir()
    fill(draft)
    files = {_name(path, draft): _facts(path) for path in _files(draft)}
    manifest = {"format": FORMAT, "revision": revision, "files": files}
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    for path in [*_files(draft), *_folders(draft), draft]:
        _sync(path)
    draft.rename(final)
    _sync(folder)


def check_generation(folder: Path, revision: int, *, deep: bool = False) -> Path:
    """Check that a generation is whole.

    Args:
        folder: The index folder.
        revision: The revision.
        deep: Compare the checksum of every file too, not only its size.

    Returns:
        The generation's folder.

    Raises:
        IndexCorrupt: A file is missing, or is not the one that was written.
    """
    path = generation_path(folder, revision)
    advice = f"run onrecord repair --index {folder}"
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
        files = manifest["files"]
        if (manifest["format"], manifest["revision"]) != (FORMAT, revision):
            raise IndexCorrupt(f"{path / MANIFEST}: belongs to another index; {advice}")
        for name, facts in files.items():
            file = path / name
            if file.stat().st_size != facts["size"]:
                raise IndexCorrupt(f"{file}: has {file.stat().st_size} bytes, not {facts['size']}; {advice}")
            if deep and _facts(file) != facts:
                raise IndexCorrupt(f"{file}: its SHA-256 is not the one that was written; {advice}")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexCorrupt(f"{path}: cannot be read ({error}); {advice}") from error
    return path


def drop_generations(folder: Path, *, keep: int) -> None:
    """Remove the generations before a revision, and what unfinished writers left.

    A reader that has one of them open keeps it: its files are mapped, and go when it closes them.
    """
    for path in folder.glob("generation-*"):
        if path.suffix == ".new" or int(path.name.rpartition("-")[2]) < keep:
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
    return {"size": path.stat().st_size, "sha256": digest}


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
