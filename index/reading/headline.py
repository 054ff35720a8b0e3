"""The headline that a text opens with, where its file states no title."""

from __future__ import annotations

import re
from typing import Final

from ..text.dateline import are_names
from ..text.paragraphs import paragraphs
from .credit import is_credit

_TITLE_CHARACTERS: Final = 200
_OPENING: Final = 20_000


_TOP: Final = re.compile(r"\s*(?P<over>[^\n]{3,80})\n\s*(?P<head>[^\n]+)\n\s*(?P<below>[^\n]+)")


def headline(body: str) -> tuple[str | None, int]:
    """Give the first line if it is a headline, and where the text after it begins.

    What stands over a headline is passed over: "PRESS RELEASE".

    Args:
        body: Of an article that states no title.
    """
    if skipped := _over(body):
        title, start = headline(body[skipped:])
        return title, skipped + start
    spans = paragraphs(body[:_OPENING])
    if not spans[1:]:
        return None, 0
    first, start = body[slice(*spans[0])], spans[1].start
    head, *below = first.splitlines()
    if any(map(is_credit, below)) and all(is_credit(line) or are_names(line.strip()) for line in below):
        first, start = head.strip(), spans[0].start + first.index(below[0], len(head))
    reads_like_one = (
        len(first) <= _TITLE_CHARACTERS
        and (first[0].isalnum() or first[0] in "\"'“‘«")
        and first[-1] not in ".,;:…"
        and not is_credit(first)
        and "\n" not in first
        and len(body) - start > 2 * len(first)
    )
    return (first, start) if reads_like_one else (None, 0)


def _over(body: str) -> int:
    """Give where the line begins that a line in capitals stands over, and credits below; 0 where none does."""
    top = _TOP.match(body, 0, _OPENING)
    if top is None or not top["over"].isupper() or not is_credit(top["below"]):
        return 0
    head = top["head"].strip()
    return 0 if is_credit(head) or are_names(head) else top.start("head")
