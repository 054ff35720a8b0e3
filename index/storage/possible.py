"""What rows may say. A checksum finds what was damaged; a folder from strangers has checksums that are right."""

from __future__ import annotations

from typing import Any, Final

from ..model import Article, Passage, Statement

MOST: Final = 2**31 - 1
"""The highest number of a row, a revision or a generation: caches keep them in four bytes."""

_KINDS: Final = frozenset({"direct", "mixed", "indirect", "stance"})


def is_number(value: Any, least: int = 0) -> bool:
    """Whether something is a whole number from `least` to `MOST`."""
    return type(value) is int and least <= value <= MOST


def is_span(start: Any, end: Any, length: int) -> bool:
    """Whether two values are the ends of a stretch, of one character at least, of a text of some length."""
    return type(start) is int and type(end) is int and 0 <= start < end <= length


def is_article(article: Article) -> bool:
    """Whether an article has texts where it has anything."""
    needed = article.id, article.text, article.title
    others = article.url, article.source, article.author, article.published, article.updated, article.language
    return all(type(one) is str for one in needed) and all(one is None or type(one) is str for one in others)


def is_passage(passage: Passage) -> bool:
    """Whether a passage lies in its article."""
    return is_span(passage.start, passage.end, len(passage.article.text)) and is_number(passage.paragraph)


def is_statement(statement: Statement, length: int) -> bool:
    """Whether a statement may be one of a text of some length."""
    spans = [*statement.content, *filter(None, [statement.as_written_span])]
    names = (one for one in (statement.speaker, statement.role) if one is not None)
    return (
        bool(statement.content)
        and all(is_span(start, end, length) for start, end in spans)
        and all(type(one) is str for one in (statement.as_written, statement.cue, *names))
        and statement.kind in _KINDS
        and is_number(statement.paragraph)
    )
