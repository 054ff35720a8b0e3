"""The application: routes, pages and guards over an engine."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

# These parse Python when they are first used, and so would the first requests' threads (see index/numpyfiles.py).
import anyio.abc  # noqa: F401
import numpy.ma  # noqa: F401
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from onrecord.search import Engine

from ..keys import Keyring
from ..pages import PageInstead, add_keeping, add_pages, add_saved
from ..version import version
from ..writes import Watching, Writing
from .access import Access
from .articles import article_routes
from .conditional import Conditional
from .description import DescribedApp, describe_fields
from .guards import Guard
from .health import health_routes
from .limits import Rate
from .logs import Logged
from .metrics import Counted, Metrics, add_metrics
from .prefixed import Prefixed
from .problems import handle_problems
from .prose import Proser, prose_routes
from .remembered import Remembered, today
from .routes import archive_routes, question_routes
from .served import SECONDS, Served
from .signing import add_signing
from .statements import statement_routes
from .tracing import Traced
from .workers import SECONDS as REQUEST_SECONDS
from .workers import Workers
from .writing import change_routes, job_routes

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

WAITING: Final = 64
"""Requests that may wait for a thread; beyond them comes 503."""


def create_app(
    engine: Engine,
    *,
    allowed_hosts: Iterable[str] = (),
    threads: int | None = None,
    waiting: int = WAITING,
    look_every: float = SECONDS,
    keyring: Keyring | None = None,
    rate: str | None = None,
    seconds: float = REQUEST_SECONDS,
    writing: Writing | None = None,
    watching: Watching | None = None,
    origins: Iterable[str] = (),
    log_questions: bool = False,
    tracer: Tracer | None = None,
    proser: Proser | None = None,
) -> FastAPI:
    """Build the application.

    Args:
        engine: Answers until there is a newer generation; closed then, or when the application ends.
        allowed_hosts: Names that the server is known by, besides localhost and plain addresses.
        threads: Questions that are worked on at the same time; as many as there are cores by default.
        waiting: Requests that may wait for one of those threads.
        look_every: Seconds between looks for a newer generation.
        keyring: The keys that let in; None lets everybody in.
        rate: How many requests a key, or an address without one, may make: "600/minute"; None for any number.
        seconds: How long a question may take.
        writing: Makes changes; closed when the application ends. None lets nobody change the index.
        watching: Offers folders whose articles may be taken in; closed with the application, too.
        origins: Pages of these servers may ask from a browser ("https://example.org").
        log_questions: Whether the log of requests holds the texts of questions.
        tracer: Makes spans of requests, from `tracing.make_tracer`; None makes none.
        proser: Has a model write prose from answers; closed when the application ends. None writes none.

    Raises:
        OnrecordError: The rate cannot be read.
    """
    counted = None if rate is None else Rate(rate)
    workers = Workers(threads or os.cpu_count() or 1, waiting, seconds)
    served = Served(engine)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # FastAPI builds its routes when they are first asked for, and parses our docstrings then: the same.
        app.openapi()
        served.watch(look_every)
        yield
        workers.close()
        if proser is not None:
            proser.close()
        if watching is not None:
            watching.close()
        if writing is not None:
            writing.close()
        served.close()

    app = DescribedApp(
        title="onrecord",
        summary="Ask a news archive who said what: exact words, cited to the character.",
        version=version(),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name,
    )
    # Whoever serves several tells of all together.
    app.state.served, app.state.workers = served, workers
    handle_problems(app)
    describe_fields()
    metrics = Metrics(served, workers, writing)
    remembered = Remembered(lambda: served.publication, metrics.remembered)
    questions = question_routes(served, workers, remembered, metrics.answered, proser)
    routers = [questions, statement_routes(served, workers), archive_routes(served, workers)]
    routers += [
        health_routes(served, workers),
        article_routes(served, workers),
        prose_routes(served, proser, metrics.answered),
    ]
    if writing is not None:
        routers += [change_routes(writing), job_routes(writing)]
    for router in routers:
        app.include_router(router, prefix="/v1")
        # Where clients of before /v1 ask.
        app.include_router(router, include_in_schema=False)
    add_pages(app, served, workers, metrics.answered, proser, takes=writing is not None)
    add_keeping(app, served, workers, writing, watching)
    add_saved(app, served, workers, takes=writing is not None)
    add_metrics(app, metrics)
    if keyring is not None:
        add_signing(app, keyring, counted)
    app.add_middleware(PageInstead)
    app.add_middleware(Conditional, state=lambda: f"{version()} {served.publication} {today()}")
    app.add_middleware(Access, keyring=keyring, rate=counted)
    app.add_middleware(Prefixed)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    if named := list(origins):
        # Outside of the keys: a browser asks beforehand, without any.
        app.add_middleware(
            CORSMiddleware,
            allow_origins=named,
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-None-Match"],
            expose_headers=["ETag", "Location", "Retry-After"],
            max_age=600,
        )
    app.add_middleware(Guard, allowed_hosts=tuple(allowed_hosts))
    app.add_middleware(Counted, metrics=metrics)
    app.add_middleware(Logged, questions=log_questions)
    if tracer is not None:
        app.add_middleware(Traced, tracer=tracer)
    return app
