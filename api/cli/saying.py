"""`onrecord said` and `onrecord speakers`: statements, and those who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from .filtering import of_statements
from .opening import open_engine
from .options import Device, IndexFolder, Json
from .output import print_json, stdout_console

if TYPE_CHECKING:
    from onrecord.search import Filters

_UNDATED: Final = "~"  # sorts after every date


@of_statements
def said(
    index: IndexFolder,
    *,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Whose statements, by name or role.")] = None,
    about: Annotated[str | None, typer.Option(metavar="TOPIC", help="On what.")] = None,
    k: Annotated[int, typer.Option("-k", metavar="N", help="How many statements, 1 to 1000.")] = 50,
    newest: Annotated[
        bool, typer.Option("--newest", help="Latest first; without a topic it is always so.")
    ] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help="Month by month, oldest first.")] = False,
    filters: Filters,
    device: Device = None,
    json: Json = False,
) -> None:
    """List what somebody said, or what was said about something.

    \b
    Examples:
      onrecord said --by Putin --index archive
      onrecord said --by Putin --about Tomahawks --timeline --index archive
      onrecord said --about "interest rates" --since 2025-10-01 --index archive --json
    """  # noqa: D301
    from ..filters import given

    by, about = given(by), given(about)
    if by is None and about is None:
        raise typer.BadParameter("say whose statements, or on what", param_hint="--by / --about")
    engine = open_engine(index, device=device, json=json)
    try:
        statements = engine.said(by, about, k, filters=filters, newest=newest)
        nothing = engine.why_nothing(filters)
    finally:
        engine.close()
    if timeline:
        statements.sort(key=lambda one: (one.article.published or _UNDATED, one.article.id, one.start))
    if json:
        from ..records import statements_record

        print_json(statements_record(by, about, statements))
        return
    from .render import render_statements, render_timeline

    listed = render_timeline(statements) if timeline else render_statements(statements)
    stdout_console().print(nothing or listed)


def speakers(
    index: IndexFolder,
    *,
    like: Annotated[str | None, typer.Option(metavar="TEXT", help="Only names or roles like this.")] = None,
    k: Annotated[int, typer.Option("-k", metavar="N", min=1, help="How many speakers.")] = 20,
    json: Json = False,
) -> None:
    """List who is quoted, by number of statements.

    \b
    Examples:
      onrecord speakers --index archive
      onrecord speakers --like Zelensky --index archive --json
    """  # noqa: D301
    from ..speakers import speakers_like

    engine = open_engine(index, json=json)
    try:
        found = speakers_like(engine.speakers(), like)
    finally:
        engine.close()
    if json:
        from ..records import speakers_record

        print_json(speakers_record(len(found), found[:k]))
        return
    from .render import render_speakers

    stdout_console().print(render_speakers(found[:k], len(found)))
