"""Text of articles on a terminal: theirs are the words, ours is the terminal."""

from __future__ import annotations

import unicodedata
from datetime import date


def clean(text: str) -> str:
    """Make text harmless and one line: no control characters, no changes of writing direction.

    Args:
        text: From an article; trusted with nothing.
    """
    kept = (" " if one.isspace() else one for one in text)
    return " ".join("".join(one for one in kept if unicodedata.category(one) not in _STEERING).split())


def numbered(count: int, noun: str, plural: str = "") -> str:
    """Write how many there are of something: "1 article", "2,000 articles"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def day(published: str | None) -> str:
    """Write a date of publication the way a newsroom does: 2 October 2025."""
    if not published:
        return ""
    try:
        parsed = date.fromisoformat(published[:10])
    except ValueError:
        return clean(published)
    return f"{parsed.day} {parsed:%B} {parsed.year}"


# Controls, format characters (bidirectional overrides among them), surrogates, private use.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co"})
