"""HEAD where GET is, and 304 where nothing has changed.

What is answered hangs on the address, on whose key asks, on what is published and on the day, for as long as the
server runs with its settings: a tag sums these up. Only an answer gets one: who sends it back was answered there.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .access import HOLDER, WRITER
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
_DIGITS: Final = 24


class Conditional:
    """Answers HEAD as GET without a body, and a GET whose tag is known with 304 (RFC 9110, section 13)."""

    def __init__(self, app: ASGIApp, state: Callable[[], str]) -> None:
        """Stand before an application.

        Args:
            app: The application.
            state: Names what every answer hangs on: what is served now, and the day.
        """
        self._app = app
        self._state = state
        self._run = secrets.token_hex(8)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        bare = scope["method"] == "HEAD"
        state = self._state()
        tag = self._tag(scope, state)
        if tag is not None and tag in _tags(Headers(scope=scope).get("if-none-match", "")):
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag.encode())]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tagged_send(message: Message) -> None:
            answers = message["type"] == "http.response.start" and message["status"] == _OK
            # Of what was published meanwhile it would be another's tag.
            if answers and tag is not None and self._state() == state:
                headers = MutableHeaders(scope=message)
                if headers.get("cache-control") != "no-store":
                    headers.setdefault("etag", tag)
            if bare and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # The same scope, where it can be: whoever counts requests reads their route in it.
        await self._app({**scope, "method": "GET"} if bare else scope, receive, tagged_send)

    def _tag(self, scope: Scope, state: str) -> str | None:
        query = scope.get("query_string", b"")
        if plain_path(scope).startswith(_CHANGING) or "prose" in QueryParams(query):
            return None
        parts = (self._run, state, scope["path"], query, scope.get(HOLDER), scope.get(WRITER))
        return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:_DIGITS]}"'


def _tags(header: str) -> set[str]:
    """Read the tags that a client knows; whether they are weak tells nothing here (RFC 9110, section 13.1.2)."""
    return {f"W/{one.strip().removeprefix('W/')}" for one in header.split(",")}
