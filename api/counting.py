"""Numbers of things, in words."""

from __future__ import annotations


def numbered(count: int, noun: str, plural: str = "") -> str:
    """Write how many there are of something: "1 article", "2,000 articles"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
