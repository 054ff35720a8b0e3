"""What a question may be."""

from __future__ import annotations

from typing import Final

from onrecord.index import QueryError

MAX_QUESTION: Final = 2_000
MAX_K: Final = 1_000


def as_text(query: str) -> str:
    """Put U+FFFD for lone surrogates: bytes that are not UTF-8 come as such from a command line."""
    return query if query.isascii() else query.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def checked(query: str, k: int) -> str:
    """Check what is asked.

    Args:
        query: The question.
        k: How many results are wanted.

    Returns:
        The question as text, without blanks around it.

    Raises:
        QueryError: It is empty or too long, or `k` is out of range.
    """
    query = as_text(query).strip()
    if not query:
        raise QueryError("the question is empty; type a few words")
    if len(query) > MAX_QUESTION:
        raise QueryError(f"the question has {len(query):,} characters; at most {MAX_QUESTION:,} are read")
    if not 1 <= k <= MAX_K:
        raise QueryError(f"k is {k}; it must be from 1 to {MAX_K}")
    return query
