"""Links into an article that survive its correction: offsets, and a fingerprint of the words that stood there."""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple

_DIGITS: Final = 12
"""Hexadecimal digits, 48 bits: among a million spans of one length two agree with a chance of 1 in 500."""


class Found(NamedTuple):
    """Where the words of a link stand now.

    Attributes:
        start: First character in the article's text.
        end: One past the last.
        moved: Whether they stand elsewhere than when the link was made.
    """

    start: int
    end: int
    moved: bool


def fingerprint(quote: str) -> str:
    """Give the fingerprint of a span's characters: 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(quote.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def locate(text: str, start: int, end: int, mark: str) -> Found | None:
    """Find the words of a link in an article that may have been corrected since.

    Args:
        text: The article's text as it is now.
        start: First character when the link was made.
        end: One past the last.
        mark: The words' fingerprint.

    Returns:
        Where they stand, the nearest place to the old one if there are several, or None where they are gone.
    """
    length = end - start
    if length <= 0 or start < 0:
        return None
    if fingerprint(text[start:end]) == mark:
        return Found(start, end, moved=False)
    places = range(len(text) - length + 1)
    for place in sorted(places, key=lambda one: abs(one - start)):
        if fingerprint(text[place : place + length]) == mark:
            return Found(place, place + length, moved=True)
    return None
