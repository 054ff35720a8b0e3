"""Opens what is published: the database's read transaction, and the caches of its revision."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Final, NamedTuple

from .caches.caches import Caches, load_caches
from .caches.generation import check_generation, generation_digest
from .errors import IndexCorrupt, IndexLocked, IndexNotFound, StoreError
from .storage.damage import database_errors
from .storage.published import check_note, last_published
from .storage.schema import DATABASE, connect, get_meta, get_number
from .writing import open_writer

_TRIES: Final = 3
_PAUSE: Final = 0.1
_DESCRIPTORS: Final = 64
"""Files that caches being built may have open at the same time."""


class Published(NamedTuple):
    """A published revision.

    Attributes:
        connection: To the database, in a read transaction.
        revision: Counts the publications.
        generation: As `published_generation` gave it.
        publication: Names what is published, whatever its numbers: a snapshot that is restored gives these again.
        caches: Those of the revision.
        encoder: Name of the encoder that the vectors were made with.
    """

    connection: sqlite3.Connection
    revision: int
    generation: tuple[int, int]
    publication: str
    caches: Caches
    encoder: str


def open_published(folder: Path) -> Published:
    """Open the published revision; damaged or missing caches are built again from the database.

    Raises:
        IndexNotFound: There is no index, or nothing was published yet.
        IndexFormatError: It was written by another format version.
        IndexCorrupt: The database is damaged.
        IndexLocked: The caches are damaged, and another process is writing.
    """
    for attempt in range(_TRIES):
        noted = last_published(folder)
        file = _number(folder)
        connection = connect(folder)
        try:
            revision, generation = _begin(connection, folder, noted)
        except BaseException:
            connection.close()
            raise
        try:
            caches = load_caches(check_generation(folder, generation, revision))
            publication = generation_digest(folder, generation)
            with database_errors(folder / DATABASE):
                encoder = get_meta(connection, "encoder")
            if _number(folder) == file:
                return Published(connection, revision, (file, generation), publication, caches, encoder)
            # The folder was replaced meanwhile: the caches may not be those of this database.
            connection.close()
        except IndexCorrupt:
            connection.close()
            # Before and after an attempt, so that a shortage which passes is not taken for damage.
            _check_descriptors(folder)
            # A writer may have published, and dropped the old generation, since the transaction began.
            if attempt and published_generation(folder)[1] == generation:
                _rebuild(folder, last=attempt == _TRIES - 1)
        except BaseException:
            connection.close()
            raise
    raise IndexCorrupt(f"{folder}: its caches cannot be read; run onrecord repair --index {folder}")


def begun_again(folder: Path, generation: tuple[int, int]) -> sqlite3.Connection | None:
    """Begin another read transaction of the revision that is published.

    Args:
        folder: The index folder.
        generation: As `published_generation` gave it when the revision was opened.

    Returns:
        A connection in its transaction; None where another revision is published by now.

    Raises:
        StoreError: The index cannot be read.
    """
    connection = connect(folder)
    try:
        with database_errors(folder / DATABASE):
            connection.execute("BEGIN")
            same = (_number(folder), get_number(connection, "generation")) == generation
    except BaseException:
        connection.close()
        raise
    if same:
        return connection
    connection.close()
    return None


def _number(folder: Path) -> int:
    """Give the number of the database's file: that of another file when the folder was replaced, 0 for none."""
    try:
        return (folder / DATABASE).stat().st_ino
    except OSError:
        return 0


def _begin(connection: sqlite3.Connection, folder: Path, noted: int | None) -> tuple[int, int]:
    """Begin the reader's transaction, and read the revision and the generation that it sees."""
    with database_errors(folder / DATABASE):
        connection.execute("BEGIN")
        revision, generation = (get_number(connection, key) for key in ("revision", "generation"))
    check_note(folder, noted, generation)
    if revision == 0:
        raise IndexNotFound(f"{folder}: nothing is published here yet; run onrecord index PATH --index {folder}")
    return revision, generation


def _rebuild(folder: Path, *, last: bool) -> None:
    try:
        with open_writer(folder, create=False) as writer:
            writer.rebuild()
    except IndexLocked:
        # Perhaps another reader is at it.
        if last:
            raise
        time.sleep(_PAUSE)


def _check_descriptors(folder: Path) -> None:
    """Check that files can be opened: FAISS and tantivy report a shortage as they report damage."""
    taken: list[int] = []
    try:
        taken.extend(os.open(os.devnull, os.O_RDONLY) for _ in range(_DESCRIPTORS))
    except OSError as error:
        raise StoreError(f"{folder}: cannot be read at the moment: {error.strerror}; see ulimit -n") from error
    finally:
        for descriptor in taken:
            os.close(descriptor)


def published_generation(folder: Path | str) -> tuple[int, int]:
    """Give what changes whenever there is something new to read: the database file's number and the generation's.

    Raises:
        StoreError: The index cannot be read.
    """
    folder = Path(folder)
    connection = connect(folder)
    try:
        with database_errors(folder / DATABASE):
            return _number(folder), get_number(connection, "generation")
    finally:
        connection.close()
