"""Embedded articles as the writer of an index takes them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ..encoders import weights_digest
from ..errors import ModelError, StoreError
from ..storage.ahead import Prepared
from ..storage.context import vector_key
from .batches import Embedded
from .manifest import AGAIN, Manifest, Receipt, file_of
from .parquet import read_batch

_AGAIN: Final = "run the same onrecord embed again, which makes what is missing"


def check_prepared(folder: Path, manifest: Manifest) -> None:
    """Check, before an index is touched, the model and as much of the files as takes no time.

    Raises:
        ModelError: The model here is not the one that they were made with, or there is none.
        StoreError: A file is missing, or the first one is damaged.
    """
    name, digest = manifest.maker.model, manifest.maker.sha256
    if weights_digest(name) != digest:
        raise ModelError(f"{folder}: was made with other weights of {name} than are here; embed again with these")
    if missing := next((one.key for one in manifest.batches if not (folder / file_of(one.key)).is_file()), None):
        raise StoreError(f"{folder / file_of(missing)}: is missing; {_AGAIN}")
    for told in manifest.batches[:1]:
        _read(folder, told)


def import_batches(
    folder: Path, manifest: Manifest, admits: Callable[[str], bool]
) -> Iterator[tuple[list[Prepared], dict[str, str]]]:
    """Read what was embedded, a file at a time, each of which is compared with its receipt first.

    Args:
        folder: Where the files are.
        manifest: Which they are.
        admits: Tells by its id whether an article goes in.

    Yields:
        The articles of a file, and their origins by id.

    Raises:
        StoreError: A file is missing or damaged.
    """
    for told in manifest.batches:
        kept = [row for row in _read(folder, told) if admits(row.article.id)]
        yield [_prepared(row) for row in kept], {row.article.id: row.origin for row in kept if row.origin}


def _read(folder: Path, told: Receipt) -> list[Embedded]:
    path = folder / file_of(told.key)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}; {_AGAIN}") from error
    if hashlib.sha256(data).hexdigest() != told.sha256:
        raise StoreError(f"{path}: damaged (its SHA-256 is not the manifest's); {AGAIN}")
    return list(read_batch(path, data))


def _prepared(row: Embedded) -> Prepared:
    vectors = {vector_key(one): vector for one, vector in zip(row.passages, row.vectors, strict=True)}
    return Prepared(row.article, list(row.statements), vectors)
