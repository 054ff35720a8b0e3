"""What tells whether names may be one speaker's: their words, and whether they are names at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Final

from anyascii import anyascii

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    BODIES,
    COURTESY,
    GROUPS,
    INSTITUTIONS,
    MOUTHPIECES,
    given_name,
    is_role,
    names_nobody,
)
from .name_keys import name_key
from .person_name import PARTICLES, SUFFIXES, is_capitalised

WORD: Final = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
SMALL_WORDS: Final = words("small_words")
_STEM: Final = 5
# Words for a role that are also what people are called.
_SURNAMES: Final = words("role_surnames")

_QUANTITIES: Final = words("quantities")
_PARTICLES: Final = SMALL_WORDS | PARTICLES | {"and"}
NO_SURNAMES: Final = BODIES | GROUPS | INSTITUTIONS

SpeakerCount = tuple[str, str | None, int]  # name, role (or None) and number of statements


@dataclass(slots=True)
class Speaker:
    """Somebody whose statements are indexed.

    Attributes:
        name: The name that articles use most among the fullest ones.
        names: All names, as resolved in their articles, most frequent first.
        roles: What articles call the speaker, with counts.
        statements: Number of statements.
        named: Whether that is a name; "the researchers" of many articles are one entry, and nobody in particular.
    """

    name: str
    names: list[str]
    roles: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    named: bool = True

    def join(self, other: Speaker) -> None:
        """Take in who is the same; a name without a title is the better one: "Cr Ann Roe" is "Ann Roe"."""
        before, given = other.name.split(), self.name.split()[0]
        if self.name == f"{given} {other.name}" and len(before) > 1 and given_name(before[0]):
            self.name = self.name if given_name(given) else other.name
        self.names += other.names
        self.roles.update(other.roles)
        self.statements += other.statements


def plain_words(text: str) -> list[str]:
    """Give the words of a name or role, without possessive endings and full stops."""
    words = (re.sub(r"['’]s?$", "", word).strip(".'’") for word in WORD.findall(text.replace("-", " ")))
    return [word for word in words if word]


def words_of(name: str) -> tuple[str, ...]:
    """Give the skeletons of a name's own words."""
    return tuple(map(name_key, own_words(name)))


def own_words(name: str) -> list[str]:
    """Give the words of a name without titles (unless there is nothing else) and "Jr."."""
    parts = [word for word in plain_words(name) if word.lower() not in SMALL_WORDS]
    parts = [word for word in parts if word.lower() not in SUFFIXES] or parts
    return _without_roles(parts) or parts


def _without_roles(words: Sequence[str]) -> list[str]:
    """Leave out what only says what somebody is; "Mr. King" and "Mark Singer" keep both words, "the King" none."""
    kept = [word for word in words if not is_role(word)]
    before, last = words[-2:] if len(words) > 1 else ("", "")
    is_surname = last.lower() in _SURNAMES and last[0].isupper() and before[0].isupper()
    if is_surname and is_role(last) and (not is_role(before) or before.lower() in COURTESY):
        kept.append(last)
    return kept


def stems(text: str) -> set[str]:
    """Give the first five letters of each word of a role or name: "Russia" and "Russian" have one stem."""
    words = (anyascii(word).lower() for word in plain_words(text))
    return {word[:_STEM] for word in words if word not in SMALL_WORDS}


def family_of(name: str, common: Container[str] = frozenset()) -> tuple[bool, str] | None:
    """Tell which names a name may be joined with; `common` words are those that the corpus mostly writes small.

    Returns:
        Whether it is a name or a description, and the words that all of its family share; None for nobody.
    """
    words = [word for word in plain_words(name) if word.lower() not in SMALL_WORDS]
    if names_nobody(name) or not _without_roles(words):
        return None
    if is_name(name, common):
        return True, words_of(name)[-1]
    return False, " ".join(word for word in map(str.lower, words) if word not in _QUANTITIES)


def is_name(name: str, common: Container[str] = frozenset()) -> bool:
    """Tell names from descriptions: "Roe", "the Roe campaign" and "a Roe spokesman", not "a friend of Roe's"."""
    words = [word for token in name.split() if (word := token.strip(".,'’\"“”()&"))]
    while words and words[0].lower() in SMALL_WORDS | _QUANTITIES:
        words.pop(0)
    if words and words[-1] in NO_SURNAMES | MOUTHPIECES:
        words.pop()
    if not words or any(not is_capitalised(word) and word not in _PARTICLES for word in words):
        return False
    return len(words) > 1 or words[0].lower() not in common
