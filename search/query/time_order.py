"""Whether a question asks for the latest words, the first ones, or how they changed."""

from __future__ import annotations

import re
from typing import Final

from ..model import TimeOrder
from .question_tagger import question_tagger
from .speech_verbs import forms

_STANCE: Final = (
    "minds?|positions?|stances?|views?|opinions?|tone|tune|story|stories|account|line|rhetoric|language|attitude"
    "|thinking|message|messaging|answers?|statements?|words|explanations?"
)
_CHANGED: Final = (
    rf"{forms('change shift evolve soften harden reverse develop contradict')}|flip(?:s|ped)?|vary|varied"
)
_CHANGE: Final = re.compile(
    rf"\b(?:{_STANCE})\b.*\b(?:{_CHANGED})\b"
    rf"|\b(?:{_CHANGED})\s+(?:of\s+|in\s+)?(?:his|her|their|its|the|\w+['’]s)\s+(?:{_STANCE})\b"
    r"|\b(?:u-turn(?:ed)?|flip-flop(?:ped)?|about-face|backtrack(?:ed)?|contradict(?:ed)?\s+(?:him|her|it|them)sel(?:f|ves))\b"
    r"|\bover\s+time$|\bsay\s+(?:something\s+)?(?:else|different)\s+(?:before|earlier)\b",
    re.IGNORECASE,
)
_LATELY: Final = r"most\s+recently|lately|of\s+late|nowadays|these\s+days|at\s+present"
_AT_FIRST: Final = r"at\s+first|initially|originally"
_ON: Final = "about|on|regarding"
_NOUNS: Final = "words?|comments?|remarks?|statements?|views?|position|stance|quotes?|reaction"
_NEW: Final = r"\b(?:latest|newest|most\s+recent)"
_NEWEST: Final = re.compile(rf"{_NEW}\b", re.IGNORECASE)
_AT_AN_END: Final = re.compile(
    rf"\b(?:last|first|earliest|initial|original)(?=\s+(?:{_NOUNS}|things?)\b)", re.IGNORECASE
)
# What the newest is of; a speech, a report or a minister has words of its own, and is no order of them.
_OF_WORDS: Final = re.compile(
    rf"\s*[?.!]*$|\s+(?:{_NOUNS}|things?|from|by|{_ON}|that|say|says|said)\b", re.IGNORECASE
)
_BEGINS: Final = r"^\W*(?:and\s+|but\s+|so\s+)?"
_ASKS: Final = r"(?=\s+(?:what|who|how|where|why|is|are|does|do|did|has|have)\b)"
_FRAME: Final = re.compile(rf"{_BEGINS}what(?:['’]?s|\s+(?:is|are|was|were))\s+", re.IGNORECASE)
_THE: Final = re.compile(r"^\s*the\s*$", re.IGNORECASE)
_READ: Final = 0.5
"""Probability from which on what is left of a question asks for words."""
# "the recently published report" and "the first lady" ask for no order.
_LATEST_WORDS: Final = re.compile(
    rf"(?<!until )(?<!\bfrom )\b(?:{_LATELY}|(?:more\s+)?recently|currently|now)"
    rf"(?=\s*[?.!,]*$|\s+(?:{_ON}|say|says|said|saying|think|thinks|want|wants)\b)"
    rf"|{_BEGINS}(?:{_LATELY}|right\s+now|as\s+of\s+now),?{_ASKS}"
    rf"|(?<=\bsaid )last(?=\s+(?:{_ON})\b)|\blast(?=\s+(?:say|said|comment|speak)\b)"
    rf"|{_NEW}(?=\s+(?:{_NOUNS})\b)",
    re.IGNORECASE,
)
_FIRST_WORDS: Final = re.compile(
    rf"\b(?:{_AT_FIRST}|first\s+of\s+all|in\s+the\s+beginning|at\s+the\s+outset|first)"
    r"(?=\s+(?:say|said|comment|react|respond|reacted|responded|commented|claim|claimed)\b)"
    rf"|\b(?:{_AT_FIRST})(?=\s*[?.!,]*$|\s+(?:{_ON})\b)"
    rf"|{_BEGINS}(?:{_AT_FIRST}|in\s+the\s+beginning),?{_ASKS}"
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
    for words, newest in ((_NEWEST, True), (_AT_AN_END, False)):
        for found in words.finditer(text):
            if (rest := _rest_for_words(text, found, newest=newest)) is not None:
                return rest, "latest" if newest or found[0].lower() == "last" else "earliest"
    orders: tuple[tuple[re.Pattern[str], TimeOrder], ...] = (_LATEST_WORDS, "latest"), (_FIRST_WORDS, "earliest")
    for pattern, order in orders:
        rest, count = pattern.subn(" ", text)
        if count and len(rest.split()) > 1:
            return " ".join(rest.split()), order
    return text, None


def _rest_for_words(text: str, found: re.Match[str], *, newest: bool) -> str | None:
    """Give a question for somebody's words without the word that orders them; None where it orders something else.

    "What was the last thing that Roe said on the tram" leaves "thing that Roe said on the tram", which is read as
    one for Roe's words. "The last tram" is part of what they are about, and "the first minister" of who spoke.

    Args:
        text: The question.
        found: The word in it.
        newest: Whether it is of those that may begin a question right before who spoke: "the latest Roe said".
    """
    before = _FRAME.sub("", text[: found.start()])
    begin = " ".join(_THE.sub("", before).split())
    rest = " ".join(f"{begin} {text[found.end() :]}".split())
    place = len(begin) + bool(begin)
    if len(rest.split()) < 2:  # noqa: PLR2004 - somebody, and something of theirs
        return None
    read = question_tagger().read(rest)
    if read.words < _READ or not read.speakers:
        return None
    if any(start <= place < end for start, end in read.topics):
        return None
    if newest and not begin and any(start == place for start, _ in read.speakers):
        return rest
    named = any(start <= place < end for start, end in read.speakers)
    return rest if not named and _OF_WORDS.match(text, found.end()) else None
