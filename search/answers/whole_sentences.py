"""Sentences of a passage, quotations in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import chain
from typing import Final

from onrecord.index import Span, sentences

_KEPT: Final = 4096
"""Passages whose sentences are kept: those of the articles that many questions, or two in a row, are about."""

_FULL_STOP: Final = re.compile(r"[。！？｡]+[」』”’）]*+(?!\s*と)\s*")


@lru_cache(maxsize=_KEPT)
def whole_sentences(text: str) -> tuple[Span, ...]:
    """Find sentences, and join those that a quotation runs through: half a quotation is no quote.

    Args:
        text: A passage.

    Returns:
        Spans in order.
    """
    joined: list[Span] = []
    for span in chain.from_iterable(map(partial(_unspaced, text), sentences(text))):
        # "と" says that the quotation before it was said.
        if joined and (_open(text[joined[-1].start : joined[-1].end]) or text.startswith("と", span.start)):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _unspaced(text: str, span: Span) -> Iterator[Span]:
    """Cut what stands without spaces at its own full stops: Chinese and Japanese."""
    start = span.start
    for found in _FULL_STOP.finditer(text, span.start, span.end):
        yield Span(start, found.end())
        start = found.end()
    if start < span.end:
        yield Span(start, span.end)


def _open(text: str) -> bool:
    return any(text.count(one) > text.count(two) for one, two in ("“”", "「」")) or text.count('"') % 2 == 1
