"""HEAD where GET is, and 304 where nothing has changed: what is answered hangs on the index's revision alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .addresses import plain_path

_CHANGING: Final = (
    "/ask/",
    "/health",
    "/ready",
    "/metrics",
    "/jobs",
    "/archive",
    "/saved",
    "/static/",
    "/swagger/",
    "/sign",
)
"""What is not made of the index alone, or has tags of its own."""
_OK: Final = 200


class Conditional:
    """Answers HEAD as GET without a body, and a GET whose tag is known with 304 (RFC 9110, section 13)."""

    def __init__(self, app: ASGIApp, revision: Callable[[], str]) -> None:
        """Stand before an application.

        Args:
            app: The application.
            revision: Names what is served now.
        """
        self._app = app
        self._revision = revision

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        bare = scope["method"] == "HEAD"
        changing = plain_path(scope).startswith(_CHANGING) or b"prose=" in scope.get("query_string", b"")
        tag = None if changing else f'W/"{self._revision()}"'
        if tag is not None and tag in _tags(Headers(scope=scope).get("if-none-match", "")):
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag.encode())]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tagged_send(message: Message) -> None:
            if message["type"] == "http.response.start" and tag is not None and message["status"] == _OK:
                MutableHeaders(scope=message).setdefault("etag", tag)
            if bare and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # The same scope, where it can be: whoever counts requests reads their route in it.
        await self._app({**scope, "method": "GET"} if bare else scope, receive, tagged_send)


def _tags(header: str) -> set[str]:
    return {one.strip() for one in header.split(",")}
