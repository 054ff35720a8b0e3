"""`onrecord said` and `onrecord speakers`: statements, and those who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from .citing import Cite
from .filtering import of_statements
from .opening import open_engine
from .options import All, Device, IndexPlace, Json, Jsonl, Offset
from .output import print_json, print_lines, stdout_console, write

if TYPE_CHECKING:
    from onrecord.search import Filters

_UNDATED: Final = "~"  # sorts after every date


@of_statements
def said(
    index: IndexPlace,
    *,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Whose statements, by name or role.")] = None,
    about: Annotated[str | None, typer.Option(metavar="TOPIC", help="On what.")] = None,
    k: Annotated[int, typer.Option("-k", metavar="N", min=1, help="How many statements.")] = 50,
    offset: Offset = 0,
    all_: All = False,
    newest: Annotated[bool, typer.Option("--newest", help="Latest first, as always without a topic.")] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help="Month by month, oldest first.")] = False,
    filters: Filters,
    device: Device = None,
    cite: Cite = None,
    json: Json = False,
    jsonl: Jsonl = False,
) -> None:
    """List what somebody said, or what was said about something.

    \b
    Examples:
      onrecord said --by Putin --index archive
      onrecord said --by Putin --about Tomahawks --timeline --index archive
      onrecord said --about "interest rates" --index archive --json
    """  # noqa: D301
    from ..filters import given

    by, about = given(by), given(about)
    if by is None and about is None:
        raise typer.BadParameter("say whose statements, or on what", param_hint="--by / --about")
    engine = open_engine(index, device=device, json=json or jsonl)
    try:
        every = engine.said(by, about, None, filters=filters, newest=newest)
        nothing = engine.why_nothing(filters)
    finally:
        engine.close()
    if timeline:
        every.sort(key=lambda one: (one.article.published or _UNDATED, one.article.id, one.start))
    statements = every[offset:] if all_ else every[offset : offset + k]
    if json or jsonl:
        from ..records import statements_record

        record = statements_record(by, about, statements, total=len(every), begin=offset)
        if json:
            print_json(record)
        else:
            print_lines(record["statements"])
        return
    if cite is not None:
        from .citing import cited

        write(cited(statements, cite))
        return
    from .render import render_repeats, render_statements, render_timeline

    listed = (
        render_timeline(statements) if timeline else render_statements(statements, begin=offset, total=len(every))
    )
    stdout_console().print(nothing or listed)
    if (stand := sum(1 + len(one.also) for one in every)) > len(every):
        stdout_console().print(render_repeats(len(every), stand))


def speakers(
    index: IndexPlace,
    *,
    like: Annotated[str | None, typer.Option(metavar="TEXT", help="Only names or roles like this.")] = None,
    k: Annotated[int, typer.Option("-k", metavar="N", min=1, help="How many speakers.")] = 20,
    offset: Offset = 0,
    all_: All = False,
    json: Json = False,
    jsonl: Jsonl = False,
) -> None:
    """List who is quoted, by number of statements.

    A statement counts in each article that carries it; `onrecord said` lists it once.

    \b
    Examples:
      onrecord speakers --index archive
      onrecord speakers --like Zelensky --index archive --json
    """  # noqa: D301
    from ..speakers import speakers_like

    engine = open_engine(index, json=json or jsonl)
    try:
        found = speakers_like(engine.speakers(), like)
    finally:
        engine.close()
    shown = found[offset:] if all_ else found[offset : offset + k]
    if json or jsonl:
        from ..records import speakers_record

        record = speakers_record(len(found), shown)
        if json:
            print_json(record)
        else:
            print_lines(record["speakers"])
        return
    from .render import render_speakers

    stdout_console().print(render_speakers(shown, len(found), begin=offset))
