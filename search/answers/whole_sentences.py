"""Sentences of a passage, quotations in one piece."""

from __future__ import annotations

from onrecord.index import Span, sentences


def whole_sentences(text: str) -> list[Span]:
    """Find sentences, and join those that a quotation runs through: half a quotation is no quote.

    Args:
        text: A passage.

    Returns:
        Spans in order.
    """
    joined: list[Span] = []
    for span in sentences(text):
        if joined and _open(text[joined[-1].start : joined[-1].end]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
