"""`onrecord remove` and `onrecord vacuum`: articles out, and their space back."""

from __future__ import annotations

from typing import Annotated

import typer

from ..counting import numbered
from .noting import note_change
from .options import IndexFolder, Json
from .output import confirmed, print_json, say, tell


def remove(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Ids of articles.")] = None,
    *,
    index: IndexFolder,
    source: Annotated[str | None, typer.Option(metavar="OUTLET", help="All articles of this outlet.")] = None,
    before: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only articles published before this day: 2020-01-01.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before removing by outlet or age.")] = False,
    json: Json = False,
) -> None:
    """Remove articles by id, outlet or age. What is asked for must all be true.

    What was removed stays out when its file is indexed again, unless with --readd.

    \b
    Examples:
      onrecord remove story-17 story-18 --index archive
      onrecord remove --source "The Verge" --index archive --yes
      onrecord remove --before 2020-01-01 --index archive --yes --json
    """  # noqa: D301
    from onrecord.index import open_writer

    from ..filters import a_day

    if not ids and source is None and before is None:
        raise typer.BadParameter("give ids, --source or --before", param_hint="ID")
    day = a_day("before", before)
    with open_writer(index, create=False) as writer:
        stored = set(writer.living())
        chosen = set(writer.living(source=source, before=day))
        unknown = [id_ for id_ in ids or () if id_ not in stored]
        doomed = sorted(chosen.intersection(ids) if ids else chosen)
        if not ids and doomed and not confirmed(f"remove {numbered(len(doomed), 'article')}", yes=yes):
            raise typer.Exit(1)
        removed = writer.remove(doomed, for_good=True)
        revision = writer.publish()
    if removed:
        note_change(index, "remove", revision, doomed, removed=removed)
    for id_ in unknown:
        say(f"no article {id_!r} in this index")
    if json:
        print_json({"index": str(index), "revision": revision, "removed": removed, "unknown": unknown})
    else:
        tell(f"removed {removed:,}")


def vacuum(index: IndexFolder, *, json: Json = False) -> None:
    """Give the space of removed and replaced articles back to the disk.

    \b
    Examples:
      onrecord vacuum --index archive
      onrecord vacuum --index archive --json
    """  # noqa: D301
    from onrecord.index import vacuum as give_back

    sizes = give_back(index)
    if not sizes.complete:
        say("readers hold a part of it; run this again when they have closed, or when serve has moved on")
    if json:
        record = {"bytes_before": sizes.before, "bytes_after": sizes.after, "complete": sizes.complete}
        print_json({"index": str(index), **record})
    else:
        tell(f"{sizes.before / 1e6:,.1f} MB before, {sizes.after / 1e6:,.1f} MB after")
