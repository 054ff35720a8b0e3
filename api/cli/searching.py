"""`onrecord search`: passages that match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .citing import Cite
from .filtering import of_articles
from .opening import open_engine
from .options import (
    Device,
    IndexPlace,
    Json,
    Jsonl,
    NoSpellings,
    Reranker,
    Results,
)
from .output import print_json, print_lines, stdout_console, write

if TYPE_CHECKING:
    from onrecord.search import Filters


@of_articles
def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words or a question.", show_default=False)],
    index: IndexPlace,
    *,
    k: Results = 10,
    fast: Annotated[
        bool, typer.Option("--fast", help="Leave out the reranker: faster, and a little worse.")
    ] = False,
    no_spellings: NoSpellings = False,
    filters: Filters,
    device: Device = None,
    reranker: Reranker = None,
    cite: Cite = None,
    json: Json = False,
    jsonl: Jsonl = False,
) -> None:
    """Find passages, best first.

    \b
    Examples:
      onrecord search "ceasefire talks" --index archive
      onrecord search "interest rates" --index archive -k 3 --source "The Verge"
      onrecord search "Tomahawks" --index archive --json
    """  # noqa: D301
    from ..records import search_record

    engine = open_engine(index, device=device, reranker=reranker, json=json or jsonl)
    try:
        results = engine.search(" ".join(query), k, filters=filters, fast=fast, spellings=not no_spellings)
        nothing = engine.why_nothing(filters)
    finally:
        engine.close()
    if json:
        print_json(search_record(results))
    elif jsonl:
        print_lines(search_record(results)["hits"])
    if json or jsonl:
        return
    if cite is not None:
        from .citing import as_citations, cited

        write(cited(as_citations(results.hits), cite))
        return
    from .render import render_results

    stdout_console().print(nothing or render_results(results))
