"""`onrecord info`: what an index holds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ..counting import numbered
from .options import IndexPlace, Json
from .output import note, print_json, stdout_console

if TYPE_CHECKING:
    from ..records import InfoRecord

_OUTLETS_SHOWN = 10
_UNDATED_SHOWN = 5
_LOOKED_AT = 20_000
"""Articles in which those without a date are looked for, to be named."""


def info(index: IndexPlace, *, json: Json = False) -> None:
    """Show what an index holds.

    \b
    Examples:
      onrecord info --index archive
      onrecord info --index archive --json
    """  # noqa: D301
    from onrecord.index import Filters, HasNotes, folder_size, open_store

    from ..records import info_record
    from ..version import version

    opened = open_store(index)
    try:
        record = info_record(opened, version())
        old, folder = opened.has_old_statements, opened.folder
        notes = opened.notes() if isinstance(opened, HasNotes) else ()
        some = islice(opened.every_article(Filters()), _LOOKED_AT) if record["undated"] and not json else ()
        undated = [one.id for one in islice((one for one in some if one.published is None), _UNDATED_SHOWN)]
    finally:
        opened.close()
    if old:
        note(f"note: an earlier version found the statements; anew: onrecord index --statements --index {index}")
    for line in notes:
        note(f"note: {line}")
    size = None if folder is None else folder_size(folder)
    if json:
        print_json({"folder": index, "bytes": size, **record})
    else:
        _print(index, size, record, undated)


def _undated(count: int, some: Sequence[str]) -> str:
    named = f" ({', '.join(some)}{', ...' if count > len(some) else ''})" if some else ""
    return f"{numbered(count, 'article')}{named}, which no time finds; state “published” in them and index again"


def _print(place: str, size: int | None, record: InfoRecord, undated: Sequence[str]) -> None:
    from rich.text import Text

    from .layout import Marked
    from .text import clean

    period = record["period"]
    outlets = record["sources"]
    shown = [f"{clean(name)} ({n:,})" for name, n in list(outlets.items())[:_OUTLETS_SHOWN]]
    if len(outlets) > _OUTLETS_SHOWN:
        shown.append(f"and {len(outlets) - _OUTLETS_SHOWN:,} more")
    rows = {
        "folder": place,
        "articles": f"{record['articles']:,}",
        "passages": f"{record['passages']:,}",
        "published": f"{period['first'][:10]} to {period['last'][:10]}" if period else "no dates",
        **({"undated": _undated(record["undated"], [clean(one) for one in undated])} if record["undated"] else {}),
        "outlets": ", ".join(shown) or "none named",
        "model": record["encoder"],
        "revision": f"{record['revision']:,}",
        "size": "on its servers" if size is None else f"{size / 1e6:,.1f} MB",
    }
    console = stdout_console()
    for name, value in rows.items():
        console.print(Marked(f"{name:9}", [Text(value)], "dim"))
