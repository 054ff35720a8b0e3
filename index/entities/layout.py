"""Where an article's sentences, paragraphs and headings begin, and what stands right before a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..model import Span
from ..text.document import is_heading, sentence_end
from ..text.quotations import is_within

MOST_SENTENCES: Final = 12
"""Further back than so many sentences nothing is nearer than anything else."""

_NEAR: Final = 80
_SENTENCES_OF_PROSE: Final = 3  # a paragraph of so many is no heading, however it ends
_CLAUSE_ENDS: Final = re.compile(r"[,;:—–(“\"]")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where an article's sentences, paragraphs and headings begin, in order.

    A quotation is part of the sentence in which it begins, however many it holds.
    """

    sentences: Sequence[int]
    paragraphs: Sequence[int]
    headings: frozenset[int] = frozenset()


def laid_out(text: str, paragraphs: Sequence[Span], quoted: Sequence[Span]) -> Layout:
    """Find where sentences and paragraphs begin, and which of these are headings or captions.

    A paragraph to which a heading is glued is none.
    """
    sentences: list[int] = []
    headings: set[int] = set()
    for paragraph in paragraphs:
        before, place = len(sentences), sentence_end(text, *paragraph)
        sentences.append(paragraph.start)
        while place is not None:
            sentences += [] if is_within(place, quoted) else [place]
            place = sentence_end(text, place, paragraph.end)
        if is_heading(text, paragraph) and len(sentences) - before < _SENTENCES_OF_PROSE:
            headings.add(paragraph.start)
    return Layout(sentences, [paragraph.start for paragraph in paragraphs], frozenset(headings))


def between(begins: Sequence[int], one: int, other: int) -> int:
    """Count the sentences or paragraphs that begin behind one place, up to another."""
    return min(bisect_right(begins, other) - bisect_right(begins, one), MOST_SENTENCES)


def start_of(begins: Sequence[int], place: int, back: int = 0) -> int:
    """Say where the sentence or paragraph of a place begins, or one that stands so many before it."""
    return begins[max(0, bisect_right(begins, place) - 1 - back)]


def clause_end(text: str, layout: Layout, place: int) -> int:
    """Say where the clause of a place ends, as far as marks tell it."""
    following = bisect_right(layout.sentences, place)
    end = layout.sentences[following] if following < len(layout.sentences) else len(text)
    found = _CLAUSE_ENDS.search(text, place, end)
    return found.start() if found else end


def right_before(pattern: re.Pattern[str], text: str, place: int) -> re.Match[str] | None:
    """Find what stands right before a place, a line back at most; the pattern ends with `$`."""
    return pattern.search(text, max(0, place - _NEAR), place)
