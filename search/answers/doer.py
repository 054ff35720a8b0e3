"""Tells what cannot answer "which book did Roe praise": what others say, where Roe is not spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.index import SMALL_WORDS, is_role, name_key, plain_words, stems
from onrecord.index.lexicon.word_classes import given_name

from .asked_speaker import Asked
from .entity_linker import Mention
from .said import is_of
from .units import Unit
from .wording import who

_VERB: Final = re.compile(r"\s+(?:(?:ever|still|also|already|himself|herself|[a-z]+ly)\s+)*([\w-]+)")
_WORD: Final = re.compile(r"[\w’'-]+")
_NEAR: Final = 4
"""So many words before a verb its subject may stand."""
_PRONOUNS: Final = frozenset("i we he she they it who you which".split())
HELPS: Final = re.compile(r"\b(?:did|does|do|has|have|had|will|would)(?:n['’]?t)?\s+(?=\w)", re.IGNORECASE)
"""What stands before whoever did something: "which book did" Roe praise."""


def doer_of(question: str, mentions: Sequence[Mention]) -> Mention | None:
    """Find the person who is to have done what a question asks after: Roe of "which book did Roe praise".

    Args:
        question: With names spelt as the corpus spells them.
        mentions: Whom it names.

    Returns:
        Who comes behind the helping verb, if articles call that person by a full name; None for bodies.
    """
    ends = {helps.end() for helps in HELPS.finditer(question)}
    return next((one for one in mentions if one.start in ends and _is_person(one)), None)


def of_another(question: str, asked: Asked, unit: Unit) -> str | None:
    """Tell whom a question is about, where a unit cannot be of that person.

    What others say may be of somebody only where it, or what leads to it, names them. A sentence of the writer's
    may be of whom the article last named. And where the deed is told of somebody else, it is not that person's: of
    "that Russia had launched drones" Russia did, whoever says so.

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
    lasts = {name_key(plain_words(name)[-1]) for name in names if plain_words(name)}
    if (_is_of(unit, names) or _names(unit, lasts)) and not _told_of_another(question[doer.end :], unit, names):
        return None
    return doer.speakers[0].name


def _is_person(one: Mention) -> bool:
    words = plain_words(one.speakers[0].name)
    # Nobody calls the White House by its last word.
    called = one.kind == "surname" or (one.kind == "name" and given_name(words[0]) is not None)
    return called and not one.owner and len(words) > 1


def _is_of(unit: Unit, names: set[str]) -> bool:
    said = unit.statement
    return said is None or not said.speaker or who(said) in names or said.as_written in names


def _names(unit: Unit, lasts: set[str]) -> bool:
    return any(name_key(word) in lasts for word in plain_words(f"{unit.before} {unit.text}"))


def _told_of_another(behind: str, unit: Unit, names: set[str]) -> bool:
    """Whether a unit has the question's verb, and before it the name of another, no pronoun and no office."""
    verb = _VERB.match(behind)
    wanted = stems(verb[1]) if verb is not None and verb[1].islower() else set()
    if not wanted:
        return False
    own = {name_key(word) for name in names for word in plain_words(name)}
    words = _WORD.findall(unit.text)
    for place, word in enumerate(words):
        if word.islower() and stems(word) & wanted:
            before = words[max(0, place - _NEAR) : place]
            if any(one.lower() in _PRONOUNS or is_role(one) for one in before):
                return False
            named = [one for one in before if one[0].isupper() and one.lower() not in SMALL_WORDS]
            if named and not any(name_key(re.sub(r"['’]s?$", "", one)) in own for one in named):
                return True
    return False
