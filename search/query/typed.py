"""What a question is read without: how it happens to be typed, in capitals or without its question mark."""

from __future__ import annotations

import re
from typing import Final

_FEWEST_LETTERS: Final = 4
_FEWEST_CAPITALS: Final = 3
_ASKS: Final = re.compile(
    r"\W*(?:and\s+|but\s+|so\s+)?(?:what|who|whom|whose|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had"
    r"|can|could|will|would|should)(?:['’]s)?\s+\S+\s+.*\w[\"”'’)]*\s*",
    re.IGNORECASE | re.DOTALL,
)


def as_asked(text: str) -> str:
    """Give a question as if it had been typed with care: not in capitals, and with its question mark.

    What reads questions learnt from people's, nearly all of which have one where their first word asks.

    Args:
        text: As it was typed.
    """
    if _shouted(text):
        text = text.lower()
    return f"{text.rstrip()}?" if _ASKS.fullmatch(text) else text


def _shouted(text: str) -> bool:
    """Whether a question is all in capitals; a few letters are an acronym."""
    return text.isupper() and sum(len(word) >= _FEWEST_LETTERS for word in text.split()) >= _FEWEST_CAPITALS
