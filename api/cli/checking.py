"""`onrecord verify`, `onrecord repair` and `onrecord migrate`."""

from __future__ import annotations

from typing import Annotated

import typer

from .failures import one_line
from .options import IndexFolder, Json
from .output import note, print_json, tell


def verify(
    index: IndexFolder,
    *,
    deep: Annotated[bool, typer.Option("--deep", help="Read every row and every file.")] = False,
    json: Json = False,
) -> None:
    """Check that an index is whole. Exit code 0: it is; 1: findings, a line each.

    \b
    Examples:
      onrecord verify --index archive
      onrecord verify --index archive --deep --json
    """  # noqa: D301
    from onrecord.index import verify as check

    findings = check(index, deep=deep)
    if json:
        found = [{"where": one.where, "what": one.what} for one in findings]
        print_json({"index": str(index), "deep": deep, "findings": found})
    else:
        for one in findings:
            tell(one_line(f"{one.where}: {one.what}"))
        if not findings:
            tell("no findings")
    raise typer.Exit(1 if findings else 0)


def repair(index: IndexFolder, *, json: Json = False) -> None:
    """Make the search caches again, from the database; nothing is encoded again.

    \b
    Examples:
      onrecord repair --index archive
      onrecord repair --index archive --json
    """  # noqa: D301
    from onrecord.index import repair as mend

    done = mend(index)
    if json:
        print_json({"index": str(index), "done": done})
    else:
        tell("\n".join(done) or "nothing is published yet, nothing to repair")


def migrate(index: IndexFolder, *, json: Json = False) -> None:
    """Bring an index of an earlier version to this one; nothing is encoded again.

    Indexing does it by itself, and opening makes caches again that are laid out otherwise.

    \b
    Examples:
      onrecord migrate --index archive
      onrecord migrate --index archive --json
    """  # noqa: D301
    from onrecord.index import Index
    from onrecord.index import migrate as bring

    done = bring(index)
    opened = Index.open(index)
    try:
        old = opened.has_old_statements
    finally:
        opened.close()
    if json:
        print_json({"index": str(index), "done": done, "old_statements": old})
    else:
        tell("\n".join(done) or "of this version already")
    if old:
        note(f"an earlier version found the statements; anew: onrecord index --statements --index {index}")
