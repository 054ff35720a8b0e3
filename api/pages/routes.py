"""The addresses of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, FastAPI, Query
from starlette.responses import FileResponse, HTMLResponse
from starlette.staticfiles import StaticFiles

from onrecord.index import OnrecordError, QueryError
from onrecord.search import NO_FILTERS, Engine

from ..citing import locate, web_address
from ..filters import given
from ..http.guards import CONTENT_POLICY
from ..http.prose import Proser
from ..http.served import Served
from ..http.workers import Overloaded, Workers
from ..speakers import speakers_like
from .answering import draw_answer
from .links import SHOWN, Asked, similar_url, speaker_url
from .pairs import shown_pairs
from .quotes import origin_of, quotes_of
from .shown import day, plain
from .spans import paragraphs
from .templates import page
from .texts import TEXTS
from .timeline import by_month
from .topics import topics_of

_WEB: Final = Path(__file__).parent.parent / "web"
# Swagger UI sets styles from its script and draws its icons from data: addresses.
_DOCS_POLICY: Final = f"{CONTENT_POLICY}; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
_TO_TRY: Final = 6
_SPEAKERS: Final = 500
_STATEMENTS: Final = 500
_SIMILAR: Final = 20
_PAIRS: Final = 8
_AT_ONCE: Final = 18
"""Statements of a speaker on a page, so that it weighs less than 100 KB."""
_MOST: Final = 2000

Line = Annotated[str, Query(max_length=_MOST)]
Word = Annotated[str, Query(max_length=500)]
Earlier = Annotated[Sequence[Line], Query(max_length=20)]
Count = Annotated[int, Query(ge=1, le=200)]


def add_pages(
    app: FastAPI,
    served: Served,
    workers: Workers,
    answered: Callable[[str | None], None],
    proser: Proser | None = None,
) -> None:
    """Add the pages, their files, and the description of the interface at /docs.

    Args:
        app: Gets them.
        served: The engine.
        workers: Its threads.
        answered: Told of each answer: None, or how it was refused.
        proser: Has a model write, where the server has one.
    """
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    async def start(
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
        k: Count = SHOWN,
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
            k=k,
            previous=previous,
            prose=prose if proser is not None else "",
        )
        if not asked.q:
            return await _drawn(workers, served, _start, asked)
        if asked.prose and proser is not None:
            return await _drawn(proser.workers, served, draw_answer, asked, answered, proser.writer)
        return await _drawn(workers, served, draw_answer, asked, answered, proser and proser.writer)

    @router.get("/like/{article_id:path}")
    async def like(article_id: str) -> HTMLResponse:
        return await _drawn(workers, served, _like, article_id)

    @router.get("/article/{article_id:path}")
    async def article(article_id: str, start: int = 0, end: int = 0, mark: Word = "") -> HTMLResponse:
        return await _drawn(workers, served, _article, article_id, start, end, mark)

    @router.get("/speaker/{name:path}")
    async def speaker(name: str, about: Line = "", at: Annotated[int, Query(ge=0)] = 0) -> HTMLResponse:
        return await _drawn(workers, served, _speaker, name, about.strip(), at)

    @router.get("/who")
    async def who(like: Word = "") -> HTMLResponse:
        return await _drawn(workers, served, _who, like.strip())

    @router.get("/topic")
    async def topic(q: Line = "") -> HTMLResponse:
        return await _drawn(workers, served, _topic, q.strip())

    @router.get("/docs")
    async def docs() -> FileResponse:
        return FileResponse(_WEB / "docs.html", headers={"Content-Security-Policy": _DOCS_POLICY})

    app.include_router(router)
    app.mount("/static", StaticFiles(directory=_WEB))
    app.mount("/swagger", StaticFiles(directory=_swagger()))


async def _drawn(workers: Workers, served: Served, draw: Any, *arguments: Any) -> HTMLResponse:
    """Draw a page in a thread; what cannot be done is a page that says so."""
    try:
        found: HTMLResponse = await workers.run(served.use, draw, *arguments)
    except QueryError as error:
        return page("problem", 422, title=TEXTS["failed"], reason=str(error), asked=Asked(), outlets=[])
    except Overloaded as error:
        again = {"Retry-After": "1"}
        return page("problem", 503, again, title=TEXTS["busy"], reason=str(error), asked=Asked(), outlets=[])
    return found


def _start(engine: Engine, asked: Asked) -> HTMLResponse:
    index = engine.index
    period = index.period()
    quoted = [one for one in engine.speakers() if one.statements][: 2 * _TO_TRY]
    return page(
        "start",
        asked=asked,
        outlets=list(index.sources()),
        n_articles=index.n_articles,
        n_passages=index.n_passages,
        period=[day(one) for one in period] if period else [],
        sources=list(index.sources().items())[:12],
        speakers=[(plain(one.name), speaker_url(one.name), one.statements) for one in quoted],
        questions=[f"What did {plain(one.name)} say?" for one in quoted[:_TO_TRY]],
    )


def _article(engine: Engine, id_: str, start: int, end: int, mark: str) -> HTMLResponse:
    found = engine.index.article(id_)
    outlets = list(engine.index.sources())
    if found is None:
        reason = f"{TEXTS['no_article']}: {plain(id_)}"
        return page("problem", 404, title=TEXTS["no_article"], reason=reason, asked=Asked(), outlets=outlets)
    notice = ""
    if mark and start < end:
        place = locate(found.text, start, end, mark)
        notice = TEXTS["gone"] if place is None else TEXTS["moved"] if place.moved else ""
        start, end = (place.start, place.end) if place is not None else (0, 0)
    start, end = max(0, start), min(end, len(found.text))
    statements = [one for one in engine.index.statements_in(found) if NO_FILTERS.trusts(one)]
    return page(
        "article",
        asked=Asked(),
        outlets=outlets,
        article=found,
        link=web_address(found.url),
        like=similar_url(found.id),
        notice=notice,
        paragraphs=paragraphs(found, statements, start, end),
        statements=len(statements),
    )


def _like(engine: Engine, id_: str) -> HTMLResponse:
    found = engine.similar(id_, _SIMILAR)
    return page(
        "like",
        asked=Asked(),
        outlets=list(engine.index.sources()),
        article=origin_of(found.article),
        alike=[
            (
                origin_of(one.passage.article, one.passage.start, one.passage.end),
                plain(one.passage.text),
                [origin_of(copy) for copy in one.also],
            )
            for one in found.alike
        ],
        copies=[origin_of(one) for one in found.copies],
    )


def _speaker(engine: Engine, name: str, about: str, at: int = 0) -> HTMLResponse:
    found = engine.speaker(name)
    outlets = list(engine.index.sources())
    if found is None:
        reason = f"{TEXTS['no_speaker']}: {plain(name)}"
        return page("problem", 404, title=TEXTS["no_speaker"], reason=reason, asked=Asked(), outlets=outlets)
    said = engine.said(found.name, given(about), _STATEMENTS)
    quoting = Counter(one.article.source for one in said if one.article.source)
    return page(
        "speaker",
        asked=Asked(),
        outlets=outlets,
        name=plain(found.name),
        url=speaker_url(found.name),
        about=about,
        statements=found.statements,
        roles=[(plain(role), count) for role, count in found.roles.most_common(8)],
        names=[plain(one) for one in found.names if one != found.name][:12],
        quoting=[(plain(source), count) for source, count in quoting.most_common(12)],
        topics=topics_of(engine.index, said, found.name) if not about else [],
        pairs=shown_pairs(engine.compare(found.name, given(about), _PAIRS)) if said and not at else [],
        months=by_month(said, at, _AT_ONCE),
        here=lambda first: speaker_url(found.name, about, first),
        newer=max(0, at - _AT_ONCE) if at else None,
        older=at + _AT_ONCE if at + _AT_ONCE < len(said) else None,
        listed=len(said),
        export=found.name,
    )


def _who(engine: Engine, like: str) -> HTMLResponse:
    found = speakers_like(engine.speakers(), given(like))
    return page(
        "who",
        asked=Asked(),
        outlets=list(engine.index.sources()),
        like=like,
        total=len(found),
        speakers=[
            (
                plain(one.name),
                speaker_url(one.name),
                one.statements,
                [plain(role) for role, _ in one.roles.most_common(2)],
            )
            for one in found[:_SPEAKERS]
        ],
    )


def _topic(engine: Engine, topic: str) -> HTMLResponse:
    said = engine.said(None, topic, 200) if topic else []
    by: dict[str, list[Any]] = {}
    for one in said:
        if one.statement is not None and one.statement.speaker is not None:
            by.setdefault(one.statement.speaker, []).append(one)
    rows = [
        (
            plain(name),
            speaker_url(name, topic),
            len(some),
            day(max((one.article.published or "" for one in some), default="")),
            quotes_of(some[:1])[0],
        )
        for name, some in by.items()
    ]
    return page(
        "topic",
        asked=Asked(),
        outlets=list(engine.index.sources()),
        topic=topic,
        rows=rows,
        question=Asked(topic).url(),
    )


def _swagger() -> Path:
    """Find Swagger UI in the package that carries it, without importing that."""
    spec = find_spec("fastapi_offline")
    if spec is None or not spec.submodule_search_locations:
        raise OnrecordError("the package fastapi-offline is missing, it carries Swagger UI; install onrecord anew")
    return Path(spec.submodule_search_locations[0]) / "static"
