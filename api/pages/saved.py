"""Saved questions, and what is new for them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.index import OnrecordError
from onrecord.search import Engine

from ..following import FollowBook, find_news
from ..http.served import Served
from ..http.workers import Workers
from .keeping import HEADERS, check_form, check_near, may_change
from .links import Asked
from .quotes import quotes_of
from .shown import day, plain
from .templates import page
from .texts import TEXTS

_ASKED: Final = 8
"""Questions that a view asks again."""
_SHOWN: Final = 5
_FIELDS: Final = 5
_LONGEST: Final = 2000


def add_saved(app: FastAPI, served: Served, workers: Workers, *, takes: bool) -> None:
    """Add the page of saved questions.

    Args:
        app: The application.
        served: The engine.
        workers: Its threads.
        takes: Whether the server takes changes: then questions are saved on the page, too.
    """
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    changing = asyncio.Lock()

    @router.get("/saved")
    async def saved(request: Request, q: str = "") -> HTMLResponse:
        return await workers.run(served.use, _drawn, q[:_LONGEST], may=takes and may_change(request))

    if takes:

        @router.post("/saved", dependencies=[Depends(check_near), Depends(check_form)])
        async def change(request: Request) -> Response:
            form = await request.form(max_files=0, max_fields=_FIELDS)
            act, number = str(form.get("act", "")), str(form.get("number", ""))
            async with changing:
                if act == "save":
                    await workers.run(served.use, _save, str(form.get("q", ""))[:_LONGEST])
                elif act in {"seen", "drop"} and number.isdecimal():
                    await workers.run(served.use, _seen if act == "seen" else _drop, int(number))
                else:
                    raise HTTPException(422, "act: save, seen or drop")
            return RedirectResponse("/saved", 303, headers=HEADERS)

    app.include_router(router)


def _drawn(engine: Engine, typed: str, *, may: bool) -> HTMLResponse:
    book = _book(engine)
    shown = []
    for one in book.follows[-_ASKED:][::-1]:
        news = find_news(engine, one.question, set(one.seen))
        shown.append(
            {
                "number": one.number,
                "question": plain(one.question),
                "url": Asked(one.question).url(),
                "since": day(one.since),
                "count": len(news.citations),
                "quotes": quotes_of(news.citations[:_SHOWN]),
            }
        )
    return page(
        "saved",
        200,
        HEADERS,
        asked=Asked(),
        outlets=list(engine.index.sources()),
        typed=typed,
        may=may,
        saved=shown,
        more=len(book.follows) > _ASKED,
    )


def _book(engine: Engine) -> FollowBook:
    if engine.index.folder is None:
        raise HTTPException(404, TEXTS["no_book"])
    return FollowBook(engine.index.folder)


def _save(engine: Engine, question: str) -> None:
    book = _book(engine)
    book.add(question, _today(), find_news(engine, question, ()).seen)


def _seen(engine: Engine, number: int) -> None:
    book = _book(engine)
    for one in book.follows:
        if one.number == number:
            one.seen = sorted({*one.seen, *find_news(engine, one.question, ()).seen})
    book.write()


def _drop(engine: Engine, number: int) -> None:
    try:
        _book(engine).remove(number)
    except OnrecordError as error:
        raise HTTPException(404, str(error)) from None


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
