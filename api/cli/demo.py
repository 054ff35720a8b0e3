"""`onrecord demo`: a first look."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .output import say, stdout_console

QUESTION = "what did Putin say about Tomahawks"


def demo(
    index: Annotated[Path, typer.Option("--index", metavar="DIR", help="Folder of the index it makes.")] = Path(
        "onrecord-sample"
    ),
) -> None:
    """Try it on the articles that come with it.

    \b
    Examples:
      onrecord demo
      onrecord demo --index /tmp/sample
    """  # noqa: D301
    from onrecord.eval import load_dataset
    from onrecord.search import Engine

    from .building import build_index
    from .indexing import summary
    from .render import render_answer

    built = build_index(load_dataset("sample").articles, index)
    say(f"{index}: {summary(built)}\n")
    engine = Engine.open(index)
    try:
        answer = engine.ask(QUESTION)
    finally:
        engine.close()
    console = stdout_console()
    console.print(f"> {QUESTION}\n", style="bold", soft_wrap=True)
    console.print(render_answer(answer))
    say(f"Ask your own:  onrecord ask --index {index}\nOr in a browser:  onrecord serve --index {index}")
