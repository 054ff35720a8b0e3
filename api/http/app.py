"""The application: routes, pages and guards over an engine."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI

from api.version import version
from search import Engine

from .description import DescribedApp, describe_fields
from .guards import Guard
from .pages import add_pages
from .problems import handle_problems
from .routes import archive_routes, question_routes
from .workers import Workers

WAITING: Final = 32
"""Requests that may wait for a thread; beyond them comes 503."""


def create_app(
    engine: Engine, *, allowed_hosts: Iterable[str] = (), threads: int | None = None, waiting: int = WAITING
) -> FastAPI:
    """Build the application.

    Args:
        engine: Answers; closed when the application ends.
        allowed_hosts: Names that the server is known by, besides localhost and plain addresses.
        threads: Questions that are worked on at the same time; as many as there are cores by default.
        waiting: Requests that may wait for one of those threads.
    """
    workers = Workers(threads or os.cpu_count() or 1, waiting)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        workers.close()
        engine.close()

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
    app.include_router(question_routes(engine, workers))
    app.include_router(archive_routes(engine, workers))
    add_pages(app)
    app.add_middleware(Guard, allowed_hosts=tuple(allowed_hosts))
    return app
