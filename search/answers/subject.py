"""Finds whom a question is about, where its grammar does not say that it asks for words: "would Roe sign it?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from onrecord.index import given_name, is_role, plain_words, words

from ..query.speech_patterns import SENTENCE_END
from .entity_linker import Mention

_AUXILIARY: Final = "did|does|do|has|have|had|is|are|was|were|will|would|can|could|might|may|should"
_ASKING: Final = re.compile(
    # A number, a day or a place is a fact of whomever it is about, and no words of theirs.
    rf"^\W*(?:(?:and|but|so)\s+)?(?:(?:what|why|whom|how(?!\s+(?:many|much|long|old|often|tall|big)\b)|which|in|on|with"
    rf"|for|from)\b[^?]{{0,60}}?\s)?(?:{_AUXILIARY})(?:n['’]?t)?\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_CONTRACTED: Final = re.compile(r"^\W*(?:what|how|why)['’]s\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_FINITE: Final = re.compile(rf"\b(?:{_AUXILIARY}|who|what|when|where|why|how|which)\b|\?", re.IGNORECASE)
_PRONOUN: Final = re.compile(r"^(?P<one>he|she|they|that\s+(?:person|man|woman))\b", re.IGNORECASE)
_SEX: Final = {"he": "m", "that man": "m", "she": "f", "that woman": "f"}
_BEFORE_NAME: Final = re.compile(
    r"^(?:(?:the|sir|dame|lord|lady|mr|mrs|ms|dr|then|even)\.?\s+|[\w.-]+['’]s?\s+|[a-z-]+\s+){0,4}$",
    re.IGNORECASE,
)
_DETERMINED: Final = re.compile(r"^(?:the|an?|one|some|[\w.-]+(?:\s[A-Z][\w.-]*){0,3}['’]s?)\s+", re.IGNORECASE)
_OF: Final = re.compile(r"^\s+(?:of|in|at|for|from)\s+(?:the\s+|an?\s+)?(?:(?:[A-Z][\w.'’-]*\s?)+|[\w-]+)")
_PEOPLE: Final = words("people_nouns") | words("jobs") | words("kin") | words("bodies") | frozenset("dad mum mom".split())
_WORD: Final = re.compile(r"[\w.'’-]+")
_LONGEST: Final = 8
_TELEGRAM: Final = 10


def subject_of(text: str, mentions: Sequence[Mention]) -> tuple[str, Mention | None] | None:
    """Find whom a question is about.

    Args:
        text: The question.
        mentions: Whom it names, in its order.

    Returns:
        The words that say who is meant, and who that is where a corpus knows them by it; None where no rule tells.
    """
    begins = max((end.end() for end in SENTENCE_END.finditer(text)), default=0)
    last = text[begins:]
    found = _ASKING.match(last) or _CONTRACTED.match(last)
    if found is None:
        return _of_telegram(text, mentions)
    start = begins + found.start("rest")
    if pronoun := _PRONOUN.match(found["rest"]):
        return _before(text[:begins], mentions, _SEX.get(pronoun["one"].lower()))
    return _at(text, start, mentions)


def _at(text: str, start: int, mentions: Sequence[Mention]) -> tuple[str, Mention | None] | None:
    """Read the subject that begins at a place."""
    first = next((one for one in mentions if one.start >= start), None)
    if first is not None and not first.owner and _BEFORE_NAME.match(text[start : first.start]):
        return text[first.start : first.end], first
    phrase = described(text[start:])
    return (phrase, None) if phrase else None


def described(text: str) -> str | None:
    """Give the words at the head of a text that describe somebody: "the Orlo plant's chief chemist"."""
    text = text.lstrip()
    if not _DETERMINED.match(text):
        return None
    tokens = list(_WORD.finditer(text))[:_LONGEST]
    ends = [place for place, token in enumerate(tokens) if place and _is_person(token[0])]
    if not ends:
        return None
    # "The chief engineer": the last of those that follow each other.
    run = list(takewhile(lambda pair: pair[0] == pair[1], zip(ends, range(ends[0], ends[0] + len(ends)), strict=True)))
    end = tokens[run[-1][0]].end()
    if joined := _OF.match(text[end:]):
        end += joined.end()
    return text[:end].rstrip()


def _is_person(word: str) -> bool:
    if re.search(r"['’]s?$", word):
        return False
    folded = word.lower()
    return is_role(folded) or folded in _PEOPLE or any(is_role(part) for part in folded.split("-"))


def _before(told: str, mentions: Sequence[Mention], sex: str | None) -> tuple[str, Mention | None] | None:
    """Find whom a pronoun means in the sentences before the question: who is named first there."""
    for one in mentions:
        if one.end <= len(told) and not one.owner and one.kind in {"name", "surname"}:
            own = {given_name(word) for word in plain_words(one.speakers[0].name)[:1]} - {None, "u"}
            if sex is None or not own or sex in own:
                return told[one.start : one.end], one
    return None


def _of_telegram(text: str, mentions: Sequence[Mention]) -> tuple[str, Mention | None] | None:
    """Read "roe ferry fares quote": who comes first is meant."""
    if _FINITE.search(text) or len(text.split()) > _TELEGRAM or not mentions:
        return None
    first = mentions[0]
    return (text[: first.end], first) if first.start == 0 and not first.owner else None
