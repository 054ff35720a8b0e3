"""`onrecord search`: passages that match."""

from __future__ import annotations

from typing import Annotated

import typer

from .opening import open_engine
from .options import (
    Author,
    Device,
    IndexFolder,
    Json,
    Language,
    NoSpellings,
    Reranker,
    Results,
    Since,
    Source,
    Until,
)
from .output import print_json, stdout_console


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words or a question.", show_default=False)],
    index: IndexFolder,
    *,
    k: Results = 10,
    fast: Annotated[bool, typer.Option("--fast", help="Skip what takes time and only refines the order.")] = False,
    no_spellings: NoSpellings = False,
    source: Source = None,
    author: Author = None,
    since: Since = None,
    until: Until = None,
    language: Language = None,
    device: Device = None,
    reranker: Reranker = None,
    json: Json = False,
) -> None:
    """Find passages, best first.

    \b
    Examples:
      onrecord search "ceasefire talks" --index archive
      onrecord search "interest rates" --index archive -k 3 --source "The Verge" --since 2025-10-01
      onrecord search "Tomahawks" --index archive --json
    """  # noqa: D301
    from ..filters import make_filters
    from ..records import search_record

    filters = make_filters(source=source, author=author, since=since, until=until, language=language)
    engine = open_engine(index, device=device, reranker=reranker, json=json)
    try:
        results = engine.search(query, k, filters=filters, fast=fast, spellings=not no_spellings)
        nothing = engine.why_nothing(filters)
    finally:
        engine.close()
    if json:
        print_json(search_record(results))
        return
    from .render import render_results

    stdout_console().print(nothing or render_results(results))
