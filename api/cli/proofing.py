"""`onrecord check`: is this quotation in the archive, word for word?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .filtering import of_articles
from .opening import open_engine
from .options import IndexPlace, Json, Jsonl
from .output import print_json, print_lines, stdout_console

if TYPE_CHECKING:
    from onrecord.search import Filters


@of_articles
def check(
    index: IndexPlace,
    quotes: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUOTE...", help="Quotations, each in quote marks of the shell; - reads lines."),
    ] = None,
    *,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="A text file with a quotation on each line.")
    ] = None,
    filters: Filters,
    json: Json = False,
    jsonl: Jsonl = False,
) -> None:
    """Check quotations against the archive: word for word, with what changes, and whose words they are.

    An ellipsis in a quotation stands for what was left out. The exit code is 0 where the archive holds every
    quotation, but for marks and capitals, and 1 where it does not.

    \b
    Examples:
      onrecord check "There are no such things as sanctuaries" --index archive
      onrecord check --file quotations.txt --index archive --json
      pbpaste | onrecord check - --index archive
    """  # noqa: D301
    wanted = _wanted(quotes or [], file)
    if not wanted:
        raise typer.BadParameter("give a quotation, a --file of them, or - to read them", param_hint="QUOTE")
    engine = open_engine(index, json=json or jsonl)
    try:
        found = [engine.check(one, filters=filters) for one in wanted]
    finally:
        engine.close()
    if json or jsonl:
        from ..records import check_record

        checks = [check_record(one) for one in found]
        if json:
            print_json({"checks": checks})
        else:
            print_lines(checks)
    else:
        from .check_view import render_check

        for one in found:
            stdout_console().print(render_check(one))
    if any(one.level in {"changed", "absent"} for one in found):
        raise typer.Exit(1)


def _wanted(quotes: list[str], file: Path | None) -> list[str]:
    """Put together what is to be checked."""
    lines: list[str] = []
    for one in quotes:
        lines += sys.stdin.read().splitlines() if one == "-" else [one]
    if file is not None:
        from onrecord.index import QueryError

        try:
            lines += file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{file}: cannot be read: {error}; give a text file in UTF-8") from None
    return [line.strip() for line in lines if line.strip()]
