"""Puts names for the pronouns of a question that goes on from the one before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from onrecord.index import SMALL_WORDS
from onrecord.index.lexicon.word_classes import given_name

from .statement_query import speech_question

_SUBJECT: Final = re.compile(r"\b(?:he|she|they)\b(?!['’])", re.IGNORECASE)
_OBJECT: Final = re.compile(
    r"\b(?:him|them)\b|\bher\b(?=\s*(?:[?.!,]|$|\b(?:on|about|for|over|in|to|at|with)\b))", re.IGNORECASE
)
_OWNER: Final = re.compile(r"\b(?:his|their|her)\b(?=\s+\w)", re.IGNORECASE)
_THING: Final = re.compile(r"\b(?:it|that|this|those|these)\b(?=\s*(?:[?.!,]|$))", re.IGNORECASE)
_NAME: Final = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:de|van|von|der|al|bin)?\s*[A-Z][\w’'-]*)*")
FIRST_WORDS: Final = frozenset(
    "what who when where why which how did does do is are was were has have had will would can could should may"
    " might and but so tell show give many much i".split()
)
_THEIRS: Final = re.compile(r"^(?:his|her|their)\b", re.IGNORECASE)
_ASKS_WHO: Final = re.compile(r"\W*(?:and\s+)?who\b", re.IGNORECASE)
_SEX: Final = {"he": "m", "she": "f"}


def resolved(text: str, speaker: str, topic: str, before: str, is_speaker: Callable[[str], bool]) -> str:
    """Put names for pronouns: the earlier speaker for "he", another name of the earlier question for "him"."""
    names = [re.sub(r"['’]s?$", "", one) for one in names_in(before)]
    pronoun = _SUBJECT.search(text)
    subject = _of_sex(names, pronoun[0].lower() if pronoun else "", speaker) or speaker or next(iter(names), "")
    if pronoun and not speaker and _ASKS_WHO.match(before) and not _names_person(subject, is_speaker):
        # "Who won Harrow Vale, and what did she say?": whoever won it.
        return text
    others = [name for name in names if name not in subject and subject not in name]
    asked = speech_question(text)
    spoken = asked.speaker if asked is not None and asked.speaker else ""
    # Whoever is named in it is meant by its own pronouns.
    speaks = bool(spoken) and not _SUBJECT.fullmatch(spoken)
    named = bool(names_in(text)) or speaks
    full = text
    if subject and pronoun and not speaks and not names_in(text[: pronoun.start()]):
        full = put(_SUBJECT, subject, full)
    if him := (others[0] if others else "") if pronoun or named else subject:
        full = put(_OBJECT, him, full)
    if subject and _THEIRS.match(spoken):
        full = put(_OWNER, f"{subject}'s", full, count=1)
    if subject and not named:
        full = put(_OWNER, f"{subject}'s", full)
    return put(_THING, topic, full) if topic else full


def _names_person(name: str, is_speaker: Callable[[str], bool]) -> bool:
    return is_speaker(name) or (bool(name) and given_name(name.split(maxsplit=1)[0]) is not None)


def _of_sex(names: Sequence[str], pronoun: str, speaker: str) -> str:
    """Give whom a pronoun means where the speaker is of the other sex: a name of its own, else any; or ""."""
    sex = _SEX.get(pronoun)
    known = {name: given_name(name.split()[0]) for name in (speaker, *names) if name}
    if sex is None or known.get(speaker or next(iter(names), "")) in {sex, "u", None}:
        return ""
    others = [name for name in known if known[name] in {sex, "u", None}]
    return min(others, key=lambda name: known[name] != sex, default="")


def put(pattern: re.Pattern[str], words: str, text: str, count: int = 0) -> str:
    """Put words in place of what matches: a backslash in them is a letter, not a group's name."""
    return pattern.sub(lambda _: words, text, count=count)


def names_in(text: str) -> list[str]:
    """Give what a text writes as names, in order."""
    return [one[0] for one in _NAME.finditer(text) if one[0].lower() not in FIRST_WORDS | SMALL_WORDS]
