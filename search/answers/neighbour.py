"""The sentence before a quote that leans on it: "There", "That year", "It"."""

from __future__ import annotations

import re
from typing import Final

from onrecord.index import Article, sentences

_LEANS: Final = re.compile(
    r"[\W_]*(?:(?:and|but|so)\s+)?(?:there|here|then|it|its|it['’]s|they|their|them|he|she|his|her"
    r"|this|that|these|those|such|both|neither|instead|also|the (?:former|latter|same)|(?:that|this) \w+)\b",
    re.IGNORECASE,
)
_THAT: Final = re.compile(r"[\W_]*that\s+", re.IGNORECASE)
_NEAR: Final = 1500
_SHORTEST: Final = 2


def sentence_before(article: Article, start: int, end: int, *, reported: bool = False) -> str | None:
    """Give the sentence before the one that a quote begins in, if the quote leans on it.

    Args:
        article: Where it stands.
        start: First character of the quote.
        end: One past its last.
        reported: Whether it is a clause that reports words: its "that" opens it, and leans on nothing.

    Returns:
        The sentence; None where the quote stands by itself, or nothing is before it.
    """
    opening = _THAT.match(article.text, start, end) if reported else None
    if not _LEANS.match(article.text, opening.end() if opening else start, end):
        return None
    first = max(0, start - _NEAR)
    near = article.text[first : start + 1]
    found = [(one.start, one.end) for one in sentences(near)]
    before = [near[one:last] for one, last in found[:-1]]
    told = " ".join(before[-1].split()) if before else ""
    return told if len(told.split()) >= _SHORTEST else None
