"""`onrecord export`: articles, passages, statements and speakers out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .filtering import of_statements
from .options import IndexFolder
from .output import say

if TYPE_CHECKING:
    from onrecord.search import Filters

    from ..exporting.rows import Rows


@of_statements
def export(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="articles, passages, statements or speakers.", show_default=False)
    ],
    index: IndexFolder,
    *,
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORM", help="jsonl, csv or parquet; by --out's name.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; stdout by default.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Only statements of this speaker.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only statements of this kind: direct, mixed, indirect.")
    ] = None,
    filters: Filters,
) -> None:
    """Write out what an index holds, row by row.

    \b
    Examples:
      onrecord export statements --index archive > statements.jsonl
      onrecord export statements --by Putin --format csv --out putin.csv --index archive
      onrecord export articles --since 2025-10-01 --out october.parquet --index archive
    """  # noqa: D301
    from onrecord.search import Engine

    from ..exporting import FORMATS, KINDS, rows_of
    from ..filters import given

    form = form or (out.suffix.removeprefix(".") if out is not None else "jsonl")
    for value, known, option in ((what, KINDS, "WHAT"), (form, FORMATS, "--format")):
        if value not in known:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}", param_hint=option)
    engine = Engine.open(index)
    try:
        rows = rows_of(engine, what, filters, by=given(by), kind=kind)  # type: ignore[arg-type]
        count = _write(rows, form, out)
    finally:
        engine.close()
    if out is not None:
        say(f"{count:,} {what} in {out}")


def _write(rows: Rows, form: str, out: Path | None) -> int:
    """Write rows to a file, which appears under its name only when it is whole, or to stdout."""
    from ..exporting import lines, write_parquet

    if out is None:
        if form == "parquet":
            return write_parquet(rows, sys.stdout.buffer)
        return sum(sys.stdout.write(line) > 0 for line in lines(rows, form))  # type: ignore[arg-type]
    draft = out.with_name(f".{out.name}.part")
    try:
        if form == "parquet":
            with draft.open("wb") as file:
                count = write_parquet(rows, file)
        else:
            with draft.open("w", encoding="utf-8", newline="") as text:
                written = sum(text.write(line) > 0 for line in lines(rows, form))  # type: ignore[arg-type]
                count = written - (form == "csv")
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return count
