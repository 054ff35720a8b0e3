"""Whom the words that a question marks as speakers name: each of two, and not who was named by mistake."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_MISTAKEN: Final = re.compile(
    r"(?:\s*(?:\.{2,}|…|[,;–—]|\s-)\s*(?:sorry|no|oops|correction|er+m?|uh+m?)\b\s*[,:–—.…-]+"
    r"|[\s,.…–—-]+(?:(?:no,?\s+)?sorry,|i\s+mean\b|or\s+rather\b|(?:make|scratch)\s+that\b)[\s,:–—-]*)\s*",
    re.IGNORECASE,
)
"""What takes back whom a question has just named: "Roe... sorry, Doe", "Roe, or rather Doe"."""

_NAME: Final = r"[^\W\d_][\w.'’-]*"
_CAPITAL: Final = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}"
_RIVALS: Final = re.compile(rf"(?P<one>{_CAPITAL})\s+(?:vs?\.?|versus)\s+(?P<other>{_CAPITAL})")
_EACH: Final = re.compile(
    rf"\s*(?:,|\band\b|&)\s+(?P<name>{_NAME}(?:\s{_NAME}){{0,2}}?)\s+(?:each|both)\b(?!\s+(?:of|other|time|day|week|month|year)\b)"
    rf"|\s+(?:vs?\.?|versus)\s+(?P<rival>{_CAPITAL})",
)
_JOINS: Final = re.compile(r"^(?:and|&)\s+|(?:\s+(?:and|&|each)|\s*,)$", re.IGNORECASE)
_READ_IN: Final = re.compile(
    r"\s+(?:in|of|from)\s+(?:the|that|this|an?|his|her|your)\s+(?:letters?(?:['’]s?)?"
    r"(?:\s+(?:page|pages|column|section|to\s+the\s+editor))?|article|story|piece|report|interview|column)$",
    re.IGNORECASE,
)
"""Where one asked about was read of, which is no part of who that is: "the Brigadier in the letters page"."""

_OWN: Final = re.compile(r"['’]s?$")


def named_speakers(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Name those whom spans of a question mark as speakers.

    Args:
        text: The question.
        spans: Where it names them, in order.

    Returns:
        A phrase for each: both of "Roe vs Doe" and "Roe and Doe each", Doe alone of "Roe... sorry, Doe".
    """
    phrases: list[str] = []
    last = 0
    for start, end in spans:
        if phrases and _MISTAKEN.fullmatch(text, last, start):
            phrases.pop()
        right = _MISTAKEN.split(text[start:end].strip(" \"'"))[-1]
        rivals = _RIVALS.fullmatch(right)
        phrases += rivals.group("one", "other") if rivals is not None else (right,)
        last = start + len(text[start:end].rstrip(" .…,;–—-"))
    if phrases and (found := _EACH.match(text, last)):
        phrases.append(found["name"] or found["rival"])
    return tuple(one for one in map(_bare, phrases) if one)


def _bare(phrase: str) -> str:
    while (bare := _OWN.sub("", _READ_IN.sub("", _JOINS.sub("", phrase.strip(" \"'"))))) != phrase:
        phrase = bare
    return phrase
