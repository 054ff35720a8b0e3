"""Whether a question asks for the latest words, the first ones, or how they changed."""

from __future__ import annotations

import re
from typing import Final

from ..model import TimeOrder

_STANCE: Final = (
    "mind|minds|position|positions|stance|stances|views?|opinions?|tone|tune|story|stories|account|line|rhetoric"
    "|language|attitude|thinking|message|messaging|answers?|statements?|words|explanations?"
)
_CHANGED: Final = (
    r"chang(?:e|es|ed|ing)|shift(?:s|ed|ing)?|evolv(?:e|es|ed|ing)|soften(?:s|ed|ing)?|harden(?:s|ed|ing)?"
    r"|revers(?:e|es|ed|ing)|develop(?:s|ed|ing)?|flip(?:s|ped)?|vary|varied|contradict(?:s|ed)?"
)
_CHANGE: Final = re.compile(
    rf"\b(?:{_STANCE})\b.*\b(?:{_CHANGED})\b"
    rf"|\b(?:{_CHANGED})\s+(?:of\s+|in\s+)?(?:his|her|their|its|the|\w+['’]s)\s+(?:{_STANCE})\b"
    r"|\b(?:u-turn(?:ed)?|flip-flop(?:ped)?|about-face|backtrack(?:ed)?|contradict(?:ed)?\s+(?:him|her|it|them)sel(?:f|ves))\b"
    r"|\bover\s+time$|\bsay\s+(?:something\s+)?(?:else|different)\s+(?:before|earlier)\b",
    re.IGNORECASE,
)
_NOW: Final = (
    r"(?:most\s+recently|(?:more\s+)?recently|lately|of\s+late|nowadays|these\s+days|at\s+present|currently|now)"
)
_LATELY: Final = (
    "most\\s+recently|lately|of\\s+late|nowadays|these\\s+days|at\\s+present|right\\s+now|as\\s+of\\s+now"
)
_FIRST: Final = (
    r"(?:at\s+first|first\s+of\s+all|initially|originally|in\s+the\s+beginning|at\s+the\s+outset|first)"
)
_ON: Final = r"about|on|regarding"
_NOUNS: Final = r"words?|comments?|remarks?|statements?|views?|position|stance|quotes?|reaction"
# "the recently published report" and "the first lady" ask for no order.
_LATEST_WORDS: Final = re.compile(
    rf"(?<!until )(?<!\bfrom )\b{_NOW}"
    rf"(?=\s*[?.!,]*$|\s+(?:{_ON}|say|says|said|saying|think|thinks|want|wants)\b)"
    rf"|^\W*(?:and\s+|but\s+|so\s+)?(?:{_LATELY}),?(?=\s+(?:what|who|how|where|why|is|are|does|do|did|has|have)\b)"
    rf"|(?<=\bsaid )last(?=\s+(?:{_ON})\b)|\blast(?=\s+(?:say|said|comment|speak)\b)"
    rf"|\b(?:latest|newest|most\s+recent)(?=\s+(?:{_NOUNS})\b)",
    re.IGNORECASE,
)
_FIRST_WORDS: Final = re.compile(
    rf"\b{_FIRST}(?=\s+(?:say|said|comment|react|respond|reacted|responded|commented|claim|claimed)\b)"
    r"|\b(?:at\s+first|initially|originally)(?=\s*[?.!,]*$|\s+(?:about|on|regarding)\b)"
    r"|^\W*(?:at\s+first|initially|originally|in\s+the\s+beginning),?(?=\s+(?:what|who|how|where|why|is|are|does|do|did|has|have)\b)"
    rf"|\b(?:first|earliest|original|initial)(?=\s+(?:{_NOUNS})\b)",
    re.IGNORECASE,
)


def without_order(text: str) -> tuple[str, TimeOrder | None]:
    """Take the words that ask for an order in time out of a question.

    Args:
        text: The question, without its dates.

    Returns:
        The rest, and the order. What asks for a change stays: it tells what is asked for as well.
    """
    if _CHANGE.search(text):
        return text, "change"
    orders: tuple[tuple[re.Pattern[str], TimeOrder], ...] = (_LATEST_WORDS, "latest"), (_FIRST_WORDS, "earliest")
    for pattern, order in orders:
        rest, count = pattern.subn(" ", text)
        if count and len(rest.split()) > 1:
            return " ".join(rest.split()), order
    return text, None
