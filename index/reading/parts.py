"""Texts too large to be one article: books, dumps, whole years in one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from ..model import Article

LARGEST: Final = 2**19
"""Characters of a part. The statements of a part are found at once, so that memory goes by its size."""


def parts(article: Article) -> Iterator[Article]:
    """Cut an article that is too large at ends of paragraphs; each part but the first has a number in its id.

    Every character is in one part, in order; where there is no end of a line, a part ends at a blank, or anywhere.
    """
    if len(article.text) <= LARGEST:
        yield article
    else:
        yield from parts_of(article, [article.text])


def parts_of(article: Article, pieces: Iterable[str]) -> Iterator[Article]:
    """Make the parts of an article whose text comes in pieces, however long these are.

    Args:
        article: What the parts have in common; its text is not looked at.
        pieces: The text.
    """
    number = 0
    for text in _cut(pieces):
        if text.strip():
            number += 1
            yield replace(article, id=article.id if number == 1 else f"{article.id}#part{number}", text=text)


def _cut(pieces: Iterable[str]) -> Iterator[str]:
    held = ""
    for piece in pieces:
        held += piece
        start = 0
        while len(held) - start > LARGEST:
            end = _end(held, start)
            yield held[start:end]
            start = end
        held = held[start:]
    if held:
        yield held


def _end(text: str, start: int) -> int:
    last = start + LARGEST
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, start + LARGEST // 2, last)
        if found >= 0:
            return found + len(mark)
    return last
