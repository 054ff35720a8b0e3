"""The routes: each asks the engine, off the event loop, and gives a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from starlette.responses import Response

from onrecord.api import records
from onrecord.search import Engine

from ..exporting import Exported, lines, rows_of
from ..filters import given
from ..records import (
    AnswerRecord,
    InfoRecord,
    ProseAnswerRecord,
    SearchRecord,
)
from ..version import version
from .logs import note_question
from .problems import problems_of
from .prose import Proser, asking, the_proser
from .remembered import Remembered
from .requests import (
    AskBody,
    AskParameters,
    ExportParameters,
    SearchBody,
    SearchParameters,
    filters_of,
    once,
)
from .served import Served
from .workers import Workers


def question_routes(
    served: Served,
    workers: Workers,
    remembered: Remembered,
    answered: Callable[[str | None], None],
    proser: Proser | None = None,
) -> APIRouter:
    """Build the routes that search and answer.

    Args:
        served: The engine.
        workers: Its threads.
        remembered: Answers given before.
        answered: Told of each answer: None, or how it was refused.
        proser: Has a model write, where the server has one.
    """
    busy = problems_of(
        {
            400: "The body is no JSON.",
            422: "The question cannot be used.",
            503: "Too many wait; Retry-After says when to come back.",
        }
    )
    router = APIRouter(tags=["questions"], responses=busy, dependencies=[Depends(once)])

    async def find(query: str, wanted: SearchParameters | SearchBody) -> SearchRecord:
        note_question(query)
        return await remembered.answer(wanted, lambda: found(query, wanted))

    async def found(query: str, wanted: SearchParameters | SearchBody) -> SearchRecord:
        results = await workers.run(
            served.use,
            Engine.search,
            query,
            wanted.k,
            filters=filters_of(wanted),
            fast=wanted.fast,
            spellings=wanted.spellings,
        )
        return records.search_record(results)

    async def answer(question: str, wanted: AskParameters | AskBody, response: Response) -> ProseAnswerRecord:
        note_question(question)
        if wanted.prose:
            return await the_proser(proser).answer(served, question, wanted, answered)
        record = await remembered.answer(wanted, lambda: worked_out(question, wanted), is_whole)
        answered(record.get("refusal"))
        response.headers.update({} if is_whole(record) else {"Cache-Control": "no-store"})
        return cast(ProseAnswerRecord, record)

    async def worked_out(question: str, wanted: AskParameters | AskBody) -> AnswerRecord:
        return records.answer_record(await workers.run(served.use, asking(question, wanted)))

    @router.get("/search", summary="Find passages")
    async def search(wanted: Annotated[SearchParameters, Query()]) -> SearchRecord:
        """Find passages, best first."""
        return await find(wanted.q, wanted)

    @router.post("/search", summary="Find passages")
    async def search_by_body(wanted: SearchBody) -> SearchRecord:
        """Find passages, best first."""
        return await find(wanted.query, wanted)

    @router.get("/ask", summary="Answer a question")
    async def ask(wanted: Annotated[AskParameters, Query()], response: Response) -> ProseAnswerRecord:
        """Answer a question with exact quotes, or say why not."""
        return await answer(wanted.q, wanted, response)

    @router.post("/ask", summary="Answer a question")
    async def ask_by_body(wanted: AskBody, response: Response) -> ProseAnswerRecord:
        """Answer a question with exact quotes, or say why not."""
        return await answer(wanted.question, wanted, response)

    return router


def is_whole(record: AnswerRecord) -> bool:
    """Tell whether an answer is all that there is to say: it is not where the time was up."""
    return record["refusal"] != "time_up"


def archive_routes(served: Served, workers: Workers) -> APIRouter:
    """Build the routes that show what there is."""
    router = APIRouter(tags=["archive"], dependencies=[Depends(once)])

    @router.get("/export/{what}", summary="Export rows", response_class=StreamingResponse)
    async def export(what: Exported, wanted: Annotated[ExportParameters, Query()]) -> StreamingResponse:
        """Give articles, passages, statements or speakers row by row, as JSON Lines or CSV."""
        kind = "text/csv" if wanted.format == "csv" else "application/jsonl"
        rows = await workers.run(_begun, served, what, wanted)
        name = f'attachment; filename="{what}.{wanted.format}"'
        return StreamingResponse(rows, media_type=kind, headers={"Content-Disposition": name})

    @router.get("/info", summary="What the index holds")
    async def info() -> InfoRecord:
        """Count articles, passages and outlets."""
        return await workers.run(served.use, _info)

    return router


def _begun(served: Served, what: Exported, wanted: ExportParameters) -> Iterator[str]:
    """Begin an export, so that what cannot be used is said before its first row."""
    stack = ExitStack()
    try:
        engine = stack.enter_context(served.held())
        rows = rows_of(engine, what, filters_of(wanted), by=given(wanted.by), kind=wanted.kind)
    except BaseException:
        stack.close()
        raise

    def stream() -> Iterator[str]:
        with stack:
            yield from lines(rows, wanted.format)

    return stream()


def _info(engine: Engine) -> InfoRecord:
    return records.info_record(engine.index, version())
