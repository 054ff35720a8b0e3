"""The routes that change the index: a request is accepted at once, and made in its turn."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response

from onrecord.index import Article, CorpusError, Options, to_article

from ..writes import Job, Puts, Reused, Writing
from .access import HOLDER
from .changes import ArticleBody, BulkBody, JobRecord, JobsRecord
from .problems import ProblemRecord
from .workers import Overloaded

_WAITING: Final = 1000
_CHARACTERS: Final = 256 * 2**20
"""Requests that may wait, and their characters; beyond them comes 503."""
_LOOK: Final = 0.05

Wait = Annotated[float, Query(ge=0, le=25, description="Seconds to wait for the end before answering.")]
_SAID: Final[dict[int | str, dict[str, Any]]] = {
    200: {"model": JobRecord, "description": "It has ended within the time to wait."},
    **{
        status: {"model": ProblemRecord, "description": description}
        for status, description in {
            400: "The body is no JSON.",
            404: "An id has no line break.",
            415: "The body is not said to be JSON.",
            422: "The request cannot be used.",
            503: "Too many changes wait.",
        }.items()
    },
}


class _Sender:
    """Hands a request's changes to the writer, and answers with their job."""

    def __init__(
        self,
        request: Request,
        response: Response,
        key: Annotated[
            str | None,
            Header(
                alias="Idempotency-Key",
                min_length=1,
                max_length=255,
                description="The same key with the same request gives the same job, for seven days.",
            ),
        ] = None,
        wait: Wait = 0,
    ) -> None:
        self._request, self._response, self._key, self._wait = request, response, key, wait

    async def send(self, writing: Writing, puts: Puts) -> JobRecord:
        """Have changes made.

        Raises:
            HTTPException: The idempotency key was sent before with another request.
            Overloaded: Too many changes wait.
        """
        await asyncio.to_thread(_check_room, writing)
        holder = self._request.scope.get(HOLDER, "")
        head = f"{self._request.method} {self._request.url.path}\n".encode()
        fingerprint = hashlib.sha256(head + await self._request.body()).hexdigest()
        try:
            job = await asyncio.to_thread(writing.accept, puts, holder, self._key, fingerprint)
        except Reused as error:
            raise HTTPException(422, str(error)) from None
        job = await _ended(writing, job, self._wait)
        self._response.headers["Location"] = f"/v1/jobs/{job.id}"
        self._response.status_code = 200 if job.ended else 202
        return _record(job)


Sender = Annotated[_Sender, Depends()]


def change_routes(writing: Writing) -> APIRouter:
    """Build the routes that change the index."""
    router = APIRouter(tags=["changes"], responses=_SAID)

    @router.put("/articles/{article_id:path}", status_code=202, summary="Put an article", name="put_article")
    async def put_article(article_id: str, body: ArticleBody, sender: Sender) -> JobRecord:
        """Add an article, or replace the one with its id; a removed one comes back."""
        return await sender.send(writing, Puts(_articles([{"id": article_id, **body.model_dump()}])))

    @router.delete("/articles/{article_id:path}", status_code=202, summary="Remove an article")
    async def remove_article(article_id: str, sender: Sender) -> JobRecord:
        """Take an article out for good: indexing its file again does not bring it back."""
        return await sender.send(writing, Puts(removed=(article_id,)))

    @router.post("/articles", status_code=202, summary="Change many articles", dependencies=[Depends(_check_type)])
    async def change_articles(body: BulkBody, sender: Sender) -> JobRecord:
        """Put articles and remove others, which are published together."""
        puts = Puts(_articles(article.model_dump() for article in body.articles), tuple(body.removed))
        if not len(puts):
            raise HTTPException(422, "body: neither articles nor removed")
        return await sender.send(writing, puts)

    return router


def job_routes(writing: Writing) -> APIRouter:
    """Build the routes that tell how far changes are."""
    router = APIRouter(tags=["changes"])

    @router.get("/jobs/{job_id}", summary="How far is a change?", responses={404: {"model": ProblemRecord}})
    async def job(job_id: str, wait: Wait = 0) -> JobRecord:
        """Tell how far a change is; ended ones are known for seven days."""
        found = await asyncio.to_thread(writing.journal.find, job_id)
        if found is None:
            raise HTTPException(404, f"no job {job_id!r}; ended ones are known for seven days")
        return _record(await _ended(writing, found, wait))

    @router.get("/jobs", summary="List changes")
    async def jobs(k: Annotated[int, Query(ge=1, le=1000, description="How many.")] = 50) -> JobsRecord:
        """List the last changes, latest first."""
        return {"jobs": [_record(one) for one in await asyncio.to_thread(writing.journal.latest, k)]}

    return router


def _check_type(request: Request) -> None:
    """Check that the body is said to be JSON: a page of another site may post other types without asking first."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "send the body as application/json")


def _articles(records: Iterable[dict[str, Any]]) -> tuple[Article, ...]:
    """Read articles as those of a file are read.

    Raises:
        HTTPException: One cannot be used.
    """
    remarks: list[str] = []
    options = Options(tell=lambda remark: remarks.append(remark.reason))
    articles = []
    for number, record in enumerate(records):
        try:
            articles.append(to_article(record, Path("body"), number + 1, options))
        except CorpusError as error:
            raise HTTPException(422, f"article {number}: {error.reason}") from None
    if remarks:
        raise HTTPException(422, "; ".join(remarks[:10]))
    return tuple(articles)


async def _ended(writing: Writing, job: Job, wait: float) -> Job:
    """Wait for the end of a job, at most so many seconds."""
    last = asyncio.get_running_loop().time() + wait
    while not job.ended and asyncio.get_running_loop().time() < last:
        await asyncio.sleep(_LOOK)
        found = await asyncio.to_thread(writing.journal.find, job.id)
        job = found or job
    return job


def _check_room(writing: Writing) -> None:
    requests, characters = writing.journal.waiting()
    if requests >= _WAITING or characters >= _CHARACTERS:
        raise Overloaded(f"{requests} changes wait, as many as are kept; try again later")


def _record(job: Job) -> JobRecord:
    told = {name: value for name, value in asdict(job).items() if name != "number"} | {"notes": list(job.notes)}
    return JobRecord(**told)  # type: ignore[typeddict-item, no-any-return]
