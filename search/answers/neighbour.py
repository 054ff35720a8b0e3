"""The sentence before a quote that leans on it: "There", "That year", "It"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.index import Article, Span, Statement, Store, sentences

from .units import Unit, ends, is_labelled

_LEANS: Final = re.compile(
    r"[\W_]*(?:(?:and|but|so)\s+)?(?:there|here|then|it|its|it['’]s|they|their|them|he|she|his|her"
    r"|this|that|these|those|such|both|neither|instead|also|the (?:former|latter|same)|(?:that|this) \w+)\b",
    re.IGNORECASE,
)
_THAT: Final = re.compile(r"[\W_]*that\s+", re.IGNORECASE)
_NEAR: Final = 1500
_SHORTEST: Final = 2


def said_by_others(index: Store, unit: Unit) -> Iterator[Statement]:
    """Yield what others than its speaker say in a statement's article; of a writer's sentence, nothing."""
    if unit.statement is not None:
        for one in index.statements_in(unit.article):
            if one.speaker and one.speaker != unit.statement.speaker:
                yield one


def sentence_before(
    article: Article, start: int, end: int, *, reported: bool = False, others: Iterable[Statement] = ()
) -> str | None:
    """Give the sentence before the one that a quote begins in, if the quote leans on it.

    Args:
        article: Where it stands.
        start: First character of the quote.
        end: One past its last.
        reported: Whether it is a clause that reports words: its "that" opens it, and leans on nothing.
        others: What other people say there.

    Returns:
        The sentence; None where the quote stands by itself, or what is before it is no sentence, or what others
        say without asking.
    """
    opening = _THAT.match(article.text, start, end) if reported else None
    if not _LEANS.match(article.text, opening.end() if opening else start, end):
        return None
    first = max(0, start - _NEAR)
    near = article.text[first : start + 1]
    found = [(one.start, one.end) for one in sentences(near)]
    if len(found) < _SHORTEST:
        return None
    before = Span(first + found[-2][0], first + found[-2][1])
    told = " ".join(article.text[before.start : before.end].split())
    if len(told.split()) < _SHORTEST or not ends(told) or is_labelled(told):
        return None
    return None if not told.endswith("?") and any(_is_of(one, before) for one in others) else told


def _is_of(statement: Statement, sentence: Span) -> bool:
    said = min(statement.end, sentence.end) - max(statement.start, sentence.start)
    return said * 2 >= sentence.end - sentence.start
