"""`onrecord snapshot` and `onrecord restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..counting import numbered
from .noting import note_change
from .options import IndexFolder, Json
from .output import print_json, tell

if TYPE_CHECKING:
    from onrecord.index import Snapshot


def snapshot(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to make; it must not exist.")],
    *,
    index: IndexFolder,
    json: Json = False,
) -> None:
    """Copy an index, even while it is served and written.

    \b
    Examples:
      onrecord snapshot backups/monday --index archive
      onrecord snapshot backups/monday --index archive --json
    """  # noqa: D301
    from onrecord.index import snapshot as take

    _report(take(index, target), target, json=json)


def restore(
    source: Annotated[Path, typer.Argument(metavar="SNAPSHOT", help="Folder of a snapshot.")],
    *,
    index: IndexFolder,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the index that is there.")] = False,
    json: Json = False,
) -> None:
    """Make an index of a snapshot, after comparing its SHA-256.

    \b
    Examples:
      onrecord restore backups/monday --index archive
      onrecord restore backups/monday --index archive --replace
    """  # noqa: D301
    from onrecord.index import restore as bring_back

    made = bring_back(source, index, replace=replace)
    note_change(index, "restore", made.revision)
    _report(made, index, json=json)


def _report(made: Snapshot, folder: Path, *, json: bool) -> None:
    if json:
        from dataclasses import asdict

        print_json({"folder": str(folder), **asdict(made)})
    else:
        tell(f"{folder}: revision {made.revision:,}, {numbered(made.articles, 'article')}, as of {made.created}")
