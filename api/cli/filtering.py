"""The filters of commands: options that a command takes together, and gets as one `Filters`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Annotated, Any, Final, get_type_hints

import typer

from .commands import Command

Source = Annotated[
    list[str] | None, typer.Option(metavar="OUTLET", help="Only articles of this outlet; repeat it for several.")
]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Only articles by this author.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Only articles from this day on: 2025-10-31.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Only articles up to and with this day.")]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Only articles in this language: en, de.")]
MinProbability = Annotated[
    float | None,
    typer.Option(
        metavar="P",
        help="Only statements that are the speaker's words with this probability: .8 leaves out what is likely or"
        " doubtful, .6 what is doubtful; 0 shows all. Without it, lists leave out what is reported with less than"
        " .5.",
        show_default=False,
    ),
]

_ARTICLES: Final = {"source": Source, "author": Author, "since": Since, "until": Until, "language": Language}
_STATEMENTS: Final = {**_ARTICLES, "min_probability": MinProbability}
_MEANT: Final = {
    "--before": "--until", "--to": "--until", "--till": "--until", "--end": "--until",
    "--after": "--since", "--from": "--since", "--start": "--since", "--outlet": "--source",
}  # fmt: skip


def of_articles(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command with a keyword `filters` take the options that choose articles."""
    return _taking(_ARTICLES, command)


def of_statements(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command with a keyword `filters` take the options that choose articles and statements."""
    return _taking(_STATEMENTS, command)


def _taking(options: dict[str, Any], command: Callable[..., None]) -> Callable[..., None]:
    @wraps(command)
    def taking(*args: Any, **kwargs: Any) -> None:
        from ..filters import make_filters

        chosen = {name: kwargs.pop(name) for name in options}
        command(*args, filters=make_filters(**chosen), **kwargs)

    own = {name: kind for name, kind in command.__annotations__.items() if name != "filters"}
    # `Filters` itself is not imported: that takes longer than all the help.
    hints = (
        get_type_hints(SimpleNamespace(__annotations__=own), command.__globals__, include_extras=True) | options
    )
    parameters: list[inspect.Parameter] = []
    for one in inspect.signature(command).parameters.values():
        named = options if one.name == "filters" else {one.name: hints[one.name]}
        default = {"default": None} if one.name == "filters" else {"default": one.default}
        parameters += [
            inspect.Parameter(name, one.kind, annotation=kind, **default) for name, kind in named.items()
        ]
    taking.__annotations__ = hints
    taking.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return taking


class Filtered(Command):
    """A command with filters: whoever calls one of them by another name is told its own."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; called by typer."""
        for one in args:
            if (meant := _MEANT.get(one.partition("=")[0])) is not None:
                ctx.fail(f"No such option: {one.partition('=')[0]}; here it is {meant}")
        return super().parse_args(ctx, args)
