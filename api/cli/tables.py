"""Tables of rows to a file or to stdout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import write

if TYPE_CHECKING:
    from ..exporting.rows import Rows

Form = Annotated[
    str | None, typer.Option("--format", metavar="FORM", help="jsonl, csv or parquet; by --out's name.")
]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help="File to write; stdout by default.")]


def chosen_form(form: str | None, out: Path | None) -> str:
    """Choose the form of a table: as it is named, else by the file's name, else JSON Lines.

    Raises:
        typer.BadParameter: There is no such form.
    """
    from ..exporting import FORMATS

    form = form or (out.suffix.removeprefix(".") if out is not None else "jsonl")
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    return form


def write_table(rows: Rows, form: str, out: Path | None) -> int:
    """Write rows to a file, which appears under its name only when it is whole, or to stdout.

    Returns:
        How many there were.
    """
    from ..exporting import lines, write_parquet

    if out is None:
        if form == "parquet":
            return write_parquet(rows, sys.stdout.buffer)
        written = sum(write(line) > 0 for line in lines(rows, form))  # type: ignore[arg-type]
        return written - (form == "csv")
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
    except OSError as error:  # of the file that was asked for, not of the draft
        raise OSError(error.errno, error.strerror, str(out)) from error
    finally:
        draft.unlink(missing_ok=True)
    return count
