"""Prose over HTTP: in threads of its own, so that a slow model keeps no question waiting; and as events."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from starlette.responses import StreamingResponse

from onrecord.index import QueryError
from onrecord.search import Answer, Engine

from ..records import ProseAnswerRecord, answer_record, prose_answer_record, prose_record, sentence_record
from .logs import note_question
from .problems import log_failure, problems_of
from .requests import AskBody, AskParameters, StreamParameters, filters_of, once
from .served import Served
from .workers import Overloaded, Workers

if TYPE_CHECKING:
    from onrecord.search.prose import Endpoint, Show, Writer

THREADS: Final = 4
"""Questions whose prose is written at the same time."""

WAITING: Final = 16
_BESIDE: Final = 60.0
"""Seconds that finding and checking may take beside the model's."""

Noted = Callable[[str | None], None]
"""Told how a question was refused; None where it was not."""

EVENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "Server-sent events."}
}


def asking(question: str, wanted: StreamParameters | AskBody) -> Callable[[Engine], Answer]:
    """Give what asks an engine."""
    filters = filters_of(wanted)

    def ask(engine: Engine) -> Answer:
        return engine.ask(
            question, wanted.k, filters=filters, spellings=wanted.spellings, previous=wanted.previous
        )

    return ask


class Proser:
    """Has a model write over what is served."""

    def __init__(self, endpoint: Endpoint, *, show: Show = "free", threads: int = THREADS) -> None:
        """Take the model; no client can name another.

        Args:
            endpoint: The model; closed in the end.
            show: Which sentences may be shown.
            threads: Questions whose prose is written at the same time.
        """
        self._endpoint, self._show = endpoint, show
        self.workers = Workers(threads, WAITING, endpoint.seconds + _BESIDE)

    def close(self) -> None:
        """Wait for what runs, and close the connections."""
        self.workers.close()
        self._endpoint.close()

    def writer(self, engine: Engine) -> Writer:
        """Give what writes over an engine."""
        from onrecord.search.prose import Writer

        return Writer(engine, self._endpoint, show=self._show)

    async def answer(
        self, served: Served, question: str, wanted: AskParameters | AskBody, noted: Noted
    ) -> ProseAnswerRecord:
        """Answer a question, and write prose from it."""
        ask, filters = asking(question, wanted), filters_of(wanted)

        def write(engine: Engine) -> ProseAnswerRecord:
            found = ask(engine)
            noted(found.refusal)
            prose = self.writer(engine).write(found, filters=filters, previous=wanted.previous)
            return prose_answer_record(found, prose)

        return await self.workers.run(served.use, write)

    async def streamed(self, served: Served, wanted: StreamParameters, noted: Noted) -> StreamingResponse:
        """Answer as server-sent events; what cannot be used is said before the first."""
        events: asyncio.Queue[str | None] = asyncio.Queue()
        loop, left = asyncio.get_running_loop(), threading.Event()

        def pump() -> None:
            with served.held() as engine:
                for event in self._events(engine, wanted, noted):
                    if left.is_set():
                        return
                    loop.call_soon_threadsafe(events.put_nowait, event)

        job = asyncio.ensure_future(self.workers.run(pump))
        job.add_done_callback(lambda _: events.put_nowait(None))
        first = await events.get()
        if first is None:
            await job
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = _passed_on(first, events, job, left)
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    def _events(self, engine: Engine, wanted: StreamParameters, noted: Noted) -> Iterator[str]:
        from onrecord.search.prose import Prose

        answer = asking(wanted.q, wanted)(engine)
        noted(answer.refusal)
        yield _event("answer", answer_record(answer))
        for piece in self.writer(engine).stream(answer, filters=filters_of(wanted), previous=wanted.previous):
            if isinstance(piece, Prose):
                yield _event("prose", prose_record(piece))
            else:
                yield _event("sentence" if piece.supported else "marked", sentence_record(piece))
        yield _event("end", {})


def prose_routes(served: Served, proser: Proser | None, noted: Noted) -> APIRouter:
    """Build the route that streams prose.

    Args:
        served: The engine.
        proser: Has a model write, where the server has one.
        noted: Told of each answer.
    """
    cannot = problems_of({422: "The question cannot be used, or the server has no model.", 503: "Too many wait."})
    router = APIRouter(tags=["questions"], responses=cannot, dependencies=[Depends(once)])

    @router.get(
        "/ask/stream",
        summary="Answer a question, with prose as it is written",
        responses=EVENTS,
        response_class=StreamingResponse,
    )
    async def ask_streamed(wanted: Annotated[StreamParameters, Query()]) -> StreamingResponse:
        """Answer a question with exact quotes, and have the server's model write prose from them.

        Server-sent events: `answer` is what /v1/ask gives; then a `sentence` for each supported one, as it is
        written, and `marked` for one that may be shown with its mark alone; a `prose` with all of it (none where
        the question is refused), and `end`. `problem` tells what went wrong.
        """
        note_question(wanted.q)
        return await the_proser(proser).streamed(served, wanted, noted)

    return router


def the_proser(proser: Proser | None) -> Proser:
    """Give what writes prose.

    Raises:
        QueryError: This server has no model.
    """
    if proser is None:
        raise QueryError("this server writes no prose: it was started without a model (serve --llm)")
    return proser


async def _passed_on(
    first: str | None, events: asyncio.Queue[str | None], job: asyncio.Future[None], left: threading.Event
) -> AsyncIterator[str]:
    event = first
    try:
        while event is not None:
            yield event
            event = await events.get()
        if isinstance(error := job.exception(), Exception):
            told = (
                str(error) if isinstance(error, Overloaded) else "this is a fault of onrecord; the log says more"
            )
            if not isinstance(error, Overloaded):
                log_failure("GET /v1/ask/stream", error)
            yield _event("problem", {"detail": told})
    finally:
        left.set()
        job.add_done_callback(lambda done: done.cancelled() or done.exception())


def _event(name: str, data: Any) -> str:
    """Write a server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=True)}\n\n"
