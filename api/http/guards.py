"""What every request passes through: its host, its size, its headers, its end."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import log_failure, problem

MAX_BODY: Final = 1_000_000
CONTENT_POLICY: Final = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
_TOO_LARGE: Final = f"the body is larger than {MAX_BODY:,} bytes"
_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Refuses foreign hosts and large bodies, sets the security headers, and turns a crash into a problem."""

    def __init__(self, app: ASGIApp, allowed_hosts: Iterable[str] = ()) -> None:
        """Stand before an application.

        Args:
            app: The application.
            allowed_hosts: Names that a Host header may carry besides local ones and plain addresses; "*" for any.
        """
        self._app = app
        self._allowed = {"localhost", socket.gethostname().lower(), *(name.lower() for name in allowed_hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        size = 0

        async def guarded_send(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                outgoing = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    outgoing.setdefault(name, value)
            await send(message)

        async def guarded_receive() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > MAX_BODY:
                raise HTTPException(413, _TOO_LARGE)
            return message

        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, guarded_send)
            return
        try:
            await self._app(scope, guarded_receive, guarded_send)
        except Exception as error:  # noqa: BLE001  (the last resort: a client gets a problem, the log gets the error)
            log_failure(f"{scope['method']} {scope['path']}", error)
            if not begun:
                fault = problem(500, "this is a fault of onrecord; the server's log says more")
                await fault(scope, receive, guarded_send)

    def _refusal(self, headers: Headers) -> JSONResponse | None:
        """Refuse what the headers alone show to be none of ours, or too much."""
        if not self._knows(headers.get("host", "")):
            return problem(421, "this server does not answer to that host name; see serve --allow-host")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > MAX_BODY:
            return problem(413, _TOO_LARGE)
        return None

    def _knows(self, host: str) -> bool:
        """Tell whether a Host header names this server: DNS rebinding needs a name, never a plain address."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        name = name.strip("[]").lower()
        return "*" in self._allowed or name in self._allowed or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
