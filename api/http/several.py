"""Several indexes in one server, each an application of its own below its name."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from http import HTTPStatus

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ..pages.templates import page
from .problems import problem, wants_page


class Several:
    """Hands a request to the index that its address begins with."""

    def __init__(self, apps: Mapping[str, ASGIApp], *, shown: bool) -> None:
        """Name the applications.

        Args:
            apps: By the names of their indexes.
            shown: Whether the start page lists them: not where keys are asked for.
        """
        self._apps, self._shown = apps, shown

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
            response = self._outside(scope["path"], known=app is not None, drawn=wants_page(scope))
            await response(scope, receive, send)

    def _outside(self, path: str, *, known: bool, drawn: bool) -> Response:
        if known:
            return Response(status_code=308, headers={"Location": f"{path}/"})
        if path in {"/health", "/v1/health"}:
            return JSONResponse({"status": "ok"})
        if path == "/" and self._shown:
            return self._list()
        if drawn:
            return self._list(HTTPStatus.NOT_FOUND)
        said = f"; there are {', '.join(f'/{name}/' for name in self._apps)}" if self._shown else ""
        return problem(404, f"every address begins with the name of an index{said}")

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
                    await stack.enter_async_context(app.router.lifespan_context(app))  # type: ignore[attr-defined]
            except Exception as error:
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                raise
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})
