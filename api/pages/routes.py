"""The addresses of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, FastAPI, Query
from starlette.responses import FileResponse, HTMLResponse
from starlette.staticfiles import StaticFiles

from onrecord.index import OnrecordError, QueryError
from onrecord.search import Engine, Filters, Understood

from ..citing import locate
from ..filters import given, make_filters
from ..http.guards import CONTENT_POLICY
from ..http.served import Served
from ..http.workers import Overloaded, Workers
from ..records import also_searched, is_typed
from ..speakers import speakers_like
from .facets import facets
from .links import SHOWN, Asked, speaker_url, topic_url
from .quotes import found_of, quotes_of
from .shown import day, plain
from .spans import paragraphs
from .templates import page
from .texts import TEXTS
from .timeline import by_month

_WEB: Final = Path(__file__).parent.parent / "web"
# Swagger UI sets styles from its script and draws its icons from data: addresses.
_DOCS_POLICY: Final = f"{CONTENT_POLICY}; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
_COUNTED: Final = 50
"""Passages that the counts of outlets, bylines and months are made over."""
_TO_TRY: Final = 6
_SPEAKERS: Final = 500
_STATEMENTS: Final = 500
_MOST: Final = 2000

Line = Annotated[str, Query(max_length=_MOST)]
Word = Annotated[str, Query(max_length=500)]
Earlier = Annotated[Sequence[Line], Query(max_length=20)]
Count = Annotated[int, Query(ge=1, le=200)]


def add_pages(app: FastAPI, served: Served, workers: Workers) -> None:
    """Add the pages, their files, and the description of the interface at /docs."""
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
        k: Count = SHOWN,
        previous: Earlier = (),
    ) -> HTMLResponse:
        asked = Asked(
            q.strip(), source.strip(), author.strip(), since.strip(), until.strip(), language.strip(), k, previous
        )
        return await _drawn(workers, served, _start if not asked.q else _answer, asked)

    @router.get("/article/{article_id:path}")
    async def article(article_id: str, start: int = 0, end: int = 0, mark: Word = "") -> HTMLResponse:
        return await _drawn(workers, served, _article, article_id, start, end, mark)

    @router.get("/speaker/{name:path}")
    async def speaker(name: str, about: Line = "") -> HTMLResponse:
        return await _drawn(workers, served, _speaker, name, about.strip())

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


def _answer(engine: Engine, asked: Asked) -> HTMLResponse:
    filters = _filters(asked)
    answer = engine.ask(asked.q, max(_COUNTED, asked.k), filters=filters, previous=asked.previous)
    wanted = set(engine.topic_words(asked.q))
    every = (name for one, others in also_searched(asked.q, answer.respelt).items() for name in (one, *others))
    said = next((one.statement for one in answer.citations if one.statement is not None), None)
    instead = next((one.statement for one in answer.instead if one.statement is not None), None)
    return page(
        "answer",
        asked=asked,
        outlets=list(engine.index.sources()),
        answered=answer.answered,
        reason=plain(answer.reason),
        language_notice=plain(answer.language_notice),
        understood=_understood(answer.understood),
        quotes=quotes_of(answer.citations, numbered=True),
        closest=quotes_of(answer.closest),
        others=quotes_of(answer.others),
        instead=quotes_of(answer.instead),
        instead_of=plain((instead.speaker or instead.as_written) if instead is not None else ""),
        spellings=[plain(name) for name in dict.fromkeys(every) if not is_typed(name, asked.q)],
        found=found_of(answer.hits[: asked.k], wanted, engine.index.words),
        more=asked.url(k=min(asked.k + 10, 200)) if len(answer.hits) > asked.k else None,
        facets=facets((hit.passage.article for hit in answer.hits), asked),
        chips=[(TEXTS[_LABELS[name]], plain(value), asked.url(**{name: ""})) for name, value in _set(asked)],
        wider=Asked(asked.q).url() if _set(asked) else None,
        follow=[*asked.previous, asked.q][-20:],
        topic=topic_url(asked.q),
        speaker=speaker_url(said.speaker) if said is not None and said.speaker is not None else None,
    )


def _understood(read: Understood) -> list[tuple[str, str]]:
    """Say how a question was read, part by part."""
    parts = [("of_speaker", read.speaker), ("on", read.topic), ("at_outlet", ", ".join(read.outlets))]
    parts += [("in_time", _period(*period)) for period in read.periods]
    parts += [("order", read.order)]
    parts += [("mended", ", ".join(f"{typed} → {meant}" for typed, meant in read.mended.items()))]
    return [(TEXTS[name], plain(value)) for name, value in parts if value]


def _period(first: str | None, last: str | None) -> str:
    if first == last:
        return day(first)
    since = f"{TEXTS['from_day']} {day(first)}" if first else ""
    until = f"{TEXTS['until_day']} {day(last)}" if last else ""
    return f"{since} {until}".strip()


_LABELS: Final = {
    "source": "outlet",
    "author": "bylines",
    "since": "from",
    "until": "to",
    "language": "languages",
}


def _set(asked: Asked) -> list[tuple[str, str]]:
    return [(name, value) for name, value in asked.filters().items() if value]


def _filters(asked: Asked) -> Filters:
    return make_filters(
        source=asked.source,
        author=asked.author,
        since=asked.since,
        until=asked.until,
        language=asked.language,
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
    statements = engine.index.statements_in(found)
    return page(
        "article",
        asked=Asked(),
        outlets=outlets,
        article=found,
        notice=notice,
        paragraphs=paragraphs(found, statements, start, end),
        statements=len(statements),
    )


def _speaker(engine: Engine, name: str, about: str) -> HTMLResponse:
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
        months=by_month(said),
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
