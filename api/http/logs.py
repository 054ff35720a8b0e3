"""What the server logs: lines for people, or a JSON object a line, with one for every request."""

from __future__ import annotations

import logging
import sys
import uuid
from typing import Literal

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, clear_contextvars, merge_contextvars
from structlog.typing import Processor

from .access import HOLDER
from .metrics import route_of
from .outcome import Outcome

Form = Literal["text", "json"]

_requests = logging.getLogger("onrecord.requests")


def set_up_logs(form: Form, *, debug: bool) -> None:
    """Let every logger of the process write to standard error.

    Args:
        form: "text" writes what goes wrong and what begins; "json" every request, too.
        debug: Whether tracebacks are written.
    """
    handler = logging.StreamHandler(sys.stderr)
    if form == "json":
        shared: list[Processor] = [
            merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
        ]
        written: list[Processor] = [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.EventRenamer("message"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=written, foreign_pre_chain=shared))
    else:
        handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("onrecord").setLevel(logging.DEBUG if debug else logging.INFO)
    # A line for every request that is none would let anybody fill the disk.
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    _requests.setLevel(logging.INFO if form == "json" else logging.WARNING)


def note_question(question: str) -> None:
    """Remember a question for the line of its request, which holds it only if that was asked for."""
    bind_contextvars(question=question)


class Logged:
    """Logs each request when it has ended, and names it: X-Request-ID is in the answer and in every line."""

    def __init__(self, app: ASGIApp, *, questions: bool) -> None:
        """Stand before an application.

        Args:
            app: The application.
            questions: Whether the texts of questions are logged.
        """
        self._app, self._questions = app, questions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = uuid.uuid4().hex[:16]
        clear_contextvars()
        bind_contextvars(request=name)

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-ID"] = name
            await send(message)

        outcome = Outcome(named)
        try:
            await self._app(scope, receive, outcome)
        finally:
            asked = structlog.contextvars.get_contextvars().get("question")
            structlog.contextvars.unbind_contextvars("question")
            # No address and no query: they tell who asks what.
            more = {
                "method": scope["method"],
                "route": route_of(scope),
                "status": outcome.status,
                "milliseconds": round(1000 * outcome.seconds, 1),
                "key": scope.get(HOLDER, ""),
            }
            if root := scope.get("root_path", "").strip("/"):
                more["index"] = root
            if self._questions and asked is not None:
                more["question"] = asked
            _requests.info("request", extra=more)
