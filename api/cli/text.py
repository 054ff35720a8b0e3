"""Text of articles on a terminal: theirs are the words, ours is the terminal."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """Make text harmless and one line: no control characters, no changes of writing direction.

    Args:
        text: From an article; trusted with nothing.
    """
    kept = (" " if one.isspace() else one for one in text)
    return " ".join("".join(one for one in kept if unicodedata.category(one) not in _STEERING).split())


def day(published: str | None) -> str:
    """Write a date of publication the way a newsroom does: 2 October 2025."""
    from onrecord.index.days import day_of, in_words

    parsed = day_of(published)
    return clean(published or "") if parsed is None else in_words(parsed)


# Controls, format characters (bidirectional overrides among them), surrogates, private use.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co"})
