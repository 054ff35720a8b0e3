"""The pages: the archive's own, and the interface's description. Everything they load comes from this server."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from onrecord.index import OnrecordError

from .guards import CONTENT_POLICY

_WEB: Final = Path(__file__).parent.parent / "web"
# Swagger UI sets styles from its script and draws its icons from data: addresses.
_DOCS_POLICY: Final = f"{CONTENT_POLICY}; style-src 'self' 'unsafe-inline'; img-src 'self' data:"


def add_pages(app: FastAPI) -> None:
    """Add the web page at /, its files, and the description at /docs."""

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(_WEB / "index.html")

    @app.get("/docs", include_in_schema=False)
    async def docs() -> FileResponse:
        return FileResponse(_WEB / "docs.html", headers={"Content-Security-Policy": _DOCS_POLICY})

    app.mount("/static", StaticFiles(directory=_WEB))
    app.mount("/swagger", StaticFiles(directory=_swagger()))


def _swagger() -> Path:
    """Find Swagger UI in the package that carries it, without importing that."""
    spec = find_spec("fastapi_offline")
    if spec is None or not spec.submodule_search_locations:
        raise OnrecordError("the package fastapi-offline is missing, it carries Swagger UI; install onrecord anew")
    return Path(spec.submodule_search_locations[0]) / "static"
