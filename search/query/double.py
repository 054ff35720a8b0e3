"""Parts a question that asks two things: "what did Roe say about the tram, and who criticised the ferry?"."""

from __future__ import annotations

import re
from typing import Final

from .speech_verbs import HELPS

_ASKING: Final = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_NEXT: Final = re.compile(
    r"(?:[,;]\s*|\s+)(?:and|but)\s+(?:also\s+)?(?="
    rf"(?:what|when|where|why|whom|how(?:\s+\w+){{0,2}}|(?:which|whose)\s+[\w-]+)\s+(?:{HELPS})\s+\S+\s+\S"
    r"|who\s+[\w’'-]+\s+\S)"
    r"|\?\s+(?:and\s+|but\s+)?(?=\S)",
    re.IGNORECASE,
)
_MOST: Final = 3
_FEWEST: Final = 3
"""Words of a part: "where and when was it" asks one thing in two ways."""


def parts_of(question: str) -> list[str]:
    """Give the questions that stand in one, in order; one that asks a single thing stays whole.

    Each part asks by a word of its own. What somebody is asked to have said is one thing, however long: "what did
    Roe say about who won and who lost".

    Args:
        question: As it was typed.
    """
    parts = [part.strip(" ,;") for part in _NEXT.split(question)]
    # A clause inside of a part would be parted from what it depends on.
    asks = all(
        _ASKING.match(part) and len(_ASKING.findall(part)) == 1 and len(part.split()) >= _FEWEST for part in parts
    )
    return parts if asks and len(parts) <= _MOST else [question]
