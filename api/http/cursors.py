"""Cursors: where the next page of a list begins, as an opaque word (base64url of a few numbers)."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Final

from fastapi import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.index import QueryError

_CHANGED: Final = 409
_DIGITS: Final = 16


def make_cursor(list_: str, place: int, publication: str | None = None) -> str:
    """Write a cursor.

    Args:
        list_: Which list.
        place: Where its next page begins.
        publication: Names what is published, where the order of the list is that one's alone.
    """
    return base64.urlsafe_b64encode(json.dumps([list_, place, _short(publication)]).encode()).decode().rstrip("=")


def next_cursor(list_: str, place: int, total: int, publication: str) -> str | None:
    """Write the cursor of the page that begins at a place; None where the list ends before it."""
    return make_cursor(list_, place, publication) if place < total else None


def read_cursor(cursor: str | None, list_: str, publication: str | None = None) -> int:
    """Read a cursor of a list; none begins at 0.

    Raises:
        QueryError: It is none, or of another list.
        HTTPException: 409, the archive has changed since the first page.
    """
    if not cursor:
        return 0
    try:
        which, place, made = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        which, place, made = None, None, None
    if which != list_ or not isinstance(place, int) or place < 0:
        raise QueryError(f"cursor {cursor[:40]!r} is none of this list; take `next` of the page before")
    if made != _short(publication):
        raise HTTPException(_CHANGED, "the archive has changed since the first page; begin the list anew")
    return place


def _short(publication: str | None) -> str | None:
    return None if publication is None else publication[:_DIGITS]


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Name the next page in a Link header (RFC 8288)."""
    if cursor is not None:
        url = request.url.include_query_params(cursor=cursor)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
