"""Whether the server is up, sees what is new, and takes requests."""

from __future__ import annotations

from typing import NotRequired

from fastapi import APIRouter, Depends
from typing_extensions import TypedDict

from ..version import version
from .problems import problems_of
from .requests import once
from .served import Served
from .workers import Overloaded, Workers


class HealthRecord(TypedDict):
    """The server answers."""

    status: str
    """Always "ok"."""
    version: str
    """Of onrecord."""
    revision: int
    """Of the index that is served."""
    watching: bool
    """Whether new revisions are seen."""
    reason: NotRequired[str]
    """Why they are not."""


class ReadyRecord(TypedDict):
    """The server takes requests."""

    ready: bool
    """Always true; a problem tells that it does not."""
    revision: int
    """Of the index that is served."""


def health_of(served: Served) -> HealthRecord:
    """Tell how an index is served."""
    now = HealthRecord(status="ok", version=version(), revision=served.revision, watching=True)
    if (trouble := served.trouble) is not None:
        now |= {"watching": False, "reason": trouble}
    return now


def check_ready(workers: Workers) -> None:
    """Check that another question would be taken on.

    Raises:
        Overloaded: It would not.
    """
    if workers.full:
        raise Overloaded(f"{workers.taken} requests are under way, as many as fit")


def health_routes(served: Served, workers: Workers) -> APIRouter:
    """Build the routes that tell how the server is."""
    router = APIRouter(tags=["archive"], dependencies=[Depends(once)])
    full = problems_of({503: "As many requests are under way as fit."})

    @router.get("/ready", summary="Does it take requests?", responses=full)
    async def ready() -> ReadyRecord:
        """Tell whether another question would be taken on."""
        check_ready(workers)
        return {"ready": True, "revision": served.revision}

    @router.get("/health", summary="Is it up?")
    async def health() -> HealthRecord:
        """Answer at once, however many questions wait."""
        return health_of(served)

    return router
