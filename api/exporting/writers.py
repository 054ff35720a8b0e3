"""Rows as JSON Lines, CSV and Parquet, never held all at once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO, Final, Literal, get_args

from onrecord.index import OnrecordError

from .rows import Row, Rows

Format = Literal["jsonl", "csv", "parquet"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
_ROWS_A_GROUP: Final = 4096
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection")."""


def lines(rows: Rows, form: Literal["jsonl", "csv"]) -> Iterator[str]:
    """Write rows as lines of text.

    In CSV a text that a spreadsheet would take for a formula gets an apostrophe before it, and the first line
    names the columns; RFC 4180, with CRLF line ends.

    Args:
        rows: The rows.
        form: JSON Lines or CSV.

    Yields:
        The lines, with their ends.
    """
    if form == "jsonl":
        for row in rows.rows:
            yield json.dumps(row, ensure_ascii=False) + "\n"
        return
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(rows.columns)
    yield _taken(buffer)
    for row in rows.rows:
        writer.writerow([_safe(row[name]) for name in rows.columns])
        yield _taken(buffer)


def write_parquet(rows: Rows, file: BinaryIO) -> int:
    """Write rows as a Parquet file.

    Returns:
        How many there were.

    Raises:
        OnrecordError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise OnrecordError("Parquet needs the package pyarrow; install onrecord's extra `parquet`") from None
    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in rows.columns.items()])
    count = 0
    with parquet.ParquetWriter(file, schema) as writer:
        for group in _groups(rows.rows):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        group.append(row)
        if len(group) == _ROWS_A_GROUP:
            yield group
            group = []
    if group:
        yield group


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _safe(value: str | float | None) -> str | int | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
