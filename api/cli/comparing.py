"""`onrecord like`: more articles like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .filtering import of_articles
from .opening import open_engine
from .options import IndexPlace, Json, Jsonl
from .output import print_json, print_lines, stdout_console

if TYPE_CHECKING:
    from onrecord.search import Filters


@of_articles
def like(
    article: Annotated[str, typer.Argument(metavar="ID", help="The article's id.", show_default=False)],
    index: IndexPlace,
    *,
    k: Annotated[int, typer.Option("-k", metavar="N", help="How many articles, 1 to 1000.")] = 10,
    filters: Filters,
    json: Json = False,
    jsonl: Jsonl = False,
) -> None:
    """Find more articles like one; the same story in the same words is listed once.

    \b
    Examples:
      onrecord like tomahawk-valdai --index archive
      onrecord like tomahawk-valdai --since 2025-10-01 -k 5 --index archive --json
    """  # noqa: D301
    engine = open_engine(index, json=json or jsonl)
    try:
        found = engine.similar(article, k, filters=filters)
    finally:
        engine.close()
    if json or jsonl:
        from ..records import similar_record

        record = similar_record(found)
        if json:
            print_json(record)
        else:
            print_lines(record["similar"])
        return
    from .render import render_similar

    stdout_console().print(render_similar(found))
