"""Where the paragraphs of a text are: one a line, or blocks between blank lines, whichever the text shows."""

from __future__ import annotations

import re
from itertools import pairwise

from ..model import Span

_LINE = re.compile(r"\S(?:[^\n\r\v\f\x85\u2028\u2029]*\S)?")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SENTENCE_END = frozenset('.!?:…。！？।۔؟"”’»)]')
_WRAPPED = 1 / 3


def paragraphs(text: str) -> list[Span]:
    """Find the paragraphs of a text.

    Lines are paragraphs, unless the text shows that its paragraphs run over several lines: it has at least as
    many blank lines as single line breaks, or a third of its single line breaks fall within a sentence (the
    line before ends none and the line after begins in lower case). Then a paragraph is what stands between
    blank lines, and a single line break in it is a soft wrap.

    Args:
        text: Any text; every sort of line break counts.

    Returns:
        Spans in order, without white space at either end; none is empty.
    """
    lines = [Span(*found.span()) for found in _LINE.finditer(text)]
    parted = [_is_parted(text, before, after) for before, after in pairwise(lines)]
    if not _is_block_style(text, lines, parted):
        return lines
    blocks = lines[:1]
    for line, apart in zip(lines[1:], parted, strict=True):
        if apart:
            blocks.append(line)
        else:
            blocks[-1] = Span(blocks[-1].start, line.end)
    return blocks


def _is_parted(text: str, before: Span, after: Span) -> bool:
    """Whether a blank line stands between two lines."""
    gap = text[before.end : after.start]
    return gap != "\n" and len(_BREAK.findall(gap)) > 1


def _is_block_style(text: str, lines: list[Span], parted: list[bool]) -> bool:
    singles = [pair for pair, apart in zip(pairwise(lines), parted, strict=True) if not apart]
    if sum(parted) >= len(singles):
        return bool(singles)
    return sum(_runs_on(text, *pair) for pair in singles) >= len(singles) * _WRAPPED


def _runs_on(text: str, before: Span, after: Span) -> bool:
    first = text[after.start]
    return text[before.end - 1] not in _SENTENCE_END and (first.islower() or first.isdigit())
