"""The page of an answer, or of a refusal with its ways on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from starlette.responses import HTMLResponse

from onrecord.search import NO_FILTERS, Engine, Filters

from ..filters import make_filters
from ..records import also_searched, beside_refusal, is_typed
from .facets import facets
from .links import SHOWN, Asked
from .prose import prose_of
from .quotes import found_of, quotes_of
from .shown import plain
from .templates import page
from .texts import TEXTS
from .understanding import chips_of
from .ways import Spoken, ways_of

if TYPE_CHECKING:
    from onrecord.index import Hit, Statement
    from onrecord.search import Answer, Citation, Understood
    from onrecord.search.prose import Writer

_READ: Final = 50
"""Passages that are found as for an answer, and come first: what is cited depends on nothing that is counted."""
_COUNTED: Final = 200
"""Passages that the counts of outlets, speakers and months are made over, and that these narrow down."""
_LABELS: Final = {
    "source": "outlet",
    "author": "bylines",
    "since": "from",
    "until": "to",
    "language": "languages",
    "speaker": "speaker",
    "kind": "kind",
}


def draw_answer(
    engine: Engine,
    asked: Asked,
    answered: Callable[[str | None], None],
    writer: Callable[[Engine], Writer] | None = None,
    *,
    saves: bool = False,
) -> HTMLResponse:
    """Draw the answer to a question.

    Args:
        engine: Answers.
        asked: The question, with what may be found.
        answered: Told how it was refused; None where it was not.
        writer: Gives what has a model write, where the server has one.
        saves: Whether who asks may save the question.

    Raises:
        QueryError: As `Engine.ask`.
    """
    filters = filters_of(asked)
    answer = engine.ask(asked.q, _READ, filters=filters, previous=asked.previous, spellings=not asked.as_typed)
    answered(answer.refusal)
    read = answer.understood
    every = _matching(engine, asked, answer, filters)
    spoken = _spoken(engine, every)
    hits = [hit for hit in every if _is_wanted(asked, spoken.get(hit.row, ()))]
    if asked.order:
        hits = sorted(hits[:_READ], key=lambda hit: hit.passage.article.published or "", reverse=True)
    shown = hits[asked.at : asked.at + SHOWN]
    wanted = set(engine.topic_words(asked.q))
    names = (name for one, more in also_searched(asked.q, answer.respelt).items() for name in (one, *more))
    speaking = next((one.statement for one in answer.instead if one.statement is not None), None)
    closest, others, instead = beside_refusal(answer)
    set_ = [(name, value) for name, value in asked.filters().items() if value]
    return page(
        "answer",
        200,
        # Asked again it may be answered.
        {"Cache-Control": "no-store"} if answer.refusal == "time_up" else None,
        asked=asked,
        outlets=list(engine.index.sources()),
        answered=answer.answered,
        reason=plain(answer.reason),
        language_notice=plain(answer.language_notice),
        unanswered=[plain(one) for one in answer.unanswered] if answer.answered else [],
        understood=chips_of(read, asked),
        question=plain(read.question),
        saves=saves,
        unchosen=asked.url(speaker="", kind=""),
        quotes=quotes_of(_chosen(asked, answer.citations), numbered=True),
        closest=quotes_of(_chosen(asked, closest)),
        others=quotes_of(_chosen(asked, others)),
        instead=quotes_of(_chosen(asked, instead)),
        instead_of=plain(speaking.who if speaking is not None else ""),
        spellings=[plain(name) for name in dict.fromkeys(names) if not is_typed(name, asked.q)],
        as_typed=asked.url(as_typed="1"),
        by_fit=asked.url(order=""),
        by_day=asked.url(order="day"),
        found=found_of(
            shown,
            wanted,
            engine.index.words,
            spoken,
            asked_for=_asked_for(engine, asked, read),
            at=asked.at,
        ),
        before=asked.url(at=max(0, asked.at - SHOWN)) if asked.at else None,
        more=asked.url(at=asked.at + SHOWN) if len(hits) > asked.at + SHOWN else None,
        place=TEXTS["place"].format(first=asked.at + 1, last=asked.at + len(shown), count=len(hits)),
        facets=facets(hits, spoken, asked),
        counted=TEXTS["counted" if len(every) < _COUNTED else "counted_best"].format(count=len(every)),
        chips=[(TEXTS[_LABELS[name]], _value(name, value), asked.url(**{name: ""})) for name, value in set_],
        follow=[*asked.previous, asked.q][-20:],
        prose=prose_of(writer(engine), answer, asked, filters) if writer is not None and asked.prose else None,
        in_prose=asked.url(prose="1") if writer is not None and answer.answered and not asked.prose else None,
        **ways_of(engine, asked, answer, spoken),
    )


def filters_of(asked: Asked) -> Filters:
    """Give the filters that an address asks for.

    Raises:
        QueryError: A date is none.
    """
    return make_filters(
        source=asked.source,
        author=asked.author,
        since=asked.since,
        until=asked.until,
        language=asked.language,
    )


def _matching(engine: Engine, asked: Asked, answer: Answer, filters: Filters) -> list[Hit]:
    """Give the passages that match: those found for the answer, then the others."""
    if not answer.hits:
        return []
    others = engine.search(
        answer.understood.question or asked.q,
        _COUNTED,
        filters=filters,
        fast=True,
        spellings=not asked.as_typed,
    )
    known = {(one.article.id, one.start) for hit in answer.hits for one in (hit.passage, *hit.also)}
    fresh = (hit for hit in others if (hit.passage.article.id, hit.passage.start) not in known)
    return [*answer.hits, *fresh][:_COUNTED]


def _spoken(engine: Engine, hits: Sequence[Hit]) -> Spoken:
    found: dict[int, list[Statement]] = {}
    for said in engine.index.statements(rows=[hit.row for hit in hits]) if hits else ():
        if said.row is not None and NO_FILTERS.trusts(said.statement):
            found.setdefault(said.row, []).append(said.statement)
    return found


def _asked_for(engine: Engine, asked: Asked, read: Understood) -> set[str]:
    """Name the speaker and the outlets that are asked for."""
    known = engine.speaker(read.speaker) if read.speaker else None
    names = {asked.speaker, asked.source, *read.outlets, *(known.names if known is not None else ())}
    return names - {""}


def _is_wanted(asked: Asked, statements: Sequence[Statement]) -> bool:
    if not asked.speaker and not asked.kind:
        return True
    return any(asked.allows(one) for one in statements)


def _chosen(asked: Asked, citations: Sequence[Citation]) -> list[Citation]:
    if not asked.speaker and not asked.kind:
        return list(citations)
    return [one for one in citations if one.statement is not None and asked.allows(one.statement)]


def _value(name: str, value: str) -> str:
    return str(TEXTS[value]) if name == "kind" else plain(value)
