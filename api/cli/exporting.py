"""`onrecord export`: articles, passages, statements and speakers out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .filtering import of_statements
from .opening import open_engine
from .options import IndexPlace
from .output import note
from .tables import Form, Out, chosen_form, write_table

if TYPE_CHECKING:
    from onrecord.search import Filters


@of_statements
def export(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="articles, passages, statements or speakers.", show_default=False)
    ],
    index: IndexPlace,
    *,
    form: Form = None,
    out: Out = None,
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
      onrecord export statements --by Putin --out putin.csv --index archive
      onrecord export articles --since 2025-10-01 --out a.parquet --index archive
    """  # noqa: D301
    from ..exporting import KINDS, rows_of
    from ..filters import given

    form = chosen_form(form, out)
    if what not in KINDS:
        raise typer.BadParameter(f"{what!r} is none of {', '.join(KINDS)}", param_hint="WHAT")
    engine = open_engine(index)
    try:
        rows = rows_of(engine, what, filters, by=given(by), kind=kind)
        count = write_table(rows, form, out)
    finally:
        engine.close()
    if out is not None:
        note(f"{count:,} {what} in {out}")
