"""`onrecord index`: articles in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Device, IndexFolder, Json
from .output import print_json

if TYPE_CHECKING:
    from .building import Built


def index(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="[PATH]...", help="Files, folders of them, or - for JSON Lines on stdin.", show_default=False
        ),
    ] = [],  # noqa: B006
    *,
    index: IndexFolder,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Another model, for a new index: a folder (ONNX or sentence-transformers), or a hub name.",
        ),
    ] = None,
    device: Device = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Column of a table that holds a field: text=body."),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(metavar="ORDER", help="How 03/04/2025 is to be read: day-first or month-first."),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles that these paths held before and hold no more.")
    ] = False,
    statements: Annotated[
        bool,
        typer.Option("--statements", help="Find the statements of all stored articles again; encodes nothing."),
    ] = False,
    json: Json = False,
) -> None:
    """Index articles; a second run adds what is new or changed.

    \b
    Read are .jsonl, .json, .txt, .md, .html, .pdf, .docx, .csv, .tsv, .xlsx, .parquet,
    .eml, .mbox, .rss, .atom, .xml (feeds), .warc, .wacz, and .zip, .tar, .gz of these.
    Lines of .jsonl are objects with id (or _id), text, title, url, source, author,
    published. In .txt and .md files a line or block is a paragraph.

    \b
    Examples:
      onrecord index articles.jsonl --index archive
      onrecord index 2024/ 2025/ --index archive --json
      onrecord index articles/ --index archive --prune
      onrecord index articles/ --index archive-minilm --model all-MiniLM-L6-v2
      onrecord index --statements --index archive
    """  # noqa: D301
    from .building import build_index, state_anew

    if statements == bool(paths):
        raise typer.BadParameter("give files or folders of articles, or --statements alone", param_hint="PATH")
    if statements:
        done = state_anew(index)
        print_json(_record(done, index)) if json else typer.echo(summary(done))
        return

    if dates not in {None, "day-first", "month-first"}:
        raise typer.BadParameter(f"{dates!r} is neither day-first nor month-first", param_hint="--dates")
    day_first = None if dates is None else dates == "day-first"
    built = build_index(
        paths, index, model=model, device=device, prune=prune, columns=_columns(columns or []), day_first=day_first
    )
    if json:
        print_json(_record(built, index))
    else:
        typer.echo(summary(built))


def _columns(pairs: list[str]) -> dict[str, str]:
    from onrecord.index import FIELDS

    columns = {}
    for pair in pairs:
        for one in pair.split(","):
            field, _, column = one.partition("=")
            if field not in FIELDS or not column:
                known = ", ".join(FIELDS)
                raise typer.BadParameter(f"{one!r} is not FIELD=COLUMN; fields are {known}", param_hint="--map")
            columns[field] = column
    return columns


def summary(built: Built) -> str:
    """Say what indexing did, in a line."""
    changes = built.changes
    removed = f"removed {changes.removed:,}, " if changes.removed else ""
    undated = f"{built.skips.undated:,} dates unread, " if built.skips.undated else ""
    return (
        f"added {changes.added:,}, updated {changes.updated:,}, unchanged {changes.unchanged:,}, "
        f"{removed}{undated}skipped {built.skips.count:,}; "
        f"{changes.encoded:,} passages encoded in {built.seconds:,.1f} s"
    )


def _record(built: Built, folder: Path) -> dict[str, object]:
    changes = built.changes
    return {
        "index": str(folder),
        "revision": built.revision,
        "added": changes.added,
        "updated": changes.updated,
        "unchanged": changes.unchanged,
        "removed": changes.removed,
        "skipped": built.skips.count,
        "dates_unread": built.skips.undated,
        "skips": [{"path": str(one.path), "line": one.line, "reason": one.reason} for one in built.skips.errors],
        "passages_encoded": changes.encoded,
        "seconds": round(built.seconds, 3),
    }
