"""Sentences of a passage, quotations in one piece."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from onrecord.index import Span, sentences

_KEPT: Final = 4096
"""Passages whose sentences are kept: those of the articles that many questions, or two in a row, are about."""


@lru_cache(maxsize=_KEPT)
def whole_sentences(text: str) -> tuple[Span, ...]:
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
    return tuple(joined)


def _open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
