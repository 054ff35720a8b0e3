"""Words that stand apart from who said them: paragraphs by themselves, and what a paragraph behind explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..entities.mentions import mentions
from ..entities.subjects import is_subject
from ..model import Span
from ..switches import rule
from ..text.document import Document, capitals, ends_sentence, is_heading, last_sentence
from ..text.quotations import Quotation
from .factuality import reports
from .likelihoods import Likelihoods
from .span_decoder import Draft
from .statement_classifier import is_statement

ALONE: Final = Likelihoods(0.8, 0.0, 0.0, 0.2)  # of a quotation without a cue in its paragraph or beside it
_SENT = re.compile(r"\b(?:statement|letter|e-?mail|message|note)\b")
_OURS = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|us|[Mm]y)\b")
_MOST: Final = 8  # paragraphs of a statement without quote marks
_WHERE: Final = re.compile(r"(?:\s(?:on|in|to|at|via|from|after|this|the\sfollowing)\b[^“”\"]{0,80})?:?")
"""What may stand between a cue and its colon: "wrote on Friday in a letter to the council"."""

_PRONOUN: Final = re.compile(r"\s*\b([Hh]e|[Ss]he)\b")
_ASKED: Final = re.compile(r"\s*(?:When\s)?[Aa]sked\s[^.:]+?,\s")
_TOLD = re.compile(r"[^“”\"‘\n]+[.:]")
"""A paragraph that ends as a sentence and quotes nobody; a headline has more capitals."""

_SOMEBODY_SAID = re.compile(
    r"\b(?P<source>[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?P<cue>[a-z]+):$"
)
_WHO: Final = r"(?P<source>[^.;:“”\"\n]{2,80}?)"
_ENDS: Final = r"(?=[,.]|\s(?:about|after|as|at|before|for|in|on|to|when|who|whose)\b)"
_AHEAD: Final = (
    re.compile(rf"\b(?P<cue>[Ii]n\sthe\swords\sof|[Tt]o\squote)\s{_WHO}[,:]\s(?:[\w’']+\s){{0,3}}$"),
    re.compile(rf"\b[Ii]n\s{_WHO}[’']s?\s(?:own\s)?(?P<cue>words)[,:]\s(?:[\w’']+\s){{0,3}}$"),
)
_BEHIND: Final = (
    re.compile(rf"(?:\s\w+)?,?\s(?P<cue>in\sthe\swords\sof|to\squote)\s{_WHO}(?=[,.;])"),
    re.compile(rf",?\sas\s{_WHO}\s(?:(?:has|had|once|later)\s)?(?P<cue>puts?\sit|has\sit|call(?:s|ed)\sit)\b"),
)
_HOW: Final = (
    r"(?:(?:That|This)\s(?:is|was)\s(?:(?:about|all)\s)?(?:how|what|why|as\s(?:much|far)\sas)"
    r"|(?:So|Thus)(?:\swent|\sran)?)"
)
_WOULD: Final = r"(?:(?:(?:is|was)\s(?:prepared|ready|willing)\sto|would)\s(?=say\b))?"
_EXPLAINED: Final = r"(?P<cue>explain(?:ed|s)|puts?\sit|describe[ds]|sa(?:id|y|ys)|summ?ed\b|told|greeted)"
_THAT_WAS: Final = r"(?:That|This|Such|Those|These)\s(?:is|was|are|were)"
_NAME: Final = r"[A-Z][\w’'-]+"
_TAKEN_UP: Final = tuple(
    re.compile(rf"\s*{words}")
    for words in (
        rf"{_HOW}\s{_WHO},?\s{_WOULD}{_EXPLAINED}",
        rf"{_THAT_WAS}\s(?:the\s)?(?:[\w-]+\s){{0,2}}(?P<cue>\w+)\sof\s{_WHO}{_ENDS}",
        rf"{_THAT_WAS}\s{_WHO}[’']s?\s(?:[\w-]+\s){{0,2}}?(?P<cue>\w+){_ENDS}",
        rf"So\s(?P<cue>says|said|writes|wrote)\s{_WHO}{_ENDS}",
        (
            r"With\sth[aeio]\w+\s(?P<cue>words?|sentence),?\s"
            rf"(?P<source>[hs]e|[^.;:,“”\"\n]{{0,60}}?{_NAME})(?=,?\s[a-z])"
        ),
        (
            rf"(?P<source>[HS]e|{_NAME}(?:\s{_NAME}){{0,3}})\s(?P<cue>[a-z]+)\s(?:that|this|these\swords)"
            r"\s(?:after|as|at|before|during|in|on|to|under|when|while|with)\b"
        ),
    )
)
"""How a text takes up the words that it has quoted: "That was Roe's answer", "With these words Roe left"."""


@rule("in their words", otherwise=lambda *_: None)
def in_their_words(text: str, number: int, quote: Quotation) -> Draft | None:
    """Give a quotation to whose words the sentence says it is: "In the words of Jane Roe, “…”"."""
    begin, (place, end) = text.rfind("\n", 0, quote.outer.start) + 1, quote.outer
    each = (*(one.search(text, begin, place) for one in _AHEAD), *(one.match(text, end) for one in _BEHIND))
    told = next(filter(None, each), None)
    return told and Draft(number, Span(*told.span("cue")), Span(*told.span("source")))


@rule("shown again", otherwise=lambda *_: None)
def shown_again(text: str, number: int, quote: Quotation, found: Sequence[Draft]) -> Draft | None:
    """Give a quotation that an article shows once more, set apart, to who says the same words elsewhere in it."""
    words = text[slice(*quote.inner)].strip(" ,.!?")
    told = (d for d in found if d.source is not None and d.name is None)
    said = next((d for d in told if any(words in text[slice(*part)] for part in d.content)), None)
    return said and Draft(number, ahead_of(quote.outer), said.source, certainty=said.certainty, likely=ALONE)


def ahead_of(span: Span) -> Span:
    """Where the cue of words would stand that have none beside them."""
    return Span(span.start, span.start)


def set_apart(document: Document, number: int, quote: Quotation, found: Sequence[Draft]) -> Draft | None:
    """Give a quotation that ends its paragraph to whom the last paragraph names, or who spoke last."""
    if document.text[quote.outer.end : document.paragraphs[number].end].strip(" .,"):
        return None
    return _led_to(document, number, found) or _alone(number, quote, found)


def pointed_to(document: Document, number: int, quote: Quotation) -> Draft | None:
    """Give a quotation to whom the words ahead announce with a colon, or those behind take it up from."""
    announced = _led_to(document, number, ()) if is_announced(document, number) else None
    return announced or _taken_up(document, number, quote)


@rule("taken up", otherwise=lambda *_: None)
def _taken_up(document: Document, number: int, quote: Quotation) -> Draft | None:
    """Find who the text behind says it was: "That is how Jane Roe, a cook, explained why she left"."""
    for told in filter(None, (pattern.match(document.text, quote.outer.end) for pattern in _TAKEN_UP)):
        if reports(told["cue"]) or told["cue"].startswith(("greet", "put", "sentence")):
            return Draft(number, Span(*told.span("cue")), Span(*told.span("source")))
    return None


@rule("led to", otherwise=lambda *_: None)
def _led_to(document: Document, number: int, found: Sequence[Draft]) -> Draft | None:
    """Give a quotation that is a paragraph to whom the one before brings in: "Trader Jane Roe was angry."."""
    if not number or any(d.paragraph == number - 1 for d in found):
        return None
    text, before, announced = document.text, document.paragraphs[number - 1], is_announced(document, number)
    begin = last_sentence(text, *before) if announced else before.start
    asked, pronoun = _ASKED.match(text, begin), _PRONOUN.match(text, begin)
    begin = asked.end() if asked else begin
    capital, words = capitals(text, before)
    if 2 * capital > words or not _TOLD.fullmatch(text, *before):
        return None
    first = next(mentions(text, Span(begin, before.end)), None)
    if announced:
        pronoun = pronoun or _PRONOUN.search(text, begin, first.span.start if first else before.end)
    named = first is not None and first.personal and (asked or is_subject(text, first))
    source = Span(*pronoun.span(1)) if pronoun else first.span if first is not None and named else None
    return source and Draft(number, ahead_of(document.paragraphs[number]), source, likely=ALONE)


@rule("stands alone", otherwise=lambda *_: None)
def _alone(number: int, quote: Quotation, found: Sequence[Draft]) -> Draft | None:
    """Give a quotation that is a paragraph by itself to who spoke last before it."""
    cued = [d for d in found if d.source is not None and d.cue.start < d.cue.end]
    told = [d for d in cued if d.content[-1].end < quote.outer.start]
    last = max(told, key=lambda d: d.content[-1].end, default=None)
    if last is None:
        return None
    cue = ahead_of(quote.outer)
    return Draft(number, cue, last.source, certainty=last.certainty, likely=ALONE, name=last.name)


def blocks(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Take what stands without quote marks behind "She said:" for what was said.

    A cue farther ahead may announce it: "A spokesperson sent us this statement, in which it claims …:". It is one
    paragraph, or all up to the last that says "we" or "I" where the writer does not.
    """
    text, paragraphs = document.text, document.paragraphs
    others = [d for d in drafts if d.source is None or not _OURS.fullmatch(text, *d.source)]
    taken = {d.paragraph for d in others if d.content and is_statement(d)}
    blocks = []
    for number in range(1, len(paragraphs)):
        if number in taken or document.quoted[number] or not is_announced(document, number):
            continue
        before = paragraphs[number - 1]
        ahead = [d for d in drafts if d.paragraph == number - 1 and d.source and d.name is None]
        if said := _SOMEBODY_SAID.search(text, *before):
            ahead.append(Draft(number - 1, Span(*said.span("cue")), Span(*said.span("source"))))
        told = next((d for d in ahead if _announces(text, d, before, paragraphs[number])), None)
        if told is not None:
            whole = _goes_on(document, number, taken)
            blocks.append(Draft(number, told.cue, told.source, whole, certainty=told.certainty))
    return blocks


