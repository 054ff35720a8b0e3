"""Where the paragraphs of a text are: one a line, or blocks between blank lines, whichever the text shows."""

from __future__ import annotations

import re

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
    blank = [_is_blank_line(text, lines[i - 1].end, lines[i].start) for i in range(1, len(lines))]
    if not _is_block_style(text, lines, blank):
        return lines
    blocks: list[Span] = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or blank[i - 1]:
            blocks.append(Span(lines[start].start, lines[i - 1].end))
            start = i
    return blocks


def _is_blank_line(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return gap != "\n" and len(_BREAK.findall(gap)) > 1


def _is_block_style(text: str, lines: list[Span], blank: list[bool]) -> bool:
    singles = len(blank) - sum(blank)
    if not singles:
        return False
    if sum(blank) >= singles:
        return True
    wraps = sum(
        not gap and _runs_on(text, before, after)
        for gap, before, after in zip(blank, lines, lines[1:], strict=False)
    )
    return wraps >= singles * _WRAPPED


def _runs_on(text: str, before: Span, after: Span) -> bool:
    first = text[after.start]
    return text[before.end - 1] not in _SENTENCE_END and (first.islower() or first.isdigit())
