"""Quotations that no cue claims, and the statements that they go on with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ...model import Span
from ...names.lexicon import is_attitude, plain
from ..quotes import Quotation, is_spoken
from .assemble import Draft
from .reporting import reports

SHORT = 5
CERTAIN = 0.8
"""A direct statement of fewer words than `SHORT` needs a cue of at least this probability."""

BRIEF = 4
"""An indirect statement of fewer words needs a cue of at least the probability `CERTAIN`."""

PROBABLE = 0.65
"""An indirect statement without a source needs a cue of at least this probability."""

SURE = 0.85
"""A report at a cue without any word of saying or thinking needs a cue of at least this probability."""

_FULL_NAME = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}")
ANYBODY = frozenset({"you", "we", "it", "this", "that", "these", "those", "which"})
"""Who "wants", "knows" or "sees" something and is nobody: the reader, the writers, a thing."""

_REST = re.compile(r"[^.!?“”\"]{0,120}[.!?][”\"']*\s+")
_FURNITURE = re.compile(r"(?:advertisement|loading)\W*(?:article continues below this ad)?\W*", re.IGNORECASE)
_SIGNATURE = re.compile(r"\s*([-–—]+)\s*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?:,[^.!?]*)?\W*")
_BEGINS = re.compile(r"[.!?:,…—–-][”\"’']*\s*$")
_ASKS = re.compile(r"(?:am|are|can|could|did|do|does|had|has|have|is|should|was|were|will|would)\b", re.IGNORECASE)
_ASKED = re.compile(r"[^.!?“”\"\n]*\?")
_BREAK = re.compile(r"[.!?][”\"’']*\s|[“”\"]|''")


def attach_loose(
    text: str, paragraphs: Sequence[Span], quoted: Sequence[Sequence[Quotation]], drafts: Sequence[Draft]
) -> list[Draft]:
    """Give each unclaimed quotation that may be a statement its place.

    If it opens a sentence or a clause, it goes to the statement in quote marks before it in its paragraph; if it
    opens the paragraph, to whose name a dash sets beneath it, to the cue that announces it ("He said:" at the end
    of the paragraph before), or to the statement of the paragraph before that was left open or did not end with
    its quotation, unless the marks differ: a line in single marks is a heading. "Advertisement" is no paragraph.

    Returns:
        All drafts that have a content.
    """
    found = _without_doubles([d for d in _joined(text, drafts) if d.content and not is_doubtful(text, d)])
    by_paragraph = _by_paragraph(found)
    waiting = [d for d in drafts if not d.content]
    before: Draft | None = None
    prior = -1
    for number, quotations in enumerate(quoted):
        if _FURNITURE.fullmatch(text, *paragraphs[number]):
            continue
        here = list(by_paragraph[number])
        may_go_on = prior >= 0 and _may_go_on(paragraphs[prior], quoted[prior])
        for quote in quotations:
            if _claimed(quote, here) or not is_spoken(text, quote):
                continue
            earlier_here = [d for d in here if d.content[-1].end <= quote.outer.start]
            target = None
            if _BEGINS.search(text, paragraphs[number].start, quote.outer.start):
                target = _last_direct(earlier_here) or _just_reported(text, earlier_here, quote)
            if target is None and quote.outer.start == paragraphs[number].start:
                target = (
                    _signed(text, paragraphs, number, quote)
                    or _waiting(text, waiting, paragraphs, number)
                    or _announced(text, by_paragraph[number - 1], paragraphs, number)
                    or (before if may_go_on and quoted[prior][-1].single == quote.single else None)
                )
            if target is None:
                continue
            target.content.append(quote.inner)
            if len(target.content) == 1:
                found.append(target)
                by_paragraph[target.paragraph].append(target)
                target.kind = "direct"
            elif target.kind == "indirect":
                target.kind = "mixed"
            here.append(target)
        before, prior = _last_direct(here), number
    return found


def _by_paragraph(drafts: Sequence[Draft]) -> defaultdict[int, list[Draft]]:
    parted: defaultdict[int, list[Draft]] = defaultdict(list)
    for d in drafts:
        parted[d.paragraph].append(d)
    return parted


def _joined(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Join quotations that one source says in one clause.

    In `"It rains," Roe said in Bern. "It pours."` the tagger may see a second cue in the place or the day.
    """
    joined: list[Draft] = []
    for d in sorted(drafts, key=lambda d: d.cue.start):
        last = joined[-1] if joined else None
        if last is not None and last.kind == d.kind == "direct" and _one_clause(text, last, d):
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


def _one_clause(text: str, d: Draft, following: Draft) -> bool:
    return (
        bool(d.content and following.content)
        and d.source == following.source is not None
        and d.paragraph == following.paragraph
        and (min(d.certainty, following.certainty) < CERTAIN or text[following.cue.start].isupper())
        and not _BREAK.search(text, d.cue.end, following.cue.start)
    )


def _last_direct(drafts: Sequence[Draft]) -> Draft | None:
    """Find the draft whose words in quote marks come last."""
    return max((d for d in drafts if d.kind != "indirect"), key=lambda d: d.content[-1].end, default=None)


