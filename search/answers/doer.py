"""Tells what cannot answer "which book did Roe praise": what others say, where Roe is not spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.index import plain_words, skeleton
from onrecord.index.lexicon.word_classes import given_name

from .asked_speaker import Asked
from .entity_linker import Mention
from .said import is_of
from .units import Unit
from .wording import who

_HELPS: Final = re.compile(r"\b(?:did|does|do|has|have|had|will|would)(?:n['’]?t)?\s+(?=\w)", re.IGNORECASE)


def doer_of(question: str, mentions: Sequence[Mention]) -> Mention | None:
    """Find the person who is to have done what a question asks after: Roe of "which book did Roe praise".

    Args:
        question: With names spelt as the corpus spells them.
        mentions: Whom it names.

    Returns:
        Who comes behind the helping verb, if articles call that person by a full name; None for bodies.
    """
    ends = {helps.end() for helps in _HELPS.finditer(question)}
    return next((one for one in mentions if one.start in ends and _is_person(one)), None)


def of_another(question: str, asked: Asked, unit: Unit) -> str | None:
    """Tell whom a question is about, where a unit cannot be of that person.

    What others say may be of somebody only where it, or what leads to it, names them. A sentence of the writer's
    may be of whom the article last named.

    Args:
        question: With names spelt as the corpus spells them.
        asked: Whom it names.
        unit: What is likeliest to answer.

    Returns:
        The name; None where nobody's deed is asked after, or the unit may be of that person.
    """
    doer = doer_of(question, asked.mentions)
    if doer is None or any(is_of(unit, one) for one in asked.speakers):
        return None
    names = {name for one in doer.speakers for name in one.names}
    lasts = {_bone(plain_words(name)[-1]) for name in names if plain_words(name)}
    return None if _is_of(unit, names) or _names(unit, lasts) else doer.speakers[0].name


def _is_person(one: Mention) -> bool:
    words = plain_words(one.speakers[0].name)
    return (
        one.kind in {"name", "surname"} and not one.owner and given_name(words[0]) is not None and len(words) > 1
    )


def _is_of(unit: Unit, names: set[str]) -> bool:
    said = unit.statement
    return said is None or not said.speaker or who(said) in names or said.as_written in names


def _names(unit: Unit, lasts: set[str]) -> bool:
    return any(_bone(word) in lasts for word in plain_words(f"{unit.before} {unit.text}"))


def _bone(word: str) -> str:
    return skeleton(word) or word.lower()
