"""The first page: what the archive holds, and questions to try."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .links import Asked, speaker_url
from .shown import day, plain
from .templates import page
from .texts import TEXTS

if TYPE_CHECKING:
    from starlette.responses import HTMLResponse

    from onrecord.search import Engine

_TO_TRY: Final = 6
_SPEAKERS: Final = 12
_OUTLETS: Final = 12


def draw_start(engine: Engine, asked: Asked) -> HTMLResponse:
    """Draw the first page.

    Args:
        engine: Knows the archive.
        asked: What stands in the form: filters, perhaps.
    """
    index = engine.index
    period = index.period()
    sources = index.sources()
    quoted = [one for one in engine.speakers() if one.statements and one.named]
    # A name of one word may be anybody's; a full one makes a question that somebody would ask.
    full = [one for one in quoted if " " in one.name] or quoted
    return page(
        "start",
        asked=asked,
        outlets=list(sources),
        n_articles=index.n_articles,
        period=[day(one) for one in period] if period else [],
        sources=[(name, Asked(source=name).url(), count) for name, count in list(sources.items())[:_OUTLETS]],
        more_outlets=max(0, len(sources) - _OUTLETS),
        speakers=[(plain(one.name), speaker_url(one.name), one.statements) for one in quoted[:_SPEAKERS]],
        questions=[TEXTS["said"].format(speaker=plain(one.name)) for one in full[:_TO_TRY]],
    )
