"""A batch as a Parquet file: a row an article, with its passages, vectors and statements in nested columns."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numpy as np

from ..errors import StoreError
from ..model import Article, Passage, Statement
from ..storage.rows import ARTICLE_COLUMNS, STATEMENT_COLUMNS, article_values, statement_of, statement_values
from .batches import Embedded
from .manifest import AGAIN, Receipt, file_of

_ARTICLE: Final = [name.removeprefix("a.") for name in ARTICLE_COLUMNS.split(", ")]
_STATEMENT: Final = [name.removeprefix("s.") for name in STATEMENT_COLUMNS.split(", ")]
_NUMBERS: Final = {"as_written_start", "as_written_end", "paragraph"}
_KINDS: Final = {"direct", "mixed", "indirect", "stance"}
_OFF: Final = 0.01
"""A vector of half precision is at most .0002 off the length 1 where none of it was altered."""


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise StoreError("Parquet needs the package pyarrow; install onrecord's extra `parquet`") from None
    return pa, parquet


def _schema(pa: Any, dim: int) -> Any:
    spans = [("paragraph", pa.int32()), ("start", pa.int32()), ("end", pa.int32())]
    said = [(name, pa.int32() if name in _NUMBERS else pa.string()) for name in _STATEMENT]
    return pa.schema(
        [
            *((name, pa.string()) for name in [*_ARTICLE, "origin", "hash"]),
            ("passages", pa.list_(pa.struct([*spans, ("vector", pa.binary(2 * dim))]))),
            ("statements", pa.list_(pa.struct([*said, ("probability", pa.float64()), ("sieve", pa.string())]))),
        ]
    )


def write_batch(folder: Path, key: str, rows: Iterable[Embedded], dim: int) -> Receipt:
    """Write the file of a batch: whole, or not at all. One that is there already stays.

    Args:
        folder: Where it goes.
        key: The batch's.
        rows: Its articles.
        dim: Components of a vector.

    Raises:
        StoreError: pyarrow is not installed, or the file that is there is damaged.
        OSError: The file cannot be written.
    """
    pa, parquet = _arrow()
    table = pa.Table.from_pylist([_record(row) for row in rows], schema=_schema(pa, dim))
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd", write_page_checksum=True)
    path, draft = folder / file_of(key), folder / f"{uuid4().hex}.new"
    try:
        with draft.open("wb") as file:
            file.write(buffer.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        # Not renamed: of two workers with one batch, the first one's file stays as it was receipted.
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return receipt(path, key)


def receipt(path: Path, key: str) -> Receipt:
    """Sum up the file of a batch.

    Raises:
        StoreError: It is damaged.
        OSError: It cannot be read.
    """
    data = path.read_bytes()
    rows = list(read_batch(path, data))
    counts = len(rows), sum(len(row.passages) for row in rows), sum(len(row.statements) for row in rows)
    return Receipt(key, hashlib.sha256(data).hexdigest(), *counts)


def read_batch(path: Path, data: bytes) -> Iterator[Embedded]:
    """Read the articles of a batch.

    Args:
        path: Its file, for errors.
        data: What the file holds.

    Raises:
        StoreError: It is damaged.
    """
    pa, parquet = _arrow()
    try:
        table = parquet.read_table(io.BytesIO(data), page_checksum_verification=True)
        dim = table.schema.field("passages").type.value_type.field("vector").type.byte_width // 2
        for record in table.cast(_schema(pa, dim)).to_pylist():
            yield _embedded(record)
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise StoreError(f"{path}: damaged ({reason}); {AGAIN}") from error


def _record(row: Embedded) -> dict[str, Any]:
    return {
        **dict(zip(_ARTICLE, article_values(row.article), strict=True)),
        "origin": row.origin,
        "hash": row.article.content_hash,
        "passages": [
            {"paragraph": one.paragraph, "start": one.start, "end": one.end, "vector": vector}
            for one, vector in zip(row.passages, row.vectors, strict=True)
        ],
        "statements": [
            {
                **dict(zip(_STATEMENT, statement_values(one), strict=True)),
                "probability": one.probability,
                "sieve": one.sieve,
            }
            for one in row.statements
        ],
    }


def _embedded(record: dict[str, Any]) -> Embedded:
    article = Article(*(record[name] for name in _ARTICLE))
    if article.content_hash != record["hash"]:
        raise ValueError(f"article {article.id!r} is not the one that was embedded")
    passages = [Passage(article, one["start"], one["end"], one["paragraph"]) for one in record["passages"]]
    vectors = [one["vector"] for one in record["passages"]]
    statements = [
        statement_of([one[name] for name in _STATEMENT], article, (one["probability"], one["sieve"]))
        for one in record["statements"]
    ]
    _check(article, passages, vectors, statements)
    return Embedded(article, record["origin"], passages, vectors, statements)


def _check(
    article: Article, passages: Sequence[Passage], vectors: Sequence[bytes], said: Sequence[Statement]
) -> None:
    """Check what an index relies on.

    Raises:
        ValueError: It is not so.
    """
    spans = [(one.start, one.end) for one in passages]
    spans += [(span.start, span.end) for one in said for span in one.content]
    spans += [(one.as_written_span.start, one.as_written_span.end) for one in said if one.as_written_span]
    if not all(0 <= start < end <= len(article.text) for start, end in spans):
        raise ValueError(f"article {article.id!r} has a span outside its text")
    if not all(one.kind in _KINDS and one.content for one in said):
        raise ValueError(f"article {article.id!r} has a statement that says nothing")
    if vectors:
        lengths = np.linalg.norm(
            np.frombuffer(b"".join(vectors), "<f2").reshape(len(vectors), -1).astype("f4"), axis=1
        )
        if not np.all(np.abs(lengths - 1) < _OFF):
            raise ValueError(f"article {article.id!r} has a vector that is none")
