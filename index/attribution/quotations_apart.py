"""Words that stand apart from who said them: paragraphs by themselves, and what a paragraph behind explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..entities.mentions import mentions
from ..entities.subjects import is_subject
from ..model import Span
from ..switches import rule
from ..text.document import capitals, ends_sentence
from ..text.quotations import Quotation
from .factuality import reports
from .likelihoods import Likelihoods
from .span_decoder import Draft
from .statement_classifier import is_statement

ALONE: Final = Likelihoods(0.8, 0.0, 0.0, 0.2)  # of a quotation without a cue in its paragraph or beside it
_SENT = re.compile(r"\b(?:statement|letter|e-?mail|message|note)\b")
_TOLD = re.compile(r"[^“”\"‘\n]+\.")
"""A paragraph that ends as a sentence and quotes nobody."""

_SOMEBODY_SAID = re.compile(
    r"\b(?P<source>[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?P<cue>[a-z]+):$"
)
_THAT_IS_HOW = re.compile(
    r"(?:That|This|So|Thus)\s(?:(?:is|was)\s(?:how|what|why)\s|went\s|ran\s)?"
    r"(?P<source>[^.;:“”\"]{2,80}?),?\s(?P<cue>explain(?:ed|s)|put(?:s)?\s+it|describe[ds]|said|says|summ?ed\b|told|greeted)"
)


def uncued(
    number: int,
    place: int,
    source: Span | None,
    certainty: float = 1.0,
    *,
    likely: Likelihoods = ALONE,
    name: str | None = None,
) -> Draft:
    """Draft words of somebody that no cue stands beside; their content is yet to come.

    Args:
        number: The paragraph.
        place: Where the words begin.
        source: The words that name who says them, elsewhere.
        certainty: The probability of the cue that stands there.
        likely: What the words are.
        name: The speaker's name, where it is known.
    """
    return Draft(number, Span(place, place), source, [], "direct", certainty, likely=likely, name=name)


def told_behind(text: str, paragraphs: Sequence[Span], number: int, quote: Quotation) -> Draft | None:
    """Find who the next paragraph says it was: "That is how Jane Roe, a cook, explained why she left"."""
    if not _ends(text, quote, paragraphs[number]) or number + 1 == len(paragraphs):
        return None
    found = _THAT_IS_HOW.match(text, *paragraphs[number + 1])
    return found and Draft(number, Span(*found.span("cue")), Span(*found.span("source")), [], "direct", 1.0)


def _ends(text: str, quote: Quotation, paragraph: Span) -> bool:
    """Whether nothing follows a quotation in its paragraph."""
    return not text[quote.outer.end : paragraph.end].strip(" .,")


@rule("shown again", otherwise=lambda *_: None)
def shown_again(text: str, number: int, quote: Quotation, found: Sequence[Draft]) -> Draft | None:
    """Give a quotation that an article shows once more, set apart, to who says the same words elsewhere in it."""
    words = text[slice(*quote.inner)].strip(" ,.!?")
    told = (d for d in found if d.source is not None and d.name is None)
    said = next((d for d in told if any(words in text[slice(*part)] for part in d.content)), None)
    return said and uncued(number, quote.outer.start, said.source, said.certainty)


@rule("led to", otherwise=lambda *_: None)
def led_to(
    text: str, paragraphs: Sequence[Span], number: int, quote: Quotation, found: Sequence[Draft]
) -> Draft | None:
    """Give a quotation that is a paragraph to whom the one before brings in: "Trader Jane Roe was angry."."""
    before = paragraphs[number - 1] if number else None
    if before is None or not _ends(text, quote, paragraphs[number]):
        return None
    if (
        any(d.paragraph == number - 1 for d in found)
        or not _TOLD.fullmatch(text, *before)
        or _is_title(text, before)
    ):
        return None
    first = next(mentions(text, before), None)
    if first is None or not first.personal or not is_subject(text, [p.start for p in paragraphs], first):
        return None
    return uncued(number, quote.outer.start, first.span)


def _is_title(text: str, span: Span) -> bool:
    """Whether more than half of a paragraph's words have a capital: "A One-Man Job, Now for Many."."""
    capital, words = capitals(text, span)
    return 2 * capital > words


@rule("stands alone", otherwise=lambda *_: None)
def alone(text: str, paragraphs: Sequence[Span], quote: Quotation, found: Sequence[Draft]) -> Draft | None:
    """Give a quotation that is the last of some paragraphs by itself to who spoke last in them."""
    if not _ends(text, quote, paragraphs[-1]):
        return None
    cued = [d for d in found if d.source is not None and d.cue.start < d.cue.end]
    told = [d for d in cued if d.content[-1].end < quote.outer.start]
    last = max(told, key=lambda d: d.content[-1].end, default=None)
    if last is None:
        return None
    return uncued(len(paragraphs) - 1, quote.outer.start, last.source, last.certainty, name=last.name)


def blocks(
    text: str, paragraphs: Sequence[Span], quoted: Sequence[Sequence[Quotation]], drafts: Sequence[Draft]
) -> list[Draft]:
    """Take a paragraph without quote marks behind "She said:" for what was said.

    A cue farther ahead may announce it: "A spokesperson sent us this statement, in which it claims …:".
    """
    taken = {d.paragraph for d in drafts if d.content and is_statement(d)}
    blocks = []
    for number in range(1, len(paragraphs)):
        if number in taken or quoted[number] or not is_announced(text, paragraphs, number):
            continue
        before = paragraphs[number - 1]
        announced = [d for d in drafts if d.paragraph == number - 1 and d.source and _announces(text, d, before)]
        said = _SOMEBODY_SAID.search(text, *before)
        if announced:
            cue, source, certainty = announced[0].cue, announced[0].source, announced[0].certainty
        elif said is not None and reports(said["cue"]):
            cue, source, certainty = Span(*said.span("cue")), Span(*said.span("source")), 1.0
        else:
            continue
        blocks.append(Draft(number, cue, source, [paragraphs[number]], "direct", certainty))
    return blocks


def _announces(text: str, d: Draft, paragraph: Span) -> bool:
    """Whether a cue announces what follows its paragraph: "… said:", or "sent us this statement …:"."""
    cue = text[slice(*d.cue)]
    if text[d.cue.end : paragraph.end] in {"", ":"}:
        return reports(cue.strip(" :").rsplit(maxsplit=1)[-1])
    return _SENT.search(cue) is not None and not ends_sentence(text, d.cue.end, paragraph.end - 1)


def is_announced(text: str, paragraphs: Sequence[Span], number: int) -> bool:
    """Whether the paragraph before ends with a colon."""
    return number > 0 and text[paragraphs[number - 1].end - 1] == ":"
