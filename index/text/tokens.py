"""Words and marks, as spans of an article's text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from ..model import Span
from .paragraphs import paragraphs

LONGEST = 200
"""Words that are read at a time."""

_ENDS = ".!?…\"”’'"

_WORD = re.compile(r"(?:[A-Z]\.){2,}+|\w++(?:[-.,&/]\w++)*+|''|``|[’'](?i:s|re|ve|ll|d|m|t)\b|\S")

# What `Span(start, end)` does, without a call of Python for each word.
_as_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)


def words(text: str, span: Span) -> list[Span]:
    """Split a span into words and marks; a possessive or a contraction is a word of its own.

    Returns:
        Spans of `text`, in order; together they cover everything but white space.
    """
    return [_as_span(match.span()) for match in _WORD.finditer(text, span.start, span.end)]


def places_in(tokens: Sequence[Span], spans: Iterable[Span]) -> list[int]:
    """Number the words that lie in spans, or share letters with them."""
    found: list[int] = []
    for start, end in spans:
        first = bisect_left(tokens, start + 1, key=itemgetter(1))
        found += range(first, bisect_left(tokens, end, lo=first, key=itemgetter(0)))
    return found


def runs(places: Iterable[int], bridged: int = 0) -> list[list[int]]:
    """Group the numbers of words that stand side by side, or have at most so many others between them."""
    found: list[list[int]] = []
    for place in places:
        if not found or place - found[-1][-1] > bridged + 1:
            found.append([])
        found[-1].append(place)
    return found


class Window(NamedTuple):
    """A stretch of a paragraph that is read at a time: all of it, unless it is very long.

    Attributes:
        paragraph: Number of the paragraph in the article, from 0.
        span: The whole paragraph.
        tokens: The words and marks of the stretch; there is one at least.
    """

    paragraph: int
    span: Span
    tokens: list[Span]


def windows(text: str, spans: Sequence[Span] | None = None) -> Iterator[Window]:
    """Cut a text into paragraphs, and paragraphs of more than `LONGEST` words at the end of sentences.

    Args:
        text: The text.
        spans: Its paragraphs, where they are known.
    """
    for number, span in enumerate(paragraphs(text) if spans is None else spans):
        tokens = words(text, span)
        while len(tokens) > LONGEST:
            ends = [i for i in range(LONGEST // 2, LONGEST) if _ends_sentence(text, tokens[i], tokens[i + 1])]
            cut = ends[-1] + 1 if ends else LONGEST
            yield Window(number, span, tokens[:cut])
            tokens = tokens[cut:]
        yield Window(number, span, tokens)


def _ends_sentence(text: str, token: Span, following: Span) -> bool:
    return token.end < following.start and text[token.start] in _ENDS and not text[following.start].islower()
