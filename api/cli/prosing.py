"""Prose beside an answer's quotes, where a model is named."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from .output import stdout_console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from onrecord.search import Answer, Engine, Filters
    from onrecord.search.prose import Endpoint, Prose, ProseSentence, Show, Writer

KEY: Final = "ONRECORD_LLM_KEY"
"""Holds the endpoint's key: what is typed as an option every user of the machine can read."""


def endpoint_for(llm: str | None, model: str | None, seconds: float) -> Endpoint | None:
    """Give the endpoint that options name, or None where they name none.

    Raises:
        OnrecordError: One option is given without the other, the address is none, or the client is missing.
    """
    if llm is None and model is None:
        return None
    from onrecord.index import OnrecordError
    from onrecord.search.prose import Endpoint

    if llm is None or model is None:
        raise OnrecordError("--llm and --llm-model go together: --llm http://localhost:11434/v1 --llm-model NAME")
    return Endpoint(llm, model, os.environ.get(KEY) or None, seconds=seconds)


def writer_for(engine: Engine, endpoint: Endpoint | None, *, show: Show) -> Writer | None:
    """Give what has a model write, or None without one."""
    if endpoint is None:
        return None
    from onrecord.search.prose import Writer

    return Writer(engine, endpoint, show=show)


def print_prose(writer: Writer, answer: Answer, filters: Filters, previous: Sequence[str] = ()) -> None:
    """Print prose below an answer, sentence by sentence as it is written; of a refusal nothing."""
    from rich.text import Text

    from onrecord.search.prose import Prose

    from .text import clean

    console = stdout_console()
    begun = False
    prose: Prose | None = None
    for piece in writer.stream(answer, filters=filters, previous=previous):
        if isinstance(piece, Prose):
            prose = piece
            continue
        if not begun:
            console.print(Text("In prose, each sentence checked against what it cites:", style="dim"))
            begun = True
        console.print(_line(piece))
    if prose is None:
        return
    if prose.notice:
        console.print(Text(clean(prose.notice), style="dim"))
    if begun or prose.dropped:
        console.print(Text(_told(prose), style="dim"))
    console.print()
    _print_more(prose, answer)


def _line(sentence: ProseSentence) -> Text:
    from rich.text import Text

    from .text import clean

    marks = "".join(f"[{n}]" for n in sentence.cites)
    if sentence.supported:
        return Text.assemble(clean(sentence.text), " ", (marks, "yellow"))
    if sentence.grade == "unsupported":
        why = f"({sentence.mark}: {clean(sentence.reason or '')}) "
        return Text.assemble((why, "red"), (clean(sentence.text), "strike dim"), f" {marks}")
    line = Text.assemble((f"({sentence.mark}) ", "yellow"), (clean(sentence.text), "italic"), f" {marks}")
    for quote in sentence.quotes:
        line.append(f"\n    [{quote.n}] {clean(quote.speaker or '')}: {clean(quote.text)}", "dim")
    return line


def _told(prose: Prose) -> str:
    from ..counting import numbered
    from .text import clean

    left = len(prose.dropped)
    out = f"; {numbered(left, 'sentence')} left out: not supported by what they cite" if left else ""
    return f"written by {clean(prose.model)}{out}"


def _print_more(prose: Prose, answer: Answer) -> None:
    """Print the quotes that only the prose cites."""
    from .citations import full_citation

    console = stdout_console()
    for quote in prose.beside(answer):
        console.print(full_citation(f"[{quote.n}]", quote.citation))
        console.print()
