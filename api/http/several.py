"""Several indexes in one server, each an application of its own below its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from ..pages.templates import page
from ..version import version
from .access import STYLE
from .guards import Guard
from .health import check_ready, health_of
from .logs import Logged
from .problems import problem, wants_page
from .workers import Overloaded


class Several:
    """Hands a request to the index that its address begins with."""

    def __init__(self, apps: Mapping[str, FastAPI], *, shown: bool, allowed_hosts: Iterable[str] = ()) -> None:
        """Name the applications.

        Args:
            apps: By the names of their indexes.
            shown: Whether the start page lists them: not where keys are asked for.
            allowed_hosts: As `create_app` takes them.
        """
        self._apps, self._shown = apps, shown
        # Each of the others stands behind such of its own.
        self._outside = Logged(Guard(self._answer, allowed_hosts), questions=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or the life of all applications."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        name = scope["path"].removeprefix("/").partition("/")[0]
        if (app := self._apps.get(name)) is not None and scope["path"] != f"/{name}":
            await app({**scope, "root_path": f"{scope.get('root_path', '')}/{name}"}, receive, send)
            return
        if scope["type"] == "http":
            await self._outside(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve what lies outside of all of them; every page has the same style."""
        if scope["path"] in STYLE:
            await next(iter(self._apps.values()))(scope, receive, send)
            return
        known = scope["path"].removeprefix("/") in self._apps
        response = self._response(scope["path"], known=known, drawn=wants_page(scope))
        await response(scope, receive, send)

    def _response(self, path: str, *, known: bool, drawn: bool) -> Response:
        if known:
            return Response(status_code=308, headers={"Location": f"{path}/"})
        if path in {"/health", "/v1/health"}:
            return JSONResponse(self._health())
        if path in {"/ready", "/v1/ready"}:
            return self._ready()
        if path == "/" and self._shown:
            return self._list()
        if drawn:
            return self._list(HTTPStatus.NOT_FOUND)
        said = f"; there are {', '.join(f'/{name}/' for name in self._apps)}" if self._shown else ""
        return problem(404, f"every address begins with the name of an index{said}")

    def _health(self) -> dict[str, Any]:
        """Tell how all are served; one by one where their names may be told."""
        each = {name: health_of(app.state.served) for name, app in self._apps.items()}
        watching = all(one["watching"] for one in each.values())
        told = {"status": "ok", "version": version(), "watching": watching}
        return {**told, "indexes": each} if self._shown else told

    def _ready(self) -> Response:
        """Tell whether each would take on another question."""
        try:
            for app in self._apps.values():
                check_ready(app.state.workers)
        except Overloaded as error:
            return problem(503, str(error), headers={"Retry-After": "1"})
        return JSONResponse({"ready": True})

    def _list(self, status: int = 200) -> HTMLResponse:
        """Draw the page of the archives; where their names are not told, one that says only what is wrong."""
        names = list(self._apps) if self._shown else []
        archive = f"/{names[0]}" if names else ""
        return page(
            "indexes",
            status,
            {"Vary": "Accept"},
            names=names,
            archive=archive,
            missing=status == HTTPStatus.NOT_FOUND,
        )

    async def _live(self, receive: Receive, send: Send) -> None:
        """Begin and end all applications; one that cannot begin ends the server."""
        await receive()
        async with AsyncExitStack() as stack:
            try:
                for app in self._apps.values():
                    await stack.enter_async_context(app.router.lifespan_context(app))
            except Exception as error:
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                raise
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})
