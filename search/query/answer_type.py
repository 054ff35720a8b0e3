"""The sort of thing that a question asks for, where its words tell: a number or a time."""

from __future__ import annotations

import re
from typing import Final

_MEASURED: Final = "much|many|old|long|far|tall|high|deep|big|large|fast|often|wide|heavy"
_HOW: Final = re.compile(rf"\bhow (?:{_MEASURED})\b", re.IGNORECASE)
_ASKS_NUMBER: Final = re.compile(
    rf"{_HOW.pattern}|\b(?:what|which) (?:percent|percentage|share|proportion|number|amount|price|sum)\b",
    re.IGNORECASE,
)
_ASKS_TIME: Final = re.compile(
    r"^\W*when\b|\bwhen (?:did|does|do|was|is|were|are|will|has|had|have)\b"
    r"|\b(?:what|which) (?:year|date|day|month|century|decade)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|millions?|billions?|trillions?"
    r"|half|third|quarter|once|twice|percent|several|few|both|none|zero|no)\b",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"\b(?:\d{3,4}s?|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|centur(?:y|ies)|decades?|ago|today|yesterday"
    r"|tomorrow|(?:last|next|this|that) (?:week|month|year|spring|summer|autumn|fall|winter)|morning"
    r"|afternoon|evening|night|noon|midnight|era|age|period|(?:after|during|before) the)\b",
    re.IGNORECASE,
)


def asked_for(question: str) -> re.Pattern[str] | None:
    """Give a pattern of what answers a question.

    Args:
        question: As it was asked, or a facet of it.

    Returns:
        What a number or a time looks like; None where the question asks for neither, or does not tell.
    """
    if _ASKS_NUMBER.search(question):
        return _NUMBER
    return _TIME if _ASKS_TIME.search(question) else None


def without_measure(question: str) -> str:
    """Leave out "how much", "how long" and their like: their words are not what the question is about."""
    return _HOW.sub(" ", question)
