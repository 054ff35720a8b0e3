"""`onrecord ask`: a question answered with quotes, or many of them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .citing import Cite
from .failures import explain
from .filtering import of_statements
from .opening import open_engine
from .options import (
    Device,
    IndexPlace,
    Json,
    Jsonl,
    Llm,
    LlmModel,
    LlmShow,
    LlmTimeout,
    NoSpellings,
    Reranker,
    Results,
)
from .output import print_json, print_lines, say, stdout_console, write
from .prosing import endpoint_for, print_prose, writer_for
from .tables import Form, Out
from .text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.search import Answer, Engine, Filters
    from onrecord.search.prose import Writer

    from .session import Session


@of_statements
def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION", help="Without one, or -: a prompt, or one question per line of stdin."),
    ] = None,
    *,
    index: IndexPlace,
    k: Results = 10,
    questions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Answer every question of a .txt, .csv or .jsonl file into a table."),
    ] = None,
    form: Form = None,
    out: Out = None,
    no_spellings: NoSpellings = False,
    filters: Filters,
    device: Device = None,
    reranker: Reranker = None,
    cite: Cite = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
    llm_show: LlmShow = "free",
    llm_timeout: LlmTimeout = 60,
    json: Json = False,
    jsonl: Jsonl = False,
) -> None:
    """Answer a question with exact quotes, or say why not.

    \b
    Examples:
      onrecord ask "what did Putin say about Tomahawks" --index archive
      onrecord ask "who opposed the merger" --index archive --since 2025-10-01
      onrecord ask "who opposed the merger" --index archive --cite bibtex
      onrecord ask "who opposed the merger" --index archive --json
      onrecord ask --index archive           a prompt; :help helps, Ctrl-D ends it
      onrecord ask --index archive --jsonl < questions.txt
      onrecord ask --questions questions.csv --out answers.csv --index archive
      onrecord ask "who won" --index archive --llm URL --llm-model qwen3
    """  # noqa: D301
    if questions is None and (form or out):
        raise typer.BadParameter("goes with --questions", param_hint="--out" if out else "--format")
    # Whoever forgets the quote marks of the shell is understood too.
    typed = " ".join(question) if question else None
    endpoint = endpoint_for(llm, llm_model, llm_timeout)
    engine = open_engine(index, device=device, reranker=reranker, json=json or jsonl)
    writer = writer_for(engine, endpoint, show=llm_show) if cite is None else None
    # A command that goes on need not name what the environment does.
    place = str(index) if os.environ.get("ONRECORD_INDEX") != str(index) else None

    def answered(asked: str) -> Answer:
        return engine.ask(asked, k, filters=filters, spellings=not no_spellings)

    try:
        if questions is not None:
            _ask_all(questions, answered, form, out)
        elif typed is not None and typed != "-":
            _show(answered(typed), writer, filters, index=place, cite=cite, json=json, jsonl=jsonl)
        else:
            from .session import Session

            session = Session(filters, k, writer=writer)
            told = partial(_show, index=place, cite=cite, json=json, jsonl=jsonl)
            if typed is None and sys.stdin is not None and sys.stdin.isatty():
                from .prompt import talk

                talk(engine, session, told, spellings=not no_spellings)
            elif not _ask_lines(engine, session, told, spellings=not no_spellings, obeying=not (json or jsonl)):
                raise typer.Exit(1)
    finally:
        engine.close()
        if endpoint is not None:
            endpoint.close()


def _ask_all(file: Path, answered: Callable[[str], Answer], form: str | None, out: Path | None) -> None:
    """Answer the questions of a file into a table."""
    from ..exporting.answers import answer_rows
    from .questions import read_questions, tell_done, with_progress
    from .tables import chosen_form, write_table

    form = chosen_form(form, out)
    asked = read_questions(file)
    given = 0

    def counted(question: str) -> Answer:
        nonlocal given
        answer = answered(question)
        given += answer.answered
        return answer

    write_table(answer_rows(with_progress(asked), counted), form, out)
    if out is not None:
        tell_done(given, len(asked), out)


def _ask_lines(
    engine: Engine, session: Session, told: Callable[..., None], *, spellings: bool, obeying: bool
) -> bool:
    """Answer each line of stdin, a question of its own; one that cannot be used does not end the rest.

    What is no question is obeyed as at the prompt, unless records alone are to come out.
    """
    from .session import ASKS_HELP, ENDS, HELP

    good = True
    for line in _lines():
        if obeying and line.lower() in ENDS:
            break
        if obeying and line.lower() in ASKS_HELP:
            say(HELP)
            continue
        try:
            if obeying and line.startswith(":"):
                session.obey(line)
                continue
            answer = engine.ask(line, session.k, filters=session.filters, spellings=spellings)
        except Exception as error:  # noqa: BLE001  (one bad question must not end the rest)
            good = False
            say(f"onrecord: {explain(error)}")
        else:
            session.answer = answer
            told(answer, session.writer if session.prose else None, session.filters, asked=True)
    return good


def _lines() -> Iterator[str]:
    # What is no UTF-8 is asked for all the same.
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    for line in sys.stdin or ():
        if line.strip():
            yield line.strip()


def _show(
    answer: Answer,
    writer: Writer | None,
    filters: Filters,
    previous: Sequence[str] = (),
    *,
    index: str | None,
    cite: str | None,
    json: bool,
    jsonl: bool,
    asked: bool = False,
) -> None:
    if json or jsonl:
        from ..records import answer_record, prose_answer_record

        if writer is None:
            record = answer_record(answer)
        else:
            record = prose_answer_record(answer, writer.write(answer, filters=filters, previous=previous))
        if jsonl:
            print_lines([record])
        else:
            print_json(record)
        return
    if cite is not None:
        from .citing import cited

        if answer.answered:
            write(cited(answer.citations, cite))  # type: ignore[arg-type]
        else:
            say(f"no answer: {answer.reason}")
        return
    from .render import render_answer

    console = stdout_console()
    if asked:
        console.print(f"> {clean(answer.question)}", style="bold", soft_wrap=True)
    console.print(render_answer(answer, index), crop=False)
    if writer is not None:
        print_prose(writer, answer, filters, previous)
