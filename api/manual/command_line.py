"""The reference of the command line, from its parser."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, Final

import typer.main

from .markdown import cell, table

_INTRODUCTION: Final = """# Commands

Made from the parser: `onrecord COMMAND --help` says the same. A refusal to answer is an answer (exit code 0); 1 is
an error, said in one line on stderr; 2 wrong usage; 130 interrupted. `ONRECORD_INDEX` stands for `--index`,
`ONRECORD_MODELS` for `--models`, `ONRECORD_KEYS` for `--keys`.
"""


def command_reference(app: typer.Typer) -> str:
    """Describe every command of a program.

    Args:
        app: The program.

    Returns:
        A page: a heading a command, with what it does, examples, and a table of its options.
    """
    program: Any = typer.main.get_command(app)
    parts = [_INTRODUCTION, _options(program)]
    for name, command in program.commands.items():
        parts += _described(f"onrecord {name}", command)
    return "\n".join(parts)


def _described(name: str, command: Any) -> Iterator[str]:
    if command.hidden:
        return
    inner = getattr(command, "commands", {})
    yield f"\n## {name}\n" if name.count(" ") == 1 else f"\n### {name}\n"
    if inner:
        yield _prose(command.help or "")
        for word, one in inner.items():
            yield from _described(f"{name} {word}", one)
        return
    usage = [name, *(one.make_metavar(typer.Context(command)) for one in command.params if _is_argument(one))]
    yield f"\n```text\n{' '.join(usage)} [OPTIONS]\n```\n"
    yield _prose(command.help or "")
    yield _options(command)


def _prose(text: str) -> str:
    r"""Turn a docstring into Markdown: a paragraph that begins with \b is shown as it is."""
    shown = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        told, mark, block = paragraph.partition("\b\n")
        if not mark:
            shown.append(paragraph)
            continue
        first, _, lines = block.partition("\n")
        if first.endswith(":"):
            told, block = f"{told}{first}\n\n", inspect.cleandoc(f"\n{lines}")
        shown.append(f"{told}```text\n{block}\n```")
    return "\n\n".join(shown)


def _options(command: Any) -> str:
    rows = []
    for one in command.params:
        if _is_argument(one):
            rows.append((f"`{one.human_readable_name}`", cell(one.help or "")))
            continue
        names = ", ".join(f"`{name}`" for name in (*one.opts, *one.secondary_opts))
        takes = "" if one.is_flag else f" `{one.make_metavar(typer.Context(command))}`"
        default = one.default if not callable(one.default) else None
        is_plain = isinstance(default, int | float | str) and not isinstance(default, bool) and default != ""
        told = cell(one.help or "") + (f" Default: {default}." if is_plain else "")
        rows.append((f"{names}{takes}", told))
    return table(("option", "what it does"), rows) if rows else ""


def _is_argument(one: Any) -> bool:
    return bool(one.param_type_name == "argument")
