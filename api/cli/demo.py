"""`onrecord demo`: a first look."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from .output import note, stdout_console

QUESTION = "what did Putin say about Tomahawks"


def demo(
    index: Annotated[Path, typer.Option("--index", metavar="DIR", help="Folder of the index it makes.")] = Path(
        "onrecord-sample"
    ),
    *,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Another model: a folder, or a sentence-transformers model's name."),
    ] = None,
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
    from .choices import Choices
    from .indexing import summary
    from .render import render_answer

    built = build_index(load_dataset("sample").articles, index, Choices(model=model))
    note(f"{index}: {summary(built)}\n")
    engine = Engine.open(index)
    try:
        answer = engine.ask(QUESTION)
    finally:
        engine.close()
    console = stdout_console()
    console.print(f"> {QUESTION}\n", style="bold", soft_wrap=True)
    console.print(render_answer(answer, index), crop=False)
    if sys.prefix != sys.base_prefix and shutil.which("onrecord") is None:
        note(f"In this shell, first:  {_activation()}")
    if model is not None and Path(model).is_dir():
        note(f"And where the model lies:  export ONRECORD_MODELS={Path(model).resolve()}")
    note(f"Ask your own:  onrecord ask --index {index}\nOr in a browser:  onrecord serve --index {index}")


def _activation() -> str:
    folder = Path(sys.prefix)
    shown = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    return rf"{shown}\Scripts\activate" if sys.platform == "win32" else f"source {shown}/bin/activate"
