"""Plain cues beside quotations, by rule: "…," she adds; "…," said Jane Roe; and Roe replied: "…"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from ..model import Span
from ..switches import rule
from ..tagger.tagger import Frame
from ..text.quotations import Quotation

_VERBS: Final = (
    "said says added adds asked asks noted notes wrote writes tweeted tweets continued continues concluded "
    "concludes replied replies answered answers responded responds explained explains argued argues warned warns "
    "declared declares insisted insists joked jokes recalled recalls observed observes stated states announced "
    "announces shouted shouts remarked remarks quipped quips acknowledged acknowledges admitted admits predicted "
    "predicts posted told tells exclaimed countered retorted yelled screamed whispered texted sang mused "
    "testified cautioned emphasized emphasizes stressed stresses reiterated boasted confessed"
)
_VERB = rf"(?:{'|'.join(_VERBS.split())})\b"
_ADVERB = r"(?:(?:also|later|then|once|has|had|recently|often|simply)\s+)?"
_NAME = r"[A-Z][\w.’'-]*(?:\s(?:(?:de|van|von|al|bin|of|the)\s)?[A-Z][\w.’'-]*){0,5}"
_FULL_NAME = r"[A-Z][\w.’'-]*(?:\s(?:(?:de|van|von|al|bin)\s)?[A-Z][\w.’'-]*){1,4}"
_PHRASE = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother)(?:\s[\w’'-]+){1,4}?"
_SOURCE = rf"(?:[Hh]e|[Ss]he|[Tt]hey|{_PHRASE}|{_NAME})"
_BEHIND = (
    re.compile(rf"\s*(?P<source>{_SOURCE})\s+{_ADVERB}(?P<cue>{_VERB})"),
    re.compile(rf"\s*(?P<cue>{_VERB})\s+(?P<source>{_SOURCE})"),
    re.compile(rf"\s*(?P<cue>[a-z]+ed)\s+(?P<source>{_FULL_NAME})"),
)
_AHEAD = re.compile(
    rf"(?:(?:^|(?<=[.!?”\"]\s))(?P<source>{_SOURCE})|,\s+(?P<relative>who))"
    rf"\s+{_ADVERB}(?P<cue>{_VERB})[^.!?:“\"]{{0,40}}[,:]\s*$"
)
ANNOUNCES: Final = re.compile(
    rf"\b(?P<source>[Hh]e|[Ss]he|[Tt]hey|{_NAME})\s+{_ADVERB}(?P<cue>{_VERB})(?:\s[^.!?:“\"]{{0,40}})?:\s*$"
)
"""Ends a paragraph that says who speaks in the next."""


@rule("plain cues", otherwise=lambda _text, _tokens, _quoted, frames: frames)
def with_plain_cues(
    text: str, tokens: Sequence[Span], quoted: Sequence[Quotation], frames: Sequence[Frame]
) -> list[Frame]:
    """Add the cues beside quotations that the tagger passed over, and take those that it doubted for certain.

    Args:
        text: The article's text.
        tokens: The paragraph's words.
        quoted: The paragraph's quotations.
        frames: What the tagger found in the paragraph.

    Returns:
        All frames; those added have the quotation for their content.
    """
    known = {place: number for number, frame in enumerate(frames) for place in frame.cue}
    all_frames = list(frames)
    for quote in quoted:
        spans = _beside(text, tokens, quote)
        cue, source = (_places(tokens, span) for span in spans) if spans else ([], [])
        if not cue or not source:
            continue
        numbers = {known[place] for place in range(min(cue + source), max(cue + source) + 1) if place in known}
        for number in numbers & {known.get(place) for place in cue}:
            all_frames[number] = replace(all_frames[number], certainty=1.0)
        if not numbers:
            named, said = np.zeros((2, len(tokens)), dtype=np.float32)
            named[source] = 1
            said[_places(tokens, quote.outer)] = 1
            all_frames.append(Frame(tuple(cue), named, said, certainty=1.0))
    return all_frames


def _beside(text: str, tokens: Sequence[Span], quote: Quotation) -> tuple[Span, Span] | None:
    """Find the cue and the source right behind a quotation that ends with no stop, or right ahead of one."""
    found = _AHEAD.search(text[tokens[0].start : quote.outer.start])
    offset = tokens[0].start
    if quote.closed and text[quote.inner.end - 1] in ",?!—-":
        behind = (pattern.match(text, quote.outer.end, tokens[-1].end) for pattern in _BEHIND)
        if first := next(filter(None, behind), None):
            found, offset = first, 0
    if found is None:
        return None
    cue, source = found.span("cue"), found.span("source")
    if source[0] < 0:
        source = found.span("relative")
    return Span(cue[0] + offset, cue[1] + offset), Span(source[0] + offset, source[1] + offset)


def _places(tokens: Sequence[Span], span: Span) -> list[int]:
    return [i for i, token in enumerate(tokens) if span.start <= token.start < span.end]
