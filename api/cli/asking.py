"""`onrecord ask`: a question answered with quotes, or many of them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from .failures import explain
from .filtering import of_statements
from .opening import open_engine
from .options import (
    Device,
    IndexFolder,
    Json,
    NoSpellings,
    Reranker,
    Results,
)
from .output import print_json, say, stdout_console

if TYPE_CHECKING:
    from onrecord.search import Answer, Filters


@of_statements
def ask(
    question: Annotated[
        str | None,
        typer.Argument(metavar="QUESTION", help="Without one: a prompt, or one question per line of stdin."),
    ] = None,
    *,
    index: IndexFolder,
    k: Results = 10,
    no_spellings: NoSpellings = False,
    filters: Filters,
    device: Device = None,
    reranker: Reranker = None,
    json: Json = False,
) -> None:
    """Answer a question with exact quotes, or say why not.

    \b
    Examples:
      onrecord ask "what did Putin say about Tomahawks" --index archive
      onrecord ask "who opposed the merger" --index archive --since 2025-10-01 --json
      onrecord ask --index archive                     a prompt; Ctrl-D ends it
      onrecord ask --index archive --json < questions.txt
    """  # noqa: D301
    engine = open_engine(index, device=device, reranker=reranker, json=json)
    try:
        if question is not None:
            _show(engine.ask(question, k, filters=filters, spellings=not no_spellings), json=json)
            return
        prompted = sys.stdin is not None and sys.stdin.isatty()
        failed = False
        previous: list[str] = []
        for line in _prompted() if prompted else _lines():
            try:
                # Lines of a file are questions of their own.
                answer = engine.ask(line, k, filters=filters, spellings=not no_spellings, previous=previous)
            except Exception as error:  # noqa: BLE001  (one bad question must not end the rest)
                failed = True
                say(f"onrecord: {explain(error)}")
            else:
                _show(answer, json=json, asked=not prompted)
                if prompted:
                    previous.append(line)
        if failed and not prompted:
            raise typer.Exit(1)
    finally:
        engine.close()


def _prompted() -> Iterator[str]:
    from .prompt import questions

    return questions()


def _lines() -> Iterator[str]:
    # What is no UTF-8 is asked for all the same.
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for line in sys.stdin or ():
        if line.strip():
            yield line.strip()


def _show(answer: Answer, *, json: bool, asked: bool = False) -> None:
    if json:
        from ..records import answer_record

        print_json(answer_record(answer))
        return
    from .render import render_answer

    console = stdout_console()
    if asked:
        console.print(f"> {answer.question}", style="bold", soft_wrap=True)
    console.print(render_answer(answer))
