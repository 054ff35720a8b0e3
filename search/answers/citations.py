"""Puts units into citations, and citations into prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from onrecord.index import Statement

from ..model import Citation
from .shown import first_shown, sentence_before
from .speaker_linker import SpeakerBook
from .units import Unit

MAX_CITATIONS: Final = 3


def cite(
    units: Iterable[tuple[Unit, float]],
    *,
    most: int = MAX_CITATIONS,
    inside: bool = False,
    beside: Callable[[Unit], Iterable[Statement]] = lambda _: (),
) -> tuple[Citation, ...]:
    """Cite units; one that is carried by several articles, or stands inside another, counts once.

    Args:
        units: What is to be cited, best first, with probabilities.
        most: How many citations.
        inside: Cite one that stands inside another too, as a list of all that somebody said does.
        beside: Gives what others say beside a unit.
    """
    citations: list[Citation] = []
    places: dict[str, int] = {}
    for unit, probability in units:
        article, statement = unit.article, unit.statement
        if not inside and any(overlap(unit, other) for other in citations):
            continue
        words = "".join(filter(str.isalnum, unit.text.lower()))
        if (copy := places.get(words)) is not None:
            citations[copy] = replace(citations[copy], also=(*citations[copy].also, article))
        elif len(citations) < most:
            start, context = first_shown(unit), None
            if not inside:
                reported = statement is not None and statement.kind != "direct"
                context = sentence_before(article, start, unit.end, reported=reported, others=beside(unit))
            places[words] = len(citations)
            citations.append(
                Citation(article, start, unit.end, unit.paragraph, probability, statement, context=context)
            )
    return tuple(citations)


def overlap(one: Unit | Citation, other: Citation) -> bool:
    """Tell whether two places of an article share characters."""
    return one.article.id == other.article.id and one.start < other.end and other.start < one.end


def listed(citations: Sequence[Citation], book: SpeakerBook) -> tuple[Citation, ...]:
    """Tell of citations under which name their speakers are listed, and for which there is nothing to list."""
    return tuple(_looked_up(one, book) for one in citations)


def _looked_up(citation: Citation, book: SpeakerBook) -> Citation:
    if citation.statement is None or not citation.statement.speaker:
        return citation
    known = book.known(citation.statement.speaker)
    return replace(citation, listed=known is not None, known_as=known.name if known is not None else None)


def prose(citations: Sequence[Citation]) -> str:
    """Put citations into prose: who said it, the words, the mark."""
    return " ".join(f"{_told(citation)} [{n}]" for n, citation in enumerate(citations, start=1))


def _told(citation: Citation) -> str:
    statement = citation.statement
    if statement is None or citation.start < statement.start:
        return citation.quote
    cue = statement.cue.strip(" ,:") or "said"
    quote = f"“{citation.words}”" if statement.kind == "direct" else citation.quote
    return f"{statement.who} {cue}: {quote}"
