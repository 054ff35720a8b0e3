"""The application: routes, pages and guards over an engine."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI

from onrecord.search import Engine

from ..pages import add_pages
from ..version import version
from .description import DescribedApp, describe_fields
from .guards import Guard
from .problems import handle_problems
from .routes import archive_routes, question_routes, statement_routes
from .served import SECONDS, Served
from .workers import Workers

WAITING: Final = 32
"""Requests that may wait for a thread; beyond them comes 503."""


def create_app(
    engine: Engine,
    *,
    allowed_hosts: Iterable[str] = (),
    threads: int | None = None,
    waiting: int = WAITING,
    look_every: float = SECONDS,
) -> FastAPI:
    """Build the application.

    Args:
        engine: Answers until there is a newer generation; closed then, or when the application ends.
        allowed_hosts: Names that the server is known by, besides localhost and plain addresses.
        threads: Questions that are worked on at the same time; as many as there are cores by default.
        waiting: Requests that may wait for one of those threads.
        look_every: Seconds between looks for a newer generation.
    """
    workers = Workers(threads or os.cpu_count() or 1, waiting)
    served = Served(engine)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        served.watch(look_every)
        yield
        workers.close()
        served.close()

    app = DescribedApp(
        title="onrecord",
        summary="Ask a news archive who said what: exact words, cited to the character.",
        version=version(),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    handle_problems(app)
    describe_fields()
    app.include_router(question_routes(served, workers))
    app.include_router(statement_routes(served, workers))
    app.include_router(archive_routes(served, workers))
    add_pages(app, served, workers)
    app.add_middleware(Guard, allowed_hosts=tuple(allowed_hosts))
    return app
