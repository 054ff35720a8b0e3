"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand

IndexFolder = Annotated[
    Path,
    typer.Option("--index", metavar="DIR", envvar="ONRECORD_INDEX", help="Folder of the index.", readable=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        metavar="FILE",
        envvar="ONRECORD_KEYS",
        show_envvar=False,
        help="File of keys; beside the index by default: DIR.keys.json.",
    ),
]
Results = Annotated[int, typer.Option("-k", metavar="N", help="How many passages, 1 to 1000.")]
Device = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Where a sentence-transformers model runs: cpu, cuda."),
]
Reranker = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Folder or hub name of a cross-encoder that orders the first passages."),
]
Source = Annotated[str | None, typer.Option(metavar="OUTLET", help="Only articles of this outlet.")]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Only articles by this author.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Only articles from this day on: 2025-10-31.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Only articles up to and with this day.")]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Only articles in this language: en, de.")]
NoSpellings = Annotated[bool, typer.Option("--no-spellings", help="Search names only as they are typed.")]

_MEANT: Final = {
    "--before": "--until", "--to": "--until", "--till": "--until", "--end": "--until",
    "--after": "--since", "--from": "--since", "--start": "--since", "--outlet": "--source",
}  # fmt: skip


class Filtered(TyperCommand):
    """A command with filters: whoever calls one of them by another name is told its own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; called by typer."""
        for one in args:
            if (meant := _MEANT.get(one.partition("=")[0])) is not None:
                ctx.fail(f"No such option: {one.partition('=')[0]}; here it is {meant}")
        return super().parse_args(ctx, args)
