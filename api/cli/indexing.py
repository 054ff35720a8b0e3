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
        typer.Argument(metavar="PATH", help="Files (.jsonl, .txt, .md), or folders of them."),
    ],
    index: IndexFolder,
    *,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A sentence-transformers model, folder or name, for a new index."),
    ] = None,
    device: Device = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles that these paths held before and hold no more.")
    ] = False,
    json: Json = False,
) -> None:
    """Index articles; a second run adds what is new or changed.

    \b
    Lines of .jsonl are objects with id (or _id), text, title, url, source, author,
    published. In .txt and .md files a line or block is a paragraph.

    \b
    Examples:
      onrecord index articles.jsonl --index archive
      onrecord index 2024/ 2025/ --index archive --json
      onrecord index articles/ --index archive --prune
      onrecord index articles/ --index archive-minilm --model all-MiniLM-L6-v2
    """  # noqa: D301
    from .building import build_index

    built = build_index(paths, index, model=model, device=device, prune=prune)
    if json:
        print_json(_record(built, index))
    else:
        typer.echo(summary(built))


def summary(built: Built) -> str:
    """Say what indexing did, in a line."""
    changes = built.changes
    removed = f"removed {changes.removed:,}, " if changes.removed else ""
    return (
        f"added {changes.added:,}, updated {changes.updated:,}, unchanged {changes.unchanged:,}, {removed}"
        f"skipped {built.skips.count:,}; {changes.encoded:,} passages encoded in {built.seconds:,.1f} s"
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
        "skips": [{"path": str(one.path), "line": one.line, "reason": one.reason} for one in built.skips.errors],
        "passages_encoded": changes.encoded,
        "seconds": round(built.seconds, 3),
    }
