"""Texts too large to be one article: books, dumps, whole years in one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..model import Article

LARGEST: Final = 4 * 2**20
"""Characters of a part. The statements of a part are found at once, so that memory goes by its size."""


def parts(article: Article) -> Iterator[Article]:
    """Cut an article that is too large at ends of paragraphs; each part but the first has a number in its id.

    Every character is in one part, in order; where there is no end of a line, a part ends at a blank, or anywhere.
    """
    text = article.text
    if len(text) <= LARGEST:
        yield article
        return
    start, number = 0, 1
    while start < len(text):
        end = _end(text, start)
        id_ = article.id if number == 1 else f"{article.id}#part{number}"
        piece = text[start:end]
        if piece.strip():
            yield replace(article, id=id_, text=piece)
            number += 1
        start = end


def _end(text: str, start: int) -> int:
    last = start + LARGEST
    if last >= len(text):
        return len(text)
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, start + LARGEST // 2, last)
        if found >= 0:
            return found + len(mark)
    return last
