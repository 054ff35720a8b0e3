"""Who may ask: a key as Bearer, or as the cookie that signing in gives."""

from __future__ import annotations

import logging
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.index import OnrecordError

from ..keys import Key, Keyring, allows
from ..keys import Scope as Right
from .addresses import inner_path, plain_path
from .limits import Rate
from .problems import problem

HOLDER: Final = "onrecord.key"
"""Where a request carries the id of the key it came with."""
WRITER: Final = "onrecord.writer"
"""Where it carries whether its sender may change the archive."""
COOKIE: Final = "onrecord_key"
SIGN_IN: Final = "/sign-in"
_LIVE: Final = ("/health", "/ready")
STYLE: Final = ("/static/style.css", "/static/icon.svg")
_OPEN: Final = (SIGN_IN, "/sign-out", *STYLE)
_READ: Final = ("GET", "HEAD", "OPTIONS")
_WRITES: Final = ("/jobs", "/archive/")
"""Who changes nothing need not know what others change."""
_QUESTIONS: Final = ("/ask", "/search", "/check")
"""What is posted here changes nothing."""

_log = logging.getLogger("onrecord")


class Access:
    """Lets a request pass whose key allows it, and whose sender has not sent too many."""

    def __init__(self, app: ASGIApp, keyring: Keyring | None, rate: Rate | None) -> None:
        """Stand before an application.

        Args:
            app: The application.
            keyring: The keys; None lets everybody in.
            rate: How many requests a key, or an address without one, may make.
        """
        self._app, self._keyring, self._rate = app, keyring, rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (self._app if refusal is None else refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if plain_path(scope) in _LIVE:
            return None
        try:
            key, by_cookie = self._sent(headers)
        except OnrecordError as error:
            # A server that cannot tell who asks lets nobody in.
            _log.error("keys cannot be read, nobody is let in: %s", error)
            return problem(503, "the keys cannot be read; the server's log says why")
        # Whoever keeps a log of changes asks for it.
        scope[HOLDER] = "" if key is None else key.id
        scope[WRITER] = allows(key, "write") if key is not None else self._keyring is None
        if self._keyring is not None and key is None:
            if inner_path(scope) in _OPEN:
                # Whoever has a key gets to the form, whatever others send from the same address.
                return None
            if _is_person(scope, headers):
                return _to_sign_in(scope)
        return self._too_many(scope, key) or self._not_allowed(scope, headers, key, by_cookie=by_cookie)

    def _too_many(self, scope: Scope, key: Key | None) -> Response | None:
        if self._rate is None:
            return None
        return refused_beyond(self._rate, f"key {key.id}" if key else sender_of(scope))

    def _not_allowed(self, scope: Scope, headers: Headers, key: Key | None, *, by_cookie: bool) -> Response | None:
        right, reads = _right(scope["method"], plain_path(scope)), scope["method"] in _READ
        if self._keyring is None and right == "write" and not reads and not is_own(headers):
            return problem(403, "pages of other servers may change nothing here")
        if self._keyring is None or inner_path(scope) in _OPEN:
            return None
        if key is None:
            detail = "this server wants a valid key; send it as Authorization: Bearer KEY"
            return problem(401, detail, headers={"WWW-Authenticate": 'Bearer realm="onrecord"'})
        if not allows(key, right):
            return problem(403, f"this needs the scope {right}, and the key has: {', '.join(key.scopes)}")
        if by_cookie and not reads and not is_own(headers):
            return problem(403, "a signed-in page may send this from this server's own pages only")
        return None

    def _sent(self, headers: Headers) -> tuple[Key | None, bool]:
        """Find whose key was sent, and whether a browser sent it by itself."""
        if self._keyring is None:
            return None, False
        kind, _, text = headers.get("authorization", "").partition(" ")
        if kind:
            return (self._keyring.holder(text.strip()) if kind.lower() == "bearer" else None), False
        kept = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        return (self._keyring.holder(kept) if kept else None), True


def sender_of(scope: Scope) -> str:
    """Name who sent a request without a key, for `Rate`."""
    return f"address {scope['client'][0] if scope.get('client') else ''}"


def refused_beyond(rate: Rate, sender: str) -> Response | None:
    """Count a request, and refuse it if its sender has sent too many."""
    if not (wait := rate.wait(sender)):
        return None
    detail = f"more requests than {rate.said}; try again in {wait} s"
    return problem(429, detail, headers={"Retry-After": str(wait)})


def is_own(headers: Headers) -> bool:
    """Tell whether a browser sends this from a page of this server; programs that send no Origin may."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host", "")


def comes_from_own_page(headers: Headers) -> bool:
    """Tell whether a browser says that it sends this from a page of this server, as it says of every form."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    return is_own(headers) and ("origin" in headers or "sec-fetch-site" in headers)


def _right(method: str, path: str) -> Right:
    """Tell what a request needs: what changes something, or is not known to change nothing, needs to write."""
    if path == "/metrics":
        return "metrics"
    if path.startswith(_WRITES):
        return "write"
    return "read" if method in _READ or (method == "POST" and path in _QUESTIONS) else "write"


def _is_person(scope: Scope, headers: Headers) -> bool:
    return scope["method"] == "GET" and "text/html" in headers.get("accept", "")


def _to_sign_in(scope: Scope) -> Response:
    query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
    return RedirectResponse(f"{SIGN_IN}?next={quote(inner_path(scope) + query, safe='')}", 303)
