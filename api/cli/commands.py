"""Commands that take an option once: where it is repeated, none of its values is dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

Called = TypeVar("Called", bound=Callable[..., Any])


class Command(TyperCommand):
    """A command none of whose options is repeated, but for flags and those that take several values."""

    def make_parser(self, ctx: Any) -> Any:
        """Make what parses the arguments; called by typer."""
        return _once_each(super().make_parser(ctx), ctx)


class Group(TyperGroup):
    """A group of commands none of whose own options is repeated."""

    def make_parser(self, ctx: Any) -> Any:
        """Make what parses the arguments; called by typer."""
        return _once_each(super().make_parser(ctx), ctx)


class App(typer.Typer):
    """Commands of this kind put together."""

    def __init__(self, *, cls: type[TyperGroup] = Group, **settings: Any) -> None:
        """Make what `typer.Typer` makes."""
        super().__init__(cls=cls, rich_markup_mode=None, **settings)

    def command(
        self, name: str | None = None, *, cls: type[TyperCommand] | None = Command, **settings: Any
    ) -> Callable[[Called], Called]:
        """Add a command as `typer.Typer` does."""
        return super().command(name, cls=cls, **settings)


def _once_each(parser: Any, ctx: Any) -> Any:
    parse: Callable[..., tuple[Any, Any, list[Any]]] = parser.parse_args

    def parsed(args: list[str]) -> tuple[Any, Any, list[Any]]:
        options, rest, order = parse(args)
        for one, times in Counter(order).items():
            if times > 1 and not (one.multiple or one.is_flag or one.count or ctx.resilient_parsing):
                ctx.fail(f"{one.opts[0]} is given several times; give it once")
        return options, rest, order

    parser.parse_args = parsed
    return parser
