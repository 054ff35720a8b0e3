"""What every request passes through: its host, its size, its headers, its end."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .addresses import plain_path
from .problems import log_failure, problem

MAX_BODY: Final = 1_000_000
MAX_ARTICLES: Final = 32_000_000
"""The same of one that carries articles."""
MAX_KEY: Final = 10_000
"""The same of one that carries a key, which anybody may send at any time."""
BODY_SECONDS: Final = 10.0
_SLOWER: Final = 12
"""How much longer an upload may take, which only those with the right to write send."""
CONTENT_POLICY: Final = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class _Body:
    """Receives a body that is neither too large nor too slow."""

    def __init__(self, receive: Receive, seconds: float, most: int) -> None:
        self._receive, self._seconds, self._most = receive, seconds, most
        self._deadline = asyncio.get_running_loop().time() + seconds
        self._size = 0
        self._complete = False

    async def __call__(self) -> Message:
        """Receive the next part; what comes after the last is the client's leaving, which may take its time."""
        if self._complete:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            detail = f"the body took longer than {self._seconds:g} s to arrive"
            raise HTTPException(408, detail, {"Connection": "close"}) from None
        self._complete = not message.get("more_body", False)
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise HTTPException(413, _too_large(self._most))
        return message


class Guard:
    """Refuses foreign hosts and large bodies, sets the security headers, and turns a crash into a problem."""

    def __init__(
        self, app: ASGIApp, allowed_hosts: Iterable[str] = (), body_seconds: float = BODY_SECONDS
    ) -> None:
        """Stand before an application.

        Args:
            app: The application.
            allowed_hosts: Names that a Host header may carry besides local ones and plain addresses; "*" for any.
            body_seconds: How long a body may take to arrive.
        """
        self._app, self._body_seconds = app, body_seconds
        self._allowed = {"localhost", socket.gethostname().lower(), *(name.lower() for name in allowed_hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def guarded_send(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                outgoing = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    outgoing.setdefault(name, value)
            await send(message)

        most = _most(scope)
        refusal = self._refusal(Headers(scope=scope), most)
        if refusal is not None:
            await refusal(scope, receive, guarded_send)
            return
        try:
            seconds = self._body_seconds * (_SLOWER if most == MAX_ARTICLES else 1)
            await self._app(scope, _Body(receive, seconds, most), guarded_send)
        except asyncio.CancelledError:  # what is not done when the server has to end is given up, and is no fault
            if not begun:
                ends = problem(503, "the server ends, and this was not done in time; ask again")
                await ends(scope, receive, guarded_send)
        except Exception as error:  # noqa: BLE001  (the last resort: a client gets a problem, the log gets the error)
            log_failure(f"{scope['method']} {scope['path']}", error)
            if not begun:
                fault = problem(500, "this is a fault of onrecord; the server's log says more")
                await fault(scope, receive, guarded_send)

    def _refusal(self, headers: Headers, most: int) -> JSONResponse | None:
        """Refuse what the headers alone show to be none of ours, or too much."""
        if not self._knows(headers.get("host", "")):
            return problem(421, "this server does not answer to that host name; see serve --allow-host")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > most:
            return problem(413, _too_large(most))
        return None

    def _knows(self, host: str) -> bool:
        """Tell whether a Host header names this server: DNS rebinding needs a name, never a plain address."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        name = name.strip("[]").lower()
        return "*" in self._allowed or name in self._allowed or _is_address(name)


def _most(scope: Scope) -> int:
    """Give the size of the largest body: of those with the right to write, articles are expected."""
    path = plain_path(scope)
    if path == "/sign-in":
        return MAX_KEY
    return MAX_ARTICLES if path.startswith(("/articles", "/archive/files")) else MAX_BODY


def _too_large(most: int) -> str:
    return f"the body is larger than {most:,} bytes"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
