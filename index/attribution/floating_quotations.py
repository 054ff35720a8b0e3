"""Quotations that no cue claims, and the statements that they go on with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..model import Span
from ..switches import rule
from ..text.document import ends_sentence
from ..text.quotations import Quotation, is_spoken
from .quotations_apart import alone, blocks, is_announced, told_behind
from .span_decoder import Draft
from .statement_classifier import is_statement

CERTAIN = 0.8
"""Two direct statements of one clause are one if one of their cues has less than this probability."""

_SIGNATURE = re.compile(r"\s*([-–—]+)\s*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?:,[^.!?]*)?\W*")
_GOES_ON = re.compile(r",\s$")
_BEGINS = re.compile(r"[.!?:,…—–-][”\"’']*\s*$")


def attach_loose(
    text: str, paragraphs: Sequence[Span], quoted: Sequence[Sequence[Quotation]], drafts: Sequence[Draft]
) -> list[Draft]:
    """Give each unclaimed quotation that may be a statement its place.

    If it opens a sentence or a clause, it goes to whose statement stands before it in its paragraph; if it opens
    the paragraph, to whose name a dash sets beneath it, to the cue that announces it ("He said:" at the end of the
    paragraph before), to the last statement of the paragraph before, or to who spoke last.

    Returns:
        All drafts that have a content.
    """
    found = _without_doubles([d for d in _joined(drafts) if d.content and is_statement(d)])
    by_paragraph = _by_paragraph(found)
    waiting = [d for d in drafts if not d.content]
    before: Draft | None = None
    for number, quotations in enumerate(quoted):
        here = list(by_paragraph[number])
        for quote in quotations:
            if _claimed(quote, here):
                continue
            target = _broken_off(text, quote, here)
            if target is None and is_spoken(text, quote):
                target = _reported_here(text, paragraphs[number], quote, here)
                if target is None and quote.outer.start == paragraphs[number].start:
                    target = (
                        _signed(text, paragraphs, number, quote)
                        or _waiting(text, waiting, paragraphs, number)
                        or before
                        or told_behind(text, paragraphs, number, quote)
                        or alone(text, paragraphs[: number + 1], quote, found)
                    )
            if target is None:
                continue
            target.content.append(quote.inner)
            if len(target.content) == 1:
                found.append(target)
                by_paragraph[target.paragraph].append(target)
                target.kind = "direct"
            here.append(target)
        before = _last_direct(here)
    return found + blocks(text, paragraphs, quoted, found)


def _by_paragraph(drafts: Sequence[Draft]) -> defaultdict[int, list[Draft]]:
    parted: defaultdict[int, list[Draft]] = defaultdict(list)
    for d in drafts:
        parted[d.paragraph].append(d)
    return parted


@rule("joined quotations", otherwise=list)
def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """Join quotations that one source says in one clause.

    In `"It rains," Roe said in Bern. "It pours."` the tagger may see a second cue in the place or the day.
    """
    joined: list[Draft] = []
    for d in sorted(drafts, key=lambda d: d.cue.start):
        last = joined[-1] if joined else None
        if last is not None and last.kind == d.kind == "direct" and _one_clause(last, d):
            likelier = max(last, d, key=lambda d: d.certainty)
            likelier.content = _union([*last.content, *d.content])
            joined[-1] = likelier
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


def _one_clause(d: Draft, following: Draft) -> bool:
    doubtful = min(d.certainty, following.certainty) < CERTAIN
    return bool(d.content and following.content) and d.source == following.source is not None and doubtful


def _last_direct(drafts: Sequence[Draft]) -> Draft | None:
    """Find the draft whose words in quote marks come last."""
    return max((d for d in drafts if d.kind != "indirect"), key=lambda d: d.content[-1].end, default=None)


@rule("broken off", otherwise=lambda *_: None)
def _broken_off(text: str, quote: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """Find the statement whose quotation breaks off in its sentence: `"It rains," he said, "and pours"`."""
    if not _GOES_ON.search(text, max(0, quote.outer.start - 2), quote.outer.start):
        return None
    for d in drafts:
        end = d.content[-1].end
        between = Span(end, quote.outer.start)
        if (
            d.kind == "direct"
            and end <= d.cue.start < d.cue.end <= quote.outer.start
            and text[end - 1] in ",—–-"
            and not ends_sentence(text, *between)
            and "\n" not in text[slice(*between)]
        ):
            return d
    return None


@rule("just reported", otherwise=lambda *_: None)
def _reported_here(text: str, paragraph: Span, quote: Quotation, here: Sequence[Draft]) -> Draft | None:
    """Begin a statement whose quotation opens a clause and follows another statement in its paragraph.

    `She shrugged off the criticism. "It is only noise."` has its cue in the sentence before.
    """
    before = [d for d in here if d.content[-1].end <= quote.outer.start]
    if not before or not _BEGINS.search(text, paragraph.start, quote.outer.start):
        return None
    last = max(before, key=lambda d: d.content[-1].end)
    return Draft(last.paragraph, last.cue, last.source, [], "direct", last.certainty)


@rule("signature", otherwise=lambda *_: None)
def _signed(text: str, paragraphs: Sequence[Span], number: int, quote: Quotation) -> Draft | None:
    """Find the name that a dash sets beneath a quotation, in its own paragraph or in one by itself."""
    rest = Span(quote.outer.end, paragraphs[number].end)
    if not text[rest.start : rest.end].strip() and number + 1 < len(paragraphs):
        rest = paragraphs[number + 1]
    signature = _SIGNATURE.fullmatch(text, rest.start, rest.end)
    if signature is None:
        return None
    return Draft(number, Span(*signature.span(1)), Span(*signature.span(2)), [], "direct", 1.0)


def _claimed(quote: Quotation, drafts: Sequence[Draft]) -> bool:
    """Whether half of a quotation belongs to contents."""
    size = quote.inner.end - quote.inner.start
    for d in drafts:
        shared = sum(max(0, min(p.end, quote.inner.end) - max(p.start, quote.inner.start)) for p in d.content)
        if 2 * shared >= size:
            return True
    return False


@rule("waiting cue", otherwise=lambda *_: None)
def _waiting(text: str, waiting: Sequence[Draft], paragraphs: Sequence[Span], number: int) -> Draft | None:
    """Find the cue that ends the paragraph before with a colon and has no content there."""
    if not is_announced(text, paragraphs, number):
        return None
    before = [d for d in waiting if d.paragraph == number - 1]
    return before[-1] if before else None


@rule("no doubles", otherwise=list)
def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep the last of several drafts with the same content."""
    return list({tuple(d.content): d for d in drafts}.values())
