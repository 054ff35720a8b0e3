"""Interviews whose questions stand as paragraphs of their own, without a label that tells who answers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ..entities.document_entities import People
from ..entities.mentions import mentions
from ..entities.person import Person
from ..entities.person_name import compatible
from ..model import Span
from ..switches import rule
from ..text.document import Document
from .likelihoods import Likelihoods
from .quotations_apart import ALONE, ahead_of
from .span_decoder import Draft

_ASKED: Final = re.compile(
    r"(?![“\"‘'])[^\n]{5,600}?\?[*_\"”’)\]]*\s*$|\*\*[^*\n]+\*\*\s*$|(?:Tell|Talk|Walk|Take) (?:us|me)\b"
)
_TOLD: Final = re.compile(
    r"\b(?:interview(?:s|ed)?|Q ?& ?As?|conversation|transcript"
    r"|(?:sp[eo]a?ke?|talk(?:ed|s)?|chat(?:ted|s)?|sat down|sits down|caught up) (?:to|with)"
    r"|asked (?:him|her|them)|tells? us)\b",
    re.IGNORECASE,
)
_MINE: Final = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")
_YOURS: Final = re.compile(r"\b[Yy]our?s?\b")
_FEWEST: Final = 4
_SPEECH: Final = 0.7
"""Share of the answers that speak in the first person: in six such interviews among 1,300 articles .75 to 1, below
the questions of advice, previews and listings 0 to .5."""

_LAST: Final = 3
_SET_APART: Final = '“"‘«['
_PERHAPS: Final = Likelihoods(0.6, 0.0, 0.0, 0.4)
"""Of what stands behind an answer's first paragraph: three of 36 in such an interview are its reporter's."""


@rule("interviews", otherwise=lambda *_: [])
def interviews(document: Document, people: People) -> list[Draft]:
    """Find what is answered in an interview.

    The paragraph below a question is an answer, unless it is a quotation or names who answers. Of those behind it,
    up to the next question, what speaks in the first person to nobody probably is: whoever asks may do so without
    a question mark.
    """
    text, paragraphs = document.text, document.paragraphs
    asked = [place for place, span in enumerate(paragraphs) if _ASKED.match(text, *span)]
    turns = [(a, b) for a, b in pairwise([*asked, len(paragraphs)]) if b > a + 1]
    if len(turns) < _FEWEST or not _is_told(document, turns[0][0]):
        return []
    who = _who(document, people, turns[0][0])
    if who is None:
        return []
    person, where = who
    own = [n for n, span in enumerate(paragraphs) if _MINE.search(text, *span) and _speaks(text, span, person)]
    first = [place + 1 for place, _ in turns if _speaks(text, paragraphs[place + 1], person)]
    if len({*own}.intersection(first)) < _SPEECH * len(turns):
        return []
    behind = {place for question, following in turns for place in range(question + 2, following)}
    more = [n for n in own if n in behind and not _YOURS.search(text, *paragraphs[n])]
    return [
        Draft(place, ahead_of(paragraphs[place]), where, [paragraphs[place]], likely=likely, name=person.name)
        for places, likely in ((first, ALONE), (more, _PERHAPS))
        for place in places
    ]


def _speaks(text: str, span: Span, person: Person) -> bool:
    """Whether a paragraph is no quotation, and does not name who is to speak in it: nobody says their own name."""
    words = text[slice(*span)]
    return words[0] not in _SET_APART and not re.search(rf"\b{re.escape(person.words[-1])}\b", words)


def _is_told(document: Document, first: int) -> bool:
    """Whether the headline, what stands ahead of the first question, or the last lines tell of an interview."""
    text, ends = document.text, document.paragraphs
    ahead = text[: ends[first].start]
    behind = text[ends[max(first, len(ends) - _LAST)].start :]
    return any(_TOLD.search(part) for part in (document.article.title, ahead, behind))


def _who(document: Document, people: People, first: int) -> tuple[Person, Span] | None:
    """Find who answers: whom the headline names, or else whom the lines ahead of the first question name most."""
    title, lead = document.article.title, document.paragraphs[first].start
    headed = [m.name for m in mentions(title, Span(0, len(title)))]
    named = [(p, [m.span for m in p.mentions if m.span.start < lead]) for p in people.persons if p.told]

    def rank(one: tuple[Person, list[Span]]) -> tuple[bool, int]:
        return any(compatible(one[0].name, name) for name in headed), len(one[1])

    person, spans = max((one for one in named if one[1]), key=rank, default=(None, []))
    return (person, spans[0]) if person else None
