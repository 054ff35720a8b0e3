"""The pages of those who are quoted: one of them, all of them, and those who spoke of a topic."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from ..filters import given, make_filters
from ..speakers import speakers_like
from .links import ANYWHERE, Asked, Within, speaker_url, who_url
from .pairs import shown_pairs
from .quotes import quotes_of
from .shown import day, plain
from .templates import page
from .texts import TEXTS
from .timeline import by_month
from .topics import topics_of
from .understanding import bounds_of

if TYPE_CHECKING:
    from starlette.responses import HTMLResponse

    from onrecord.search import Engine

_SPEAKERS: Final = 100
"""Of a page."""
_STATEMENTS: Final = 500
_ON_TOPIC: Final = 200
_PAIRS: Final = 8
_AT_ONCE: Final = 18
"""Statements of a speaker on a page, so that it weighs less than 100 KB."""


def draw_speaker(engine: Engine, name: str, about: str, at: int = 0, within: Within = ANYWHERE) -> HTMLResponse:
    """Draw the page of somebody who is quoted.

    Args:
        engine: Knows the statements.
        name: Who.
        about: On what; "" for any topic.
        at: Number of the first statement that is shown, from 0.
        within: Of which days and outlets.

    Raises:
        QueryError: A day is none.
    """
    filters = make_filters(since=within.since, until=within.until, source=within.source)
    found = engine.speaker(name)
    outlets = list(engine.index.sources())
    if found is None:
        reason = f"{TEXTS['no_speaker']}: {plain(name)}"
        return page("problem", 404, title=TEXTS["no_speaker"], reason=reason, asked=Asked(), outlets=outlets)
    said = engine.said(found.name, given(about), _STATEMENTS, filters=filters)
    compared = engine.compare(found.name, given(about), _PAIRS, filters=filters) if said and not at else []
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
        pairs=shown_pairs(compared),
        months=by_month(said, at, _AT_ONCE),
        here=lambda first: speaker_url(found.name, about, first, within),
        bounds=bounds_of(within),
        within=within.fields(),
        at_any_time=speaker_url(found.name, about),
        newer=max(0, at - _AT_ONCE) if at else None,
        older=at + _AT_ONCE if at + _AT_ONCE < len(said) else None,
        listed=len(said),
        export=urlencode([("format", "csv"), ("by", found.name), *within.fields()]),
    )


def draw_who(engine: Engine, like: str, at: int = 0) -> HTMLResponse:
    """Draw the list of those who are quoted.

    Args:
        engine: Knows them.
        like: Part of a name or a role; "" for all.
        at: Number of the first that is shown, from 0.
    """
    found = speakers_like(engine.speakers(), given(like))
    shown = found[at : at + _SPEAKERS]
    return page(
        "who",
        asked=Asked(),
        outlets=list(engine.index.sources()),
        like=like,
        total=len(found),
        first=at + 1,
        last=at + len(shown),
        before=who_url(like, max(0, at - _SPEAKERS)) if at else None,
        after=who_url(like, at + _SPEAKERS) if at + _SPEAKERS < len(found) else None,
        speakers=[
            (
                plain(one.name),
                speaker_url(one.name),
                one.statements,
                [plain(role) for role, _ in one.roles.most_common(2)],
            )
            for one in shown
        ],
    )


def draw_topic(engine: Engine, topic: str) -> HTMLResponse:
    """Draw the table of those who spoke of a topic.

    Raises:
        QueryError: The topic is too long.
    """
    said = engine.said(None, topic, _ON_TOPIC) if topic else []
    by: dict[str, list[Any]] = {}
    for one in said:
        if one.statement is not None and one.statement.speaker is not None:
            known = engine.answers.book.listed(one.statement.speaker)
            by.setdefault(known.name if known is not None else one.statement.speaker, []).append(one)
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
        ask=Asked(topic).url(),
    )
