"""Tables: an article a row (CSV, TSV, XLSX, Parquet), with columns named as the user says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from ..errors import CorpusError
from ..model import Article
from .encodings import stream_encoding
from .fields import to_article
from .inputs import Input, Options, Skip, needs

_SAMPLE: Final = 64 * 2**10
_LONGEST: Final = 2**25
_ALIASES: Final = {
    "text": ("text", "body", "content", "article", "fulltext", "full_text", "maintext", "story"),
    "title": ("title", "headline", "head"),
    "url": ("url", "link", "href"),
    "source": ("source", "outlet", "publisher", "publication", "newspaper"),
    "author": ("author", "authors", "byline", "by"),
    "published": ("published", "published_at", "date", "pubdate", "publish_date", "datetime", "timestamp"),
    "updated": ("updated", "updated_at", "modified"),
    "language": ("language", "lang"),
    "id": ("_id", "id", "uuid", "article_id"),
}
FIELDS: Final = tuple(_ALIASES)


def read_csv(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read the rows of a .csv or .tsv file, one at a time; its first row names the columns."""
    try:
        encoding = stream_encoding(file, options)
        with file.open() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
            csv.field_size_limit(_LONGEST)
            rows = csv.reader(text, delimiter=_delimiter(file, encoding))
            yield from _articles(_whole(rows, file), file, on_skip, options)
    except CorpusError as error:
        on_skip(error)


def _whole(rows: Iterator[Sequence[object]], file: Input) -> Iterator[Sequence[object]]:
    """Yield rows as long as they can be read.

    Raises:
        CorpusError: The rest cannot be.
    """
    number = 0
    try:
        for row in rows:
            number += 1
            yield row
    except csv.Error as error:
        large = f"a field of more than {_LONGEST:,} characters; is a quote mark missing, or is it no table?"
        reason = large if "field limit" in str(error) else f"broken table: {error}"
        raise CorpusError(file.path, number + 1, reason) from None
    except UnicodeDecodeError as error:
        reason = f"cannot be read as {error.encoding} from here on; save it as UTF-8"
        raise CorpusError(file.path, number + 1, reason) from None
    except OSError as error:
        raise CorpusError(file.path, number + 1, f"cannot be read: {error.strerror or error}") from None


def _delimiter(file: Input, encoding: str) -> str:
    """Give what parts the names in a table's first line (csv.Sniffer may take minutes over a damaged file)."""
    with file.open() as stream:
        first = stream.read(_SAMPLE).decode(encoding, "replace").lstrip().split("\n", 1)[0]
    return max(",;\t|", key=first.count)


def read_xlsx(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read the rows of every sheet of a workbook; each sheet's first row names its columns."""
    try:
        try:
            import openpyxl
        except ImportError:
            raise needs("openpyxl", file.path, "an .xlsx file") from None
        data = file.read()
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except Exception:  # noqa: BLE001 - openpyxl raises errors of many kinds over a damaged file
            raise CorpusError(file.path, None, "damaged, or no .xlsx file") from None
        refused: list[CorpusError] = []
        found = False
        for number, sheet in enumerate(book.worksheets):
            name = sheet.title if number else ""
            try:
                for article in _articles(sheet.iter_rows(values_only=True), file, on_skip, options, sheet=name):
                    found = True
                    yield article
            except CorpusError as error:
                refused.append(error)  # of a sheet that has no articles, a cover's
        if not found:
            for one in refused:
                on_skip(one)
    except CorpusError as error:
        on_skip(error)


def read_parquet(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read the rows of a Parquet file, some at a time."""
    try:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError:
            raise needs("pyarrow", file.path, "a Parquet file") from None
        try:
            with file.open() as stream:
                table = parquet.ParquetFile(stream)
                names = table.schema_arrow.names

                def rows() -> Iterator[Sequence[object]]:
                    yield names
                    for batch in table.iter_batches(batch_size=256):
                        for record in batch.to_pylist():
                            yield [record[name] for name in names]

                yield from _articles(rows(), file, on_skip, options)
        except (pa.ArrowException, OSError, ValueError, NotImplementedError) as error:
            raise CorpusError(file.path, None, f"damaged, or no Parquet file: {error}") from None
    except CorpusError as error:
        on_skip(error)


def _articles(
    rows: Iterable[Sequence[object]], file: Input, on_skip: Skip, options: Options, sheet: str = ""
) -> Iterator[tuple[int, Article]]:
    """Read rows, the first of which names their columns; those of a later sheet have its name in their ids."""
    columns: dict[str, int] | None = None
    empty = True
    for number, row in enumerate(rows, start=1):
        if not any(value not in (None, "") for value in row):
            continue
        if columns is None:
            columns = _columns([str(value or "").strip() for value in row], file, options.columns)
            continue
        empty = False
        values = {field: _value(row[place]) for field, place in columns.items() if place < len(row)}
        try:
            own = f"{file.id}#{sheet}!{number}" if sheet else f"{file.id}#{number}"
            yield number, to_article({"id": own, **_given(values)}, file.path, number, options)
        except CorpusError as error:
            on_skip(error)
    if empty:
        raise CorpusError(file.path, None, "a table without rows")


def _columns(names: Sequence[str], file: Input, chosen: Mapping[str, str]) -> dict[str, int]:
    """Find the column of each field, by the user's word or by its usual names."""
    lower = [name.lower().replace(" ", "_") for name in names]
    found: dict[str, int] = {}
    for field, aliases in _ALIASES.items():
        wanted = chosen.get(field)
        if wanted is not None:
            if wanted not in names:
                known = ", ".join(names)
                raise CorpusError(file.path, 1, f"no column {wanted!r} for {field}; there are {known}")
            found[field] = names.index(wanted)
        elif place := [lower.index(name) for name in aliases if name in lower]:
            found[field] = place[0]
    if "text" not in found:
        raise CorpusError(
            file.path, 1, f"no column of text among {', '.join(names)}; say which it is: --map text=COLUMN"
        )
    return found


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {field: value for field, value in values.items() if value not in (None, "")}
