"""The routes of articles: listed, read whole, and compared."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from onrecord.api import records
from onrecord.index import Article
from onrecord.search import Engine, Filters

from ..records import ArticlesRecord, FullArticleRecord, SimilarRecord
from .cursors import link_next, make_cursor, read_cursor
from .problems import problems_of
from .requests import ArticlesParameters, SimilarParameters, filters_of, once
from .served import Served
from .workers import Workers

_LIST: Final = "articles"


def article_routes(served: Served, workers: Workers) -> APIRouter:
    """Build the routes of articles."""
    missing = problems_of({404: "No such article."})
    router = APIRouter(tags=["archive"], dependencies=[Depends(once)])

    @router.get("/articles", summary="List articles")
    async def articles(
        wanted: Annotated[ArticlesParameters, Query()], request: Request, response: Response
    ) -> ArticlesRecord:
        """List articles without their texts, in the order they were added; `next` and Link lead on."""
        after = read_cursor(wanted.cursor, _LIST)
        found = await workers.run(served.use, _listed, after, wanted.k + 1, filters_of(wanted))
        page = found[: wanted.k]
        cursor = make_cursor(_LIST, page[-1][0]) if len(found) > wanted.k else None
        link_next(request, response, cursor)
        return {"articles": [records.article_record(one) for _, one in page], "next": cursor}

    @router.get("/articles/{article_id:path}/similar", summary="Find similar articles", responses=missing)
    async def similar(article_id: str, wanted: Annotated[SimilarParameters, Query()]) -> SimilarRecord:
        """Find the articles that are most like one; near copies are listed once."""
        await _found(article_id)
        found = await workers.run(served.use, Engine.similar, article_id, wanted.k, filters=filters_of(wanted))
        return records.similar_record(found)

    @router.get("/articles/{article_id:path}", summary="Read an article", responses=missing)
    async def article(article_id: str) -> FullArticleRecord:
        """Give an article whole; its id may contain slashes."""
        return records.full_article_record(await _found(article_id))

    async def _found(id_: str) -> Article:
        found = await workers.run(served.use, _article, id_)
        if found is None:
            raise HTTPException(404, f"no article {id_!r} in this index")
        return found

    return router


def _article(engine: Engine, id_: str) -> Article | None:
    return engine.index.article(id_)


def _listed(engine: Engine, after: int, k: int, filters: Filters) -> list[tuple[int, Article]]:
    return engine.index.articles_after(after, k, filters)