def _just_reported(text: str, drafts: Sequence[Draft], quote: Quotation) -> Draft | None:
    """Begin a statement whose quotation follows the sentence that reports what is said.

    `She shrugged off the criticism. "It is only noise."` has its cue in the sentence before.
    """
    if not drafts:
        return None
    last = max(drafts, key=lambda d: d.content[-1].end)
    between = text[last.content[-1].end : quote.outer.start]
    if last.source is None or not _REST.fullmatch(between):
        return None
    return Draft(last.paragraph, last.cue, last.source, [], "direct", last.certainty)


def _signed(text: str, paragraphs: Sequence[Span], number: int, quote: Quotation) -> Draft | None:
    """Find the name that a dash sets beneath a quotation, in its own paragraph or in one by itself."""
    rest = Span(quote.outer.end, paragraphs[number].end)
    if not text[rest.start : rest.end].strip() and number + 1 < len(paragraphs):
        rest = paragraphs[number + 1]
    signature = _SIGNATURE.fullmatch(text, rest.start, rest.end)
    if signature is None:
        return None
    return Draft(number, Span(*signature.span(1)), Span(*signature.span(2)), [], "direct", 1.0)


def _may_go_on(paragraph: Span, quotations: Sequence[Quotation]) -> bool:
    """Whether a quotation at the head of the next paragraph goes on with this one's.

    It does where this one's last quotation is left open, or is followed by words of the article.
    """
    if not quotations:
        return False
    last = quotations[-1]
    return not last.closed or last.outer.end < paragraph.end - 1


def is_doubtful(text: str, d: Draft) -> bool:
    """Whether a cue is too uncertain for what it brings.

    A few words in quote marks at such a cue are a scare quote or the title of something; a report of two or
    three words, or one that names nobody, is often none; so is one whose cue speaks of a deed, or of what you
    will like.
    """
    if d.kind == "direct":
        return d.certainty < CERTAIN and d.words(text) < SHORT
    cue = text[d.cue.start : d.cue.end]
    if d.certainty < SURE and not reports(cue) and not _is_signature(text, cue, d.source):
        return True
    if d.source is not None and is_attitude(cue) and plain(text[d.source.start : d.source.end]) in ANYBODY:
        return True
    if d.kind == "indirect":
        least = CERTAIN if d.words(text) < BRIEF else PROBABLE if d.source is None else 0
        return d.certainty < least or _is_asked(text, d)
    return False


def _is_asked(text: str, d: Draft) -> bool:
    """Whether a report is what the article asks: "Does Roe regret the pier?"."""
    begins = max(text.rfind(mark, 0, d.cue.start) for mark in ".!?\n") + 1
    opening = text[begins : d.cue.start].lstrip()
    return _ASKS.match(opening) is not None and _ASKED.match(text, max(d.cue.end, d.content[-1].end)) is not None


def _is_signature(text: str, cue: str, source: Span | None) -> bool:
    """Whether nothing but marks stands between words and the full name of whose they are: "— Jane Roe"."""
    if source is None or any(map(str.isalnum, cue)):
        return False
    return _FULL_NAME.fullmatch(text, source.start, source.end) is not None


def _claimed(quote: Quotation, drafts: Sequence[Draft]) -> bool:
    """Whether half of a quotation belongs to contents."""
    size = quote.inner.end - quote.inner.start
    for d in drafts:
        shared = sum(max(0, min(p.end, quote.inner.end) - max(p.start, quote.inner.start)) for p in d.content)
        if 2 * shared >= size:
            return True
    return False


def _is_announced(text: str, paragraphs: Sequence[Span], number: int) -> bool:
    """Whether the paragraph before ends with a colon."""
    return number > 0 and text[paragraphs[number - 1].end - 1] == ":"


def _waiting(text: str, waiting: Sequence[Draft], paragraphs: Sequence[Span], number: int) -> Draft | None:
    """Find the cue that ends the paragraph before with a colon and has no content there."""
    if not _is_announced(text, paragraphs, number):
        return None
    before = [d for d in waiting if d.paragraph == number - 1]
    return before[-1] if before else None


def _announced(text: str, drafts: Sequence[Draft], paragraphs: Sequence[Span], number: int) -> Draft | None:
    """Begin a statement of the last cue of the paragraph before, if no sentence ends between it and a colon.

    In `It did not apply to her, he said in May:` the cue has a content already.
    """
    if not _is_announced(text, paragraphs, number):
        return None
    end = paragraphs[number - 1].end
    here = [d for d in drafts if not _BREAK.search(text, d.cue.end, end)]
    last = max(here, key=lambda d: d.cue.start, default=None)
    return last and Draft(number, last.cue, last.source, [], "direct", last.certainty)


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep one of several drafts with the same content: the one that has a source, and the likelier cue."""
    best: dict[tuple[Span, ...], Draft] = {}
    for d in drafts:
        key = tuple(d.content)
        other = best.get(key)
        if other is None or (d.source is not None, d.certainty) > (other.source is not None, other.certainty):
            best[key] = d
    return list(best.values())
