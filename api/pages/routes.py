"""The addresses of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from starlette.responses import FileResponse, HTMLResponse
from starlette.staticfiles import StaticFiles

from onrecord.index import OnrecordError, QueryError

from ..http.guards import CONTENT_POLICY
from ..http.prose import Proser
from ..http.requests import once_on_pages
from ..http.served import Served
from ..http.workers import Overloaded, Workers
from .answering import draw_answer
from .articles import draw_article, draw_like
from .keeping import may_change
from .links import Asked, Within
from .quoted import draw_speaker, draw_topic, draw_who
from .start import draw_start
from .templates import page
from .texts import TEXTS

_WEB: Final = Path(__file__).parent.parent / "web"
# Swagger UI sets styles from its script and draws its icons from data: addresses.
_DOCS_POLICY: Final = f"{CONTENT_POLICY}; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
_MOST: Final = 2000

Line = Annotated[str, Query(max_length=_MOST)]
Word = Annotated[str, Query(max_length=500)]
Earlier = Annotated[Sequence[Line], Query(max_length=20)]
Outlets = Annotated[Sequence[Word], Query(max_length=20)]
Place = Annotated[int, Query(ge=0, le=1_000_000)]


def add_pages(
    app: FastAPI,
    served: Served,
    workers: Workers,
    answered: Callable[[str | None], None],
    proser: Proser | None = None,
    *,
    takes: bool = False,
) -> None:
    """Add the pages, their files, and the description of the interface at /docs.

    Args:
        app: Gets them.
        served: The engine.
        workers: Its threads.
        answered: Told of each answer: None, or how it was refused.
        proser: Has a model write, where the server has one.
        takes: Whether the server takes changes: then questions are saved on the page, too.
    """
    router = APIRouter(
        include_in_schema=False, default_response_class=HTMLResponse, dependencies=[Depends(once_on_pages)]
    )

    @router.get("/")
    async def start(
        request: Request,
        *,
        q: Line = "",
        source: Word = "",
        author: Word = "",
        since: Word = "",
        until: Word = "",
        language: Word = "",
        speaker: Word = "",
        kind: Literal["", "direct", "mixed", "indirect", "stance"] = "",
        as_typed: Literal["", "1"] = "",
        order: Literal["", "day"] = "",
        at: Place = 0,
        previous: Earlier = (),
        prose: Literal["", "1"] = "",
    ) -> HTMLResponse:
        asked = Asked(
            q=q.strip(),
            source=source.strip(),
            author=author.strip(),
            since=since.strip(),
            until=until.strip(),
            language=language.strip(),
            speaker=speaker.strip(),
            kind=kind,
            as_typed=as_typed,
            order=order,
            at=at,
            previous=previous,
            prose=prose if proser is not None else "",
        )
        if not asked.q:
            return await _drawn(workers, served, draw_start, asked)
        answer = partial(draw_answer, saves=takes and may_change(request))
        if asked.prose and proser is not None:
            return await _drawn(proser.workers, served, answer, asked, answered, proser.writer)
        return await _drawn(workers, served, answer, asked, answered, proser and proser.writer)

    @router.get("/like/{article_id:path}")
    async def like(article_id: str) -> HTMLResponse:
        return await _drawn(workers, served, draw_like, article_id)

    @router.get("/article/{article_id:path}")
    async def article(article_id: str, start: int = 0, end: int = 0, mark: Word = "") -> HTMLResponse:
        return await _drawn(workers, served, draw_article, article_id, start, end, mark)

    @router.get("/speaker/{name:path}")
    async def speaker(
        name: str, *, about: Line = "", at: Place = 0, since: Word = "", until: Word = "", source: Outlets = ()
    ) -> HTMLResponse:
        within = Within(since.strip(), until.strip(), tuple(filter(None, map(str.strip, source))))
        return await _drawn(workers, served, draw_speaker, name, about.strip(), at, within)

    @router.get("/who")
    async def who(like: Word = "", at: Place = 0) -> HTMLResponse:
        return await _drawn(workers, served, draw_who, like.strip(), at)

    @router.get("/topic")
    async def topic(q: Line = "") -> HTMLResponse:
        return await _drawn(workers, served, draw_topic, q.strip())

    @router.get("/docs")
    async def docs() -> FileResponse:
        return FileResponse(_WEB / "docs.html", headers={"Content-Security-Policy": _DOCS_POLICY})

    app.include_router(router)
    app.mount("/static", StaticFiles(directory=_WEB))
    app.mount("/swagger", StaticFiles(directory=_swagger()))


async def _drawn(workers: Workers, served: Served, draw: Any, *arguments: Any) -> HTMLResponse:
    """Draw a page in a thread; what cannot be done is a page that says so."""
    asked = next((one for one in arguments if isinstance(one, Asked)), Asked())
    try:
        found: HTMLResponse = await workers.run(served.use, draw, *arguments)
    except QueryError as error:
        return page("problem", 422, title=TEXTS["failed"], reason=str(error), asked=asked, outlets=[])
    except Overloaded as error:
        again = {"Retry-After": "1"}
        return page("problem", 503, again, title=TEXTS["busy"], reason=str(error), asked=asked, outlets=[])
    return found


def _swagger() -> Path:
    """Find Swagger UI in the package that carries it, without importing that."""
    spec = find_spec("fastapi_offline")
    if spec is None or not spec.submodule_search_locations:
        raise OnrecordError("the package fastapi-offline is missing, it carries Swagger UI; install onrecord anew")
    return Path(spec.submodule_search_locations[0]) / "static"
