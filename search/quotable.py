"""What is shown of a span of an article: with the quote marks that its own end cuts off."""

from __future__ import annotations

import re
from typing import Final

from onrecord.index import Span, Statement
from onrecord.index.text.quotations import quotations

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
    *others, last = [text[max(a, start) : min(b, end)].strip() for a, b in statement.content]
    # The comma before "she said" is the writer's.
    pieces = [*(one.removesuffix(",") for one in others), last]
    return " … ".join(filter(None, pieces)) or text[start:end]


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
