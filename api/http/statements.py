"""The routes of what was said: lists, pairs of statements, quotations that are checked, and who speaks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from onrecord.api import records
from onrecord.index import QueryError
from onrecord.search import Citation, Engine, Filters, Speaker

from ..filters import given
from ..records import CheckRecord, ComparedRecord, SpeakersRecord, StatementsRecord
from ..speakers import speakers_like
from .cursors import link_next, next_cursor, read_cursor
from .problems import problems_of
from .requests import CheckBody, CompareParameters, SpeakerParameters, StatementParameters, filters_of, once
from .served import Served
from .workers import Workers


def statement_routes(served: Served, workers: Workers) -> APIRouter:
    """Build the routes that list statements, and those who made them."""
    busy = problems_of(
        {
            400: "The body is no JSON.",
            422: "The request cannot be used.",
            503: "Too many wait; Retry-After says when.",
        }
    )
    router = APIRouter(tags=["statements"], responses=busy, dependencies=[Depends(once)])

    @router.get("/statements", summary="List statements")
    async def statements(
        wanted: Annotated[StatementParameters, Query()], request: Request, response: Response
    ) -> StatementsRecord:
        """List what somebody said, what was said about something, or what somebody said about it.

        At most 40 are looked for on a topic.
        """
        by, about = given(wanted.by), given(wanted.about)
        if by is None and about is None:
            raise QueryError("say whose statements (by), or on what (about)")
        publication, said = await workers.run(served.use, _said, by, about, filters_of(wanted), wanted.newest)
        begin = read_cursor(wanted.cursor, "statements", publication)
        cursor = next_cursor("statements", begin + wanted.k, len(said), publication)
        link_next(request, response, cursor)
        page = said[begin : begin + wanted.k]
        return records.statements_record(by, about, page, total=len(said), begin=begin, cursor=cursor)

    @router.get("/compare", summary="Compare statements")
    async def compare(wanted: Annotated[CompareParameters, Query()]) -> ComparedRecord:
        """Pair what somebody said on the same matter on different days, so that changes are seen.

        First come those of which one denies or opposes what the other says. The latest 500 are compared.
        """
        filters, about = filters_of(wanted), given(wanted.about)
        pairs = await workers.run(served.use, Engine.compare, wanted.by, about, wanted.k, filters=filters)
        return records.compared_record(wanted.by, about, pairs)

    @router.post("/check", summary="Check a quotation")
    async def check(wanted: CheckBody) -> CheckRecord:
        """Tell whether the archive holds a quotation word for word, what differs, and whose words they are."""
        found = await workers.run(served.use, Engine.check, wanted.quote, filters=filters_of(wanted))
        return records.check_record(found)

    @router.get("/speakers", summary="List speakers")
    async def speakers(
        wanted: Annotated[SpeakerParameters, Query()], request: Request, response: Response
    ) -> SpeakersRecord:
        """List who is quoted, with the names and roles that articles use.

        A statement counts in each article that carries it; `/v1/statements` lists it once, with `also`.
        """
        publication, everybody = await workers.run(served.use, _speakers)
        found = await workers.run(speakers_like, everybody, wanted.like)
        begin = read_cursor(wanted.cursor, "speakers", publication)
        cursor = next_cursor("speakers", begin + wanted.k, len(found), publication)
        link_next(request, response, cursor)
        return records.speakers_record(len(found), found[begin : begin + wanted.k], cursor=cursor)

    return router


def _said(
    engine: Engine,
    by: str | None,
    about: str | None,
    filters: Filters,
    newest: bool,  # noqa: FBT001  (passed on by position)
) -> tuple[str, list[Citation]]:
    """List all statements, with what is published that they are of."""
    return engine.index.publication, engine.said(by, about, None, filters=filters, newest=newest)


def _speakers(engine: Engine) -> tuple[str, list[Speaker]]:
    return engine.index.publication, engine.speakers()