def _goes_on(document: Document, number: int, taken: set[int]) -> list[Span]:
    """List the paragraphs of a statement without quote marks: all up to the last in the first person."""
    text, paragraphs, quoted = document.text, document.paragraphs, document.quoted
    ours = [_OURS.search(text, *span) is not None and not quoted[i] for i, span in enumerate(paragraphs)]
    last = number
    if ours[number] and not any(here and i not in taken for i, here in enumerate(ours[:number])):
        for i in range(number + 1, min(number + _MOST, len(paragraphs))):
            if i in taken or quoted[i] or is_heading(text, paragraphs[i]) or is_announced(document, i):
                break
            last = i if ours[i] else last
    return list(paragraphs[number : last + 1])


def _announces(text: str, d: Draft, paragraph: Span, following: Span) -> bool:
    """Whether a cue announces what follows its paragraph: "… said:", or "sent us this statement …:"."""
    cue, between = text[slice(*d.cue)], text[d.cue.end : paragraph.end]
    if between in {"", ":"} and reports(cue.strip(" :").rsplit(maxsplit=1)[-1]):
        return True
    if ends_sentence(text, d.cue.end, paragraph.end - 1):
        return False
    leads = not d.content and _WHERE.fullmatch(between) is not None and reports(cue)
    ours = leads and _OURS.search(text, *following) is not None
    return ours or (between not in {"", ":"} and _SENT.search(cue) is not None)


def is_announced(document: Document, number: int) -> bool:
    """Whether the paragraph before ends with a colon."""
    return number > 0 and document.text[document.paragraphs[number - 1].end - 1] == ":"
