"""Traces of requests for OpenTelemetry, where its extra is installed and the user asked for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.index import OnrecordError

from .metrics import route_of

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import SpanProcessor
    from opentelemetry.trace import Tracer

_SERVER_ERRORS: Final = 500


def make_tracer(processor: SpanProcessor | None = None) -> Tracer:
    """Make what sends traces to the collector that the variables OTEL_EXPORTER_OTLP_* name.

    Args:
        processor: Takes the spans instead.

    Raises:
        OnrecordError: The extra is not installed.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise OnrecordError(
            "--trace needs OpenTelemetry; install the extra tracing: pip install '.[tracing]' in the checkout"
        ) from None
    provider = TracerProvider(resource=Resource.create({"service.name": "onrecord"}))
    provider.add_span_processor(processor or BatchSpanProcessor(OTLPSpanExporter()))
    return provider.get_tracer("onrecord")


class Traced:
    """Makes a span of each request, by its route: no question, name or address is in it."""

    def __init__(self, app: ASGIApp, tracer: Tracer) -> None:
        """Stand before an application.

        Args:
            app: The application.
            tracer: From `make_tracer`.
        """
        from opentelemetry import propagate, trace

        self._app, self._tracer = app, tracer
        self._extract = propagate.extract
        self._kind, self._status = trace.SpanKind.SERVER, trace.StatusCode.ERROR

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, as a part of the trace that its headers name."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        before = self._extract(dict(Headers(scope=scope)))
        with self._tracer.start_as_current_span(scope["method"], context=before, kind=self._kind) as span:
            span.set_attribute("http.request.method", scope["method"])

            async def noted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= _SERVER_ERRORS:
                        span.set_status(self._status)
                await send(message)

            await self._app(scope, receive, noted)
            span.set_attribute("http.route", route_of(scope))
            span.update_name(f"{scope['method']} {route_of(scope)}")
