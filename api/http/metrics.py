"""What the server counts, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client import generate_latest as written
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.search import STAGES

from ..writes import Writing
from .outcome import Outcome
from .served import Served
from .workers import Workers

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_STAGE_SECONDS: Final = (0.0005, 0.001, 0.0025, *_SECONDS[:-1])


def route_of(scope: Scope) -> str:
    """Name the route that served a request, without the version of the interface; "other" where there is none."""
    # Some releases of FastAPI leave the prefix out.
    return str(getattr(scope.get("route"), "path", "other")).removeprefix("/v1")


class Metrics:
    """Counters of one server; no question, name or address is in them."""

    def __init__(self, served: Served, workers: Workers, writing: Writing | None = None) -> None:
        """Begin at nothing.

        Args:
            served: Tells the revision.
            workers: Tell how many requests are under way, and what their stages take.
            writing: Tells how many changes wait, where changes are taken.
        """
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "onrecord_requests", "Requests.", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "onrecord_request_seconds",
            "From a request to the end of its answer.",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.answers = Counter(
            "onrecord_answers",
            "Questions asked, by programs or on the page: answered, or refused in which way.",
            ["outcome"],
            registry=self.registry,
        )
        self._gauge("revision", "Revision that is served.", lambda: served.revision)
        self._gauge("articles", "Articles that are served.", lambda: served.articles)
        self._gauge("watching", "1 while new revisions are seen.", lambda: served.trouble is None)
        self.stages = Histogram(
            "onrecord_stage_seconds",
            'What a question took, by stage; "queue" is waiting for a thread.',
            ["stage"],
            buckets=_STAGE_SECONDS,
            registry=self.registry,
        )
        # A label looked up costs more than an observation.
        self._stages = {name: self.stages.labels(name) for name in ("queue", *STAGES)}
        workers.noted = self.took
        self._gauge("waiting", "Questions that wait for a thread.", lambda: workers.waiting)
        self._gauge("under_way", "Questions that run or wait.", lambda: workers.taken)
        self._gauge("under_way_limit", "Questions that may run or wait.", lambda: workers.limit)
        self.memory = Counter(
            "onrecord_remembered",
            "Questions of programs whose answer was known, or not.",
            ["known"],
            registry=self.registry,
        )
        if writing is not None:
            self._gauge(
                "changes_waiting", "Requests to change the index that wait.", lambda: writing.journal.waiting()[0]
            )
        # Memory, processor time and file descriptors.
        ProcessCollector(registry=self.registry)

    def answered(self, refusal: str | None) -> None:
        """Count an answer, or a refusal by its kind."""
        self.answers.labels(refusal or "answered").inc()

    def took(self, seconds: Mapping[str, float]) -> None:
        """Note what the stages of a question took."""
        for stage, its in seconds.items():
            self._stages[stage].observe(its)

    def remembered(self, known: bool) -> None:  # noqa: FBT001 - a value that is told, no switch
        """Count a question whose answer was known, or was not."""
        self.memory.labels("yes" if known else "no").inc()

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request that has ended."""
        # Labels are few: a client chooses neither methods nor addresses that are counted apart.
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = route_of(scope)
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def _gauge(self, name: str, meaning: str, value: Callable[[], float]) -> None:
        Gauge(f"onrecord_{name}", meaning, registry=self.registry).set_function(value)


class Counted:
    """Counts the requests that go through it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Stand before an application."""
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        outcome = Outcome(send)
        try:
            await self._app(scope, receive, outcome)
        finally:
            self._metrics.count(scope, outcome.status, outcome.seconds)


def add_metrics(app: FastAPI, metrics: Metrics) -> None:
    """Add /metrics."""

    @app.get("/metrics", include_in_schema=False)
    async def shown() -> Response:
        return Response(written(metrics.registry), media_type=CONTENT_TYPE_LATEST)
