"""What is shown of a span of an article: with the quote marks that its own end cuts off."""

from __future__ import annotations

import re
from typing import Final

from onrecord.index import Span, Statement
from onrecord.index.text.quotations import quotations

PARTED: Final = " … "
"""Stands for the writer's words between pieces of a statement."""

_AROUND: Final = 5_000
"""Characters of a paragraph that are looked at on either side of a span."""

_LED_IN: Final = re.compile(r"\W{1,2}")
_ENDED: Final = re.compile(r"[.,;:!?…]{0,3}\W{1,2}")


def quotable(text: str, start: int, end: int, statement: Statement | None) -> str:
    """Give the words of a span as they may be shown or pasted.

    Args:
        text: The article's text.
        start: First character of the span.
        end: One past the last.
        statement: What the span is the content of, where it is somebody's.

    Returns:
        Of direct words, which go into quote marks, only these, with an ellipsis for the writer's words between;
        else the characters of the span, with the mark that closes a quotation which opens in it, and the one that
        opens what closes in it.
    """
    if statement is None or statement.kind != "direct":
        return _with_marks(text, start, end)
    return PARTED.join(text[a:b] for a, b in spoken(text, start, end, statement))


def spoken(text: str, start: int, end: int, statement: Statement | None) -> list[Span]:
    """Find what of a span are the speaker's words: without "she said", and without the comma before it.

    Returns:
        Their pieces in order, none empty; all of the span where it is nobody's, or none of it is content.
    """
    pieces: list[Span] = []
    content = () if statement is None else statement.content
    for number, (a, b) in enumerate(content, start=1):
        said = text[max(a, start) : min(b, end)].rstrip()
        if number < len(content):
            said = said.removesuffix(",")
        first = max(a, start) + len(said) - len(said.lstrip())
        if said.strip():
            pieces.append(Span(first, max(a, start) + len(said)))
    return pieces or [Span(start, end)]


def _with_marks(text: str, start: int, end: int) -> str:
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    ends = text.find("\n", end)
    last = min(ends if ends >= 0 else len(text), end + _AROUND)
    shown = Span(start, end)
    for one in quotations(text, Span(first, last)):
        before, behind = text[one.outer.start : start], text[end : one.outer.end]
        if start <= one.outer.start < end and one.closed and _ENDED.fullmatch(behind):
            shown = Span(shown.start, one.outer.end)
        if start < one.outer.end <= end and _LED_IN.fullmatch(before):
            shown = Span(one.outer.start, shown.end)
    return text[shown.start : shown.end]
