"""An article taken apart once, for everything that reads it: paragraphs, sentences, words and quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from operator import itemgetter
from typing import Final

from ..lexicon.word_classes import ABBREVIATIONS, plain
from ..model import Article, Span
from .paragraphs import paragraphs
from .quotations import Quotation, quotations
from .reading import Reading, read

_END: Final = re.compile(r"[.!?…][”\"’'»)]*\s+(?=[A-ZÀ-Þ“\"‘'«„(\[])")
_UNENDED: Final = re.compile(r"(?:\w|[^).!?”\"’']\))$")
_LONGEST_WORD: Final = 20


class Document:
    """The parts of an article's reading; every span counts characters of `text`.

    Args:
        article: The article.
        longest: So many characters of it are read at most.

    Attributes:
        article: The article.
        reading: Its text as it is meant to be read.
        text: The characters of the reading.
        paragraphs: Its paragraphs.
        quoted: The quotations of each paragraph.
    """

    def __init__(self, article: Article, longest: int | None = None) -> None:
        self.article = article
        self.reading: Reading = read(article.text[:longest])
        self.text: str = self.reading.text
        self.paragraphs: list[Span] = paragraphs(self.text)
        self.quoted: list[list[Quotation]] = [quotations(self.text, span) for span in self.paragraphs]

    def paragraph_at(self, place: int) -> int:
        """Number the paragraph in which a character stands."""
        return max(0, bisect_right(self.paragraphs, place, key=itemgetter(0)) - 1)

    @cached_property
    def _published(self) -> list[Span]:
        return self.paragraphs if self.text == self.article.text else paragraphs(self.article.text)

    def source_paragraph(self, place: int) -> int:
        """Number the paragraph, as the text was published, in which a character of the article stands."""
        return max(0, bisect_right(self._published, place, key=itemgetter(0)) - 1)


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends, and another begins, between two places of a text."""
    return sentence_end(text, start, end) is not None


def sentence_end(text: str, start: int, end: int) -> int | None:
    """Find where a sentence ends, and another begins, between two places of a text; None where none does."""
    for match in _END.finditer(text, start, end + 1):
        word = text[max(0, match.start() - _LONGEST_WORD) : match.start()].rsplit(maxsplit=1)[-1:]
        if not word or (len(word[0]) > 1 and plain(word[0]) not in ABBREVIATIONS):
            return match.start() + 1
    return None


def last_sentence(text: str, start: int, end: int) -> int:
    """Find where the last sentence between two places begins."""
    while cut := sentence_end(text, start, end):
        start = cut
    return start


def capitals(text: str, span: Span) -> tuple[int, int]:
    """Count the words of a span that begin with a capital, and all of them: headlines capitalise most."""
    words = text[slice(*span)].split()
    return sum(word[0].isupper() for word in words), len(words)


def is_heading(text: str, paragraph: Span) -> bool:
    """Whether a paragraph ends as headings and captions do: "Roe in goal (Getty)"."""
    return _UNENDED.search(text, max(paragraph.start, paragraph.end - 2), paragraph.end) is not None
