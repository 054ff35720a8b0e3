"""What the article tells ahead of a quote, which its pronouns stand for."""

from __future__ import annotations

import re
from typing import Final

from onrecord.index.lexicon.word_classes import CALENDAR, FUNCTION_WORDS

from ..model import Quote

_ITS: Final = re.compile(r"\b[Ii]ts\b")
_NAME: Final = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")


def context(quote: Quote) -> tuple[str, ...]:
    """Give the article's title, and its text up to the end of a quote."""
    article = quote.citation.article
    return article.title, article.text[: quote.citation.end]


def owner(quote: Quote) -> str:
    """Tell whom "its" in "its spokesman" stands for: the last name ahead of it, or "" where there is no "its"."""
    said = quote.citation.statement
    if said is None or said.as_written_span is None or not _ITS.search(said.as_written):
        return ""
    ahead = quote.citation.article.text[: said.as_written_span.start]
    for found in reversed(list(_NAME.finditer(ahead))):
        words = [word for word in found[0].split() if word.lower() not in FUNCTION_WORDS]
        if words and words[0].lower() not in CALENDAR:
            return " ".join(words)
    return ""
