"""Quotations that no cue claims, and the statements that they go on with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..model import Span
from ..switches import rule
from ..text.document import Document, ends_sentence
from ..text.quotations import Quotation, is_spoken
from .quotations_apart import blocks, in_their_words, is_announced, pointed_to, set_apart, shown_again
from .span_decoder import Draft
from .statement_classifier import is_stance, is_statement

_CERTAIN = 0.8  # two direct statements of one clause are one if one of their cues has less than this probability
_SIGNATURE = re.compile(
    r"\s*([-–—]+)\s*(?:([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?:,[^.!?]*)?"
    r"|([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}) (?:after|at|before|during|for|from|in|of|on|to|when)\b[^.!?]*)\W*"
)
_BEGINS = re.compile(r"[.!?:,…—–-][”\"’']*\s*$")


def attach_loose(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Give each unclaimed quotation that may be a statement its place.

    If it opens a sentence or a clause, it goes to whose statement stands before it in its paragraph; if it opens
    the paragraph, to whose name a dash sets beneath it, to the cue that announces it ("He said:" at the end of the
    paragraph before), to who says the same words elsewhere, to the last statement of the paragraph before, to
    whom that brings in, or to who spoke last.

    Returns:
        All drafts that have a content.
    """
    text, paragraphs = document.text, document.paragraphs
    found = _without_doubles([d for d in _joined(drafts) if d.content and is_statement(d)])
    by_paragraph = _by_paragraph(found)
    stances = _by_paragraph([d for d in drafts if d.content and is_stance(d)])
    waiting = [d for d in drafts if not d.content]
    before: Draft | None = None
    for number, quotations in enumerate(document.quoted):
        here, again = by_paragraph[number], None
        for quote in quotations:
            if _claimed(quote, here):
                continue
            target = _broken_off(text, quote, here) or in_their_words(text, number, quote)
            if target is None and is_spoken(text, quote):
                target = _reported_here(text, paragraphs[number], quote, here, stances[number])
                if target is None and quote.outer.start == paragraphs[number].start:
                    target = (
                        _signed(document, number, quote)
                        or _waiting(document, number, waiting)
                        or pointed_to(document, number, quote)
                        or (again := shown_again(text, number, quote, found))
                        or before
                        or set_apart(document, number, quote, found)
                    )
            if target is None:
                continue
            if target.cue.start >= quote.outer.end and target.source is not None:
                # What takes up these words gives no others.
                found = [d for d in found if d.source is None or d.source.start != target.source.start]
            if not target.content:
                found.append(target)
                target.kind = "direct"
            target.content.append(quote.inner)
            here += [target] if target is not again else []
        before = max((d for d in here if d.kind != "indirect"), key=_ends, default=before if again else None)
    return found + blocks(document, [*found, *waiting])


@rule("joined quotations", otherwise=list)
def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """Join quotations that one source says in one clause.

    In `"It rains," Roe said in Bern. "It pours."` the tagger may see a second cue in the place or the day.
    """
    joined: list[Draft] = []
    for d in sorted(drafts, key=lambda d: d.cue.start):
        last = joined[-1] if joined else d
        alike = last is not d and last.kind == d.kind == "direct" and last.source == d.source is not None
        if alike and min(last.certainty, d.certainty) < _CERTAIN:
            joined[-1] = max(last, d, key=lambda d: d.certainty)
            joined[-1].content = _union([*last.content, *d.content])
        else:
            joined.append(d)
    return joined


def _union(spans: Sequence[Span]) -> list[Span]:
    """Put spans in order and join those that overlap."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _ends(d: Draft) -> int:
    return d.content[-1].end


@rule("broken off", otherwise=lambda *_: None)
def _broken_off(text: str, quote: Quotation, here: Sequence[Draft]) -> Draft | None:
    """Find the statement whose quotation breaks off in its sentence: `"It rains," he said, "and pours"`."""
    place = quote.outer.start
    direct = [d for d in here if d.kind == "direct" and _ends(d) <= d.cue.start < place]
    goes_on = (d for d in direct if not ends_sentence(text, _ends(d), place))
    return next(goes_on, None) if text[place - 2 : place] == ", " else None


@rule("just reported", otherwise=lambda *_: None)
def _reported_here(
    text: str, paragraph: Span, quote: Quotation, here: Sequence[Draft], stances: Sequence[Draft]
) -> Draft | None:
    """Begin a statement whose quotation opens a clause and follows another statement in its paragraph.

    `She shrugged off the criticism. "It is only noise."` has its cue in the sentence before, be it a stance.
    """
    begins = quote.outer.start
    told = [d for d in here if _ends(d) <= begins]
    if not told and text[begins - 2 : begins - 1] in {".", "!", "?"}:
        told = [d for d in stances if _ends(d) <= begins]
    last = max(told, key=_ends, default=None)
    if last is None or not _BEGINS.search(text, paragraph.start, begins):
        return None
    return Draft(last.paragraph, last.cue, last.source, certainty=last.certainty)


@rule("signature", otherwise=lambda *_: None)
def _signed(document: Document, number: int, quote: Quotation) -> Draft | None:
    """Find the name that a dash sets beneath a quotation, in its own paragraph or in one by itself."""
    rest = Span(quote.outer.end, document.paragraphs[number].end)
    if not document.text[slice(*rest)].strip() and number + 1 < len(document.paragraphs):
        rest = document.paragraphs[number + 1]
    signed = _SIGNATURE.fullmatch(document.text, *rest)
    return signed and Draft(number, Span(*signed.span(1)), Span(*signed.span(2 if signed[2] else 3)))


def _by_paragraph(drafts: Sequence[Draft]) -> defaultdict[int, list[Draft]]:
    found: defaultdict[int, list[Draft]] = defaultdict(list)
    for d in drafts:
        found[d.paragraph].append(d)
    return found


def _claimed(quote: Quotation, drafts: Sequence[Draft]) -> bool:
    """Whether half of a quotation belongs to contents."""
    begins, ends = quote.inner
    return any(
        2 * sum(max(0, min(p.end, ends) - max(p.start, begins)) for p in d.content) >= ends - begins
        for d in drafts
    )


@rule("waiting cue", otherwise=lambda *_: None)
def _waiting(document: Document, number: int, waiting: Sequence[Draft]) -> Draft | None:
    """Find the cue that ends the paragraph before with a colon and has no content there."""
    before = [d for d in waiting if d.paragraph == number - 1]
    return before[-1] if before and is_announced(document, number) else None


@rule("no doubles", otherwise=list)
def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep the likeliest of several drafts with the same content."""
    likeliest = {tuple(d.content): d for d in sorted(drafts, key=lambda d: d.likely.said)}
    return [d for d in drafts if likeliest[tuple(d.content)] is d]
