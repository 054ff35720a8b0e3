"""Links of an application that is served below a path: pages and redirects name addresses from their own root."""

from __future__ import annotations

import re
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Text of articles never looks so: its quote marks are escaped.
_DONE: Final = "onrecord.prefixed"
"""Where a request carries that its links are put right already."""
_LINK: Final = re.compile(rb' (href|action|src)="/')


class Prefixed:
    """Puts the path before the addresses in pages, redirects and cookies."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application, inside of whatever compresses."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or _DONE in scope:
            await self._app(scope, receive, send)
            return
        # Kept for whoever draws inside of this: a mounted application has another root there.
        scope[_DONE] = True
        root = scope.get("root_path", "")
        held: Message | None = None
        body = b""

        async def prefixed(message: Message) -> None:
            nonlocal held, body
            if root and message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _lead_inside(headers, root)
                if headers.get("content-type", "").startswith("text/html"):
                    held = message
                    return
            if held is None:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                body = _LINK.sub(rb' \1="' + root.encode() + b"/", body)
                MutableHeaders(scope=held)["content-length"] = str(len(body))
                await send(held)
                await send({"type": "http.response.body", "body": body})

        try:
            await self._app(scope, receive, prefixed)
        finally:
            del scope[_DONE]


def _lead_inside(headers: MutableHeaders, root: str) -> None:
    location = headers.get("location", "")
    if location.startswith("/") and not location.startswith("//"):
        headers["location"] = root + location
    cookies = [value.replace("Path=/;", f"Path={root};") for value in headers.getlist("set-cookie")]
    if cookies:
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", cookie)
