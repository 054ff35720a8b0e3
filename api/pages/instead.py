"""Pages in place of JSON: for a browser at an address that the interface has without /v1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..http.addresses import inner_path
from ..http.problems import wants_page
from .links import Asked, similar_url, speaker_url, topic_url, who_url, whole_article_url

_ARTICLE: Final = re.compile(r"/articles/(?P<id>.+?)(?P<similar>/similar)?", re.DOTALL)
_QUESTION: Final = {"q", "source", "author", "since", "until", "language"}
_HELD: Final = frozenset({"/articles", "/info"})
_ANSWERS: Final = frozenset({"/ask", "/search"})
_LISTS: Final = frozenset({"/statements", "/compare"})


class PageInstead:
    """Leads browsers to the page that shows what an address gives to programs."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        path = inner_path(scope) if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else ""
        if not path or (page := page_of(path, parse_qsl(scope["query_string"].decode("latin-1")))) is None:
            await self._app(scope, receive, send)
            return
        if wants_page(scope):
            await RedirectResponse(page, 303, {"Vary": "Accept"})(scope, receive, send)
            return

        async def varied(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept")
            await send(message)

        await self._app(scope, receive, varied)


def page_of(path: str, given: Sequence[tuple[str, str]]) -> str | None:
    """Give the address of the page that shows what an address gives.

    Args:
        path: Of the address, below the archive's.
        given: Its parameters.

    Returns:
        The page's address; None where none shows just that: without a filter it would show something else.
    """
    fields = dict(given)
    names = fields.keys()
    page = None
    if len(fields) < len(given):
        return None
    if path == "/speakers" and names <= {"like"}:
        page = who_url(fields.get("like", ""))
    elif path in _LISTS and names <= {"by", "about"} and any(fields.values()):
        about = fields.get("about", "")
        page = speaker_url(fields["by"], about) if fields.get("by") else topic_url(about)
    elif path in _ANSWERS and "q" in names and names <= _QUESTION:
        page = Asked().url(**fields)
    elif path in _HELD and not names:
        page = "/archive"
    elif (found := _ARTICLE.fullmatch(path)) and not names:
        page = similar_url(found["id"]) if found["similar"] else whole_article_url(found["id"])
    return page
