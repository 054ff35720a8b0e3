"""Copies of an index that are consistent, whatever is read and written meanwhile; and the way back."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from ..caches.generation import MANIFEST
from ..errors import IndexCorrupt, IndexFormatError, IndexNotFound, StoreError
from ..storage.damage import database_errors
from ..storage.lock import LOCK, restoring, writing
from ..storage.published import NOTE
from ..storage.rows import LIVING
from ..storage.schema import DATABASE, FORMAT, connect, get_number, sync
from ..writing import open_writer
from .exchange import exchange


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a snapshot's manifest says.

    Attributes:
        format: Version of the index format.
        revision: The revision that was published.
        articles: Number of its articles.
        created: When it was made, ISO 8601.
        size: Bytes of the database.
        sha256: Of the database, hexadecimal.
    """

    format: int
    revision: int
    articles: int
    created: str
    size: int
    sha256: str


def snapshot(folder: Path | str, target: Path | str) -> Snapshot:
    """Copy an index while it is read and written; caches are left out, for `restore` makes them again.

    Args:
        folder: The index folder.
        target: The folder to make; it gets its name when it is whole.

    Returns:
        What was copied.

    Raises:
        IndexNotFound: There is no index, or nothing is published yet.
        StoreError: The target exists.
    """
    folder, target = Path(folder), Path(target).resolve()
    if target.exists():
        raise StoreError(f"{target}: exists; name a folder that does not")
    draft = target.with_name(f"{target.name}.new")
    with closing(connect(folder)) as source:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        try:
            made = _copy(source, folder, draft)
            (draft / MANIFEST).write_text(json.dumps(asdict(made), indent=1), encoding="utf-8")
            for path in (draft / DATABASE, draft / MANIFEST, draft):
                sync(path)
            draft.rename(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    sync(target.parent)
    return made


def _copy(source: sqlite3.Connection, folder: Path, draft: Path) -> Snapshot:
    path = draft / DATABASE
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        with database_errors(path):
            copy.execute("PRAGMA synchronous = OFF")
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        with database_errors(folder / DATABASE):
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(found)
            revision = get_number(copy, "revision")
            if revision == 0:
                raise IndexNotFound(f"{folder}: nothing is published here yet")
            count = f"SELECT count(*) FROM articles a WHERE {LIVING}"
            articles = int(copy.execute(count, {"revision": revision}).fetchone()[0])
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Snapshot(FORMAT, revision, articles, created, path.stat().st_size, _sha256(path))


def restore(source: Path | str, folder: Path | str, *, replace: bool = False) -> Snapshot:
    """Make an index of a snapshot. It gets its name, or takes another's, when it is whole.

    Args:
        source: The snapshot.
        folder: The index folder to make; beside it there must be room for it.
        replace: Whether the folder may be an index, which then gives way. Its readers keep what they have open.

    Returns:
        What was restored.

    Raises:
        IndexNotFound: The source is no snapshot.
        IndexFormatError: It is one of another format version.
        IndexCorrupt: It is damaged.
        IndexLocked: Another process writes to the index that is to be replaced, or restores to the same folder.
        StoreError: The folder is not empty, and not to be replaced or no index.
    """
    source, folder = Path(source), Path(folder).resolve()
    manifest = _manifest(source)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as locks:
        locks.enter_context(restoring(folder))
        occupied = folder.exists() and any(folder.iterdir())
        if occupied and not replace:
            raise StoreError(
                f"{folder}: is not empty; name another folder, or replace the index in it with --replace"
            )
        if occupied:
            _check_replaceable(folder)
            # What a writer published meanwhile would be lost, so that nobody writes from here on.
            locks.enter_context(writing(folder))
        _restore(source, folder, manifest, occupied=occupied)
    return manifest


def _restore(source: Path, folder: Path, manifest: Snapshot, *, occupied: bool) -> None:
    draft = folder.with_name(f"{folder.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    try:
        shutil.copyfile(source / DATABASE, draft / DATABASE)
        if _sha256(draft / DATABASE) != manifest.sha256:
            raise IndexCorrupt(f"{source / DATABASE}: its SHA-256 is not the one that was written; take another")
        sync(draft / DATABASE)
        with open_writer(draft, create=False) as writer:
            writer.rebuild()
        if occupied:
            exchange(draft, folder)
        else:
            draft.rename(folder)
        sync(folder.parent)
    finally:
        _removed(draft)


_LONGEST_WRITE: Final = 10.0


def _removed(draft: Path) -> None:
    """Take a draft away; threads of caches whose making failed may write into it for a moment yet."""
    ends = monotonic() + _LONGEST_WRITE
    while draft.exists() and monotonic() < ends:
        shutil.rmtree(draft, ignore_errors=True)
        if draft.exists():
            sleep(0.05)


_TYPES: Final = {"format": int, "revision": int, "articles": int, "created": str, "size": int, "sha256": str}


def _manifest(source: Path) -> Snapshot:
    path = source / MANIFEST
    if path.exists() and not path.is_file():
        raise IndexCorrupt(f"{path}: is no file; take another snapshot")
    try:
        made = Snapshot(**json.loads(path.read_bytes()))
    except FileNotFoundError as error:
        raise IndexNotFound(f"{source}: no snapshot here; make one: onrecord snapshot {source}") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise IndexCorrupt(f"{path}: cannot be read; take another snapshot") from error
    if not all(isinstance(value, _TYPES[name]) for name, value in asdict(made).items()):
        raise IndexCorrupt(f"{path}: says what no snapshot says; take another snapshot")
    if made.format != FORMAT:
        raise IndexFormatError(
            f"{source}: index format {made.format}, this onrecord reads format {FORMAT}; "
            "use the version that wrote it"
        )
    database = source / DATABASE
    # A pipe, or a device that never ends, is no database; and a size that is not the one noted saves a copy.
    if not database.is_file() or database.stat().st_size != made.size:
        raise IndexCorrupt(f"{database}: is not the file of {made.size} bytes that was written; take another")
    return made


def _check_replaceable(folder: Path) -> None:
    for path in folder.iterdir():
        if not path.name.startswith((DATABASE, NOTE, "generation-")) and path.name != LOCK:
            raise StoreError(f"{path}: is no part of an index; name another folder")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
