"""What the archive holds and whether it is well; and, where the server takes changes, files and folders in."""

from __future__ import annotations

import asyncio
import ipaddress
import shutil
from datetime import datetime
from typing import Final, Literal

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException as Refused
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.index import SUFFIXES, Finding, OnrecordError, folder_size, verify
from onrecord.search import Engine

from ..counting import numbered
from ..http.access import HOLDER, WRITER, comes_from_own_page
from ..http.served import Served
from ..http.workers import Workers
from ..version import version
from ..writes import Job, Puts, Watching, Writing
from .links import Asked
from .shown import day, plain
from .templates import page
from .texts import TEXTS

MOST_FILES: Final = 200
"""Of one upload."""
_WAITING: Final = 2**30
"""Bytes of uploaded files that may wait."""
_FIELDS: Final = 10
_JOBS: Final = 20
_NAMED: Final = 3
_DATES: Final = {"day-first": True, "month-first": False}
# Under the other pages' policy a browser would send "null" as a form's origin.
HEADERS: Final = {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"}


def add_keeping(
    app: FastAPI, served: Served, workers: Workers, writing: Writing | None, watching: Watching | None
) -> None:
    """Add the page about the archive, and what it may change.

    Args:
        app: The application.
        served: The engine.
        workers: Its threads.
        writing: Makes changes; None where the server takes none.
        watching: Folders that may be taken in; None where the server offers none.
    """
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/archive")
    async def archive(request: Request, check: Literal["", "1"] = "") -> HTMLResponse:
        findings = await workers.run(served.use, _checked) if check else None
        return await _archive(request, served, workers, writing, watching, findings=findings)

    if writing is not None:
        router.include_router(_changes(served, workers, writing, watching), prefix="/archive")
    app.include_router(router)


def _changes(served: Served, workers: Workers, writing: Writing, watching: Watching | None) -> APIRouter:
    router = APIRouter(dependencies=[Depends(check_near)])
    ours = [Depends(check_form)]

    @router.post("/files", dependencies=ours)
    async def files(request: Request) -> Response:
        try:
            job = await _uploaded(request, writing)
        except (OnrecordError, Refused) as error:
            reason = error.detail if isinstance(error, Refused) else str(error)
            status = error.status_code if isinstance(error, Refused) else 422
            return await _archive(request, served, workers, writing, watching, status=status, wrong=reason)
        return _to(job)

    @router.post("/folders", dependencies=ours)
    async def folders(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=_FIELDS)
        name, act = str(form.get("name", "")), str(form.get("act", ""))
        if watching is None:
            raise HTTPException(404, TEXTS["no_folder"])
        if act == "take":
            job = await asyncio.to_thread(watching.take, name, request.scope.get(HOLDER, ""))
            if job is not None:
                return _to(job)
        elif act in {"watch", "leave"} and await asyncio.to_thread(watching.watch, name, on=act == "watch"):
            return RedirectResponse("/archive#folders", 303, headers=HEADERS)
        return await _archive(
            request, served, workers, writing, watching, status=404, wrong=f"{TEXTS['no_folder']}: {plain(name)}"
        )

    @router.get("/changes/{job_id}")
    async def change(job_id: str) -> HTMLResponse:
        job = await asyncio.to_thread(writing.journal.find, job_id)
        if job is None:
            return page("problem", 404, HEADERS, title=TEXTS["no_change"], reason="", asked=Asked(), outlets=[])
        seen = job.revision is not None and served.revision >= job.revision
        outlets = await asyncio.to_thread(served.use, _outlets)
        return page("change", 200, HEADERS, asked=Asked(), outlets=outlets, job=_shown(job), seen=seen)

    return router


async def _uploaded(request: Request, writing: Writing) -> Job:
    """Keep the files of a form, and have them read.

    Raises:
        OnrecordError: There is none, or they cannot be kept.
        HTTPException: The form is none, or too large.
    """
    if await asyncio.to_thread(writing.uploads.size) > _WAITING:
        raise Refused(503, TEXTS["uploads_wait"])
    async with request.form(max_files=MOST_FILES, max_fields=_FIELDS) as form:
        sent = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
        if not sent:
            raise OnrecordError(TEXTS["no_file"])
        try:
            folder = await asyncio.to_thread(
                writing.uploads.keep, [(one.filename or "", one.file) for one in sent]
            )
        except OSError as error:
            raise OnrecordError(f"{TEXTS['not_kept']}: {error.strerror}") from None
        puts = Puts(folder=folder, uploaded=True, day_first=_DATES.get(str(form.get("dates", ""))))
        name = _called([one.filename or "" for one in sent])
        return await asyncio.to_thread(writing.accept, puts, request.scope.get(HOLDER, ""), name=name)


async def _archive(
    request: Request,
    served: Served,
    workers: Workers,
    writing: Writing | None,
    watching: Watching | None,
    *,
    status: int = 200,
    wrong: str = "",
    findings: list[Finding] | None = None,
) -> HTMLResponse:
    may = writing is not None and may_change(request)
    facts = await workers.run(served.use, _facts)
    jobs = await asyncio.to_thread(writing.journal.latest, _JOBS) if writing is not None and may else []
    waiting = await asyncio.to_thread(writing.journal.waiting) if writing is not None else (0, 0)
    return page(
        "archive",
        status,
        HEADERS,
        asked=Asked(),
        trouble=plain(served.trouble),
        takes=writing is not None,
        may=may,
        waiting=waiting[0],
        wrong=plain(wrong),
        findings=None if findings is None else [(one.where, plain(one.what)) for one in findings],
        jobs=[_shown(one) for one in jobs],
        folders=await asyncio.to_thread(watching.folders) if watching is not None and may else [],
        kinds=", ".join(SUFFIXES),
        accept=",".join(SUFFIXES),
        most=MOST_FILES,
        **facts,
    )


def _facts(engine: Engine) -> dict[str, object]:
    index = engine.index
    period = index.period()
    return {
        "outlets": list(index.sources()),
        "n_articles": index.n_articles,
        "n_passages": index.n_passages,
        "n_outlets": len(index.sources()),
        "n_speakers": sum(1 for one in engine.speakers() if one.statements),
        "period": [day(one) for one in period] if period else [],
        "revision": index.revision,
        "model": index.encoder_name,
        "megabytes": None if index.folder is None else folder_size(index.folder) / 1e6,
        "free": None if index.folder is None else shutil.disk_usage(index.folder).free / 1e9,
        "old_statements": index.has_old_statements,
        "version": version(),
    }


def _outlets(engine: Engine) -> list[str]:
    return list(engine.index.sources())


def _checked(engine: Engine) -> list[Finding] | None:
    return None if engine.index.folder is None else verify(engine.index.folder)


def _shown(job: Job) -> dict[str, object]:
    """Show a change: what it is called, how far it is, and what became of it."""
    return {
        "id": job.id,
        "name": plain(job.name) or numbered(job.articles, TEXTS["article"], TEXTS["articles"]),
        "state": TEXTS[f"state_{job.state}"],
        "ended": job.ended is not None,
        "failed": job.state == "failed",
        "percent": None if job.part is None or job.ended else round(100 * job.part),
        "publishing": job.state == "running" and job.part == 1.0,
        "counts": [
            (TEXTS[f"count_{name}"], f"{getattr(job, name):,}")
            for name in ("added", "updated", "unchanged", "removed", "skipped")
            if getattr(job, name)
        ],
        "nothing": job.state == "done" and not any((job.added, job.updated, job.unchanged, job.removed)),
        "accepted": job.accepted,
        "at": f"{day(job.accepted)}, {datetime.fromisoformat(job.accepted):%H:%M} UTC",
        "detail": plain(job.detail),
        "notes": [plain(one) for one in job.notes],
    }


def _called(names: list[str]) -> str:
    first = ", ".join(plain(name)[:100] for name in names[:_NAMED])
    return first if len(names) <= _NAMED else f"{first} + {len(names) - _NAMED}"


def _to(job: Job) -> Response:
    return RedirectResponse(f"/archive/changes/{job.id}", 303, headers=HEADERS)


def may_change(request: Request) -> bool:
    """Tell whether the sender of a request may change the archive from the page."""
    return bool(request.scope.get(WRITER, False)) and is_near(request)


def is_near(request: Request) -> bool:
    """Tell whether a request came with a key, or from this machine: nobody else changes what has no keys."""
    if request.scope.get(HOLDER):
        return True
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def check_near(request: Request) -> None:
    """Refuse who neither has a key nor is on this machine."""
    if not is_near(request):
        raise HTTPException(403, TEXTS["only_here"])


def check_form(request: Request) -> None:
    """Refuse a form that was not sent from this server's own page."""
    if not comes_from_own_page(request.headers):
        raise HTTPException(403, TEXTS["foreign_form"])
