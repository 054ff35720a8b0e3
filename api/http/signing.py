"""Signing in to the page: a key becomes a cookie that no script reads and no other site sends along."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qs

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ..keys import Keyring
from ..pages.templates import page
from .access import COOKIE, SIGN_IN, is_own, refused_beyond, sender_of
from .limits import Rate

_LONGEST: Final = 30 * 24 * 3600
"""Seconds that a browser keeps the cookie."""
# Under the other pages' policy a browser would send "null" as a form's origin.
_HEADERS: Final = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}


def add_signing(app: FastAPI, keyring: Keyring, rate: Rate | None = None) -> None:
    """Add the page to sign in, and the way out.

    Args:
        app: The application.
        keyring: The keys.
        rate: How many wrong keys an address may send; a right one is taken beyond that, too.
    """

    @app.get(SIGN_IN, include_in_schema=False)
    async def form(request: Request) -> HTMLResponse:
        return _form(request.query_params.get("next", "/"))

    @app.post(SIGN_IN, include_in_schema=False)
    async def sign_in(request: Request) -> Response:
        sent = _fields((await request.body()).decode(errors="replace"))
        then, text = (sent.get(name, [""])[0].strip() for name in ("next", "key"))
        if not is_own(request.headers):
            return _form("/", wrong=True, status=403)
        key = keyring.holder(text)
        if key is None:
            refused = None if rate is None else refused_beyond(rate, sender_of(request.scope))
            return refused or _form(then, wrong=True, status=401)
        left = _LONGEST
        if key.expires is not None:
            left = min(left, int((datetime.fromisoformat(key.expires) - datetime.now(UTC)).total_seconds()))
        response = RedirectResponse(_inside(then), 303, headers=_HEADERS)
        # Only a browser that came by plain http says so; behind a proxy that does TLS it says https.
        plain = request.headers.get("origin", "").startswith("http://")
        response.set_cookie(COOKIE, text, max_age=left, secure=not plain, httponly=True, samesite="lax")
        return response

    @app.post("/sign-out", include_in_schema=False)
    async def sign_out() -> Response:
        response = RedirectResponse(SIGN_IN, 303, headers=_HEADERS)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return response


def _fields(body: str) -> dict[str, list[str]]:
    try:
        return parse_qs(body, max_num_fields=10)
    except ValueError:
        return {}


def _form(then: str, *, wrong: bool = False, status: int = 200) -> HTMLResponse:
    return page("sign_in", status, _HEADERS, then=_inside(then), wrong=wrong)


def _inside(then: str) -> str:
    r"""Keep an address on this server: browsers read "//" and "/\" as the beginning of another one."""
    inside = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isprintable()
    return then if inside else "/"
