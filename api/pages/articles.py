"""The page of an article, at the very span, and of those that are like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onrecord.search import NO_FILTERS, Citation

from ..citing import locate, web_address
from .links import Asked, similar_url
from .quotes import origin_of, quote_of
from .shown import plain
from .spans import paragraphs
from .templates import page
from .texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.responses import HTMLResponse

    from onrecord.index import Article, Statement
    from onrecord.search import Engine

_SIMILAR: Final = 20


def draw_article(engine: Engine, id_: str, start: int, end: int, mark: str) -> HTMLResponse:
    """Draw an article with its statements in the margin.

    Args:
        engine: Has it.
        id_: Which.
        start: First character of the span that is marked.
        end: One past the last; 0 marks none.
        mark: Fingerprint of the span's words, which finds them again after a correction.
    """
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
        cited=quote_of(_cited(found, statements, start, end)) if start < end else None,
    )


def _cited(article: Article, statements: Sequence[Statement], start: int, end: int) -> Citation:
    """Cite a span, as somebody's statement where it is one."""
    said = next((one for one in statements if (one.start, one.end) == (start, end)), None)
    return Citation(article, start, end, article.text[:start].count("\n\n"), 1.0, said)


def draw_like(engine: Engine, id_: str) -> HTMLResponse:
    """Draw the articles that are like one.

    Raises:
        QueryError: There is no such article.
    """
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
