"""Somebody whom an article names, and what the words of a name tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ..lexicon.lexicon import table, words
from ..lexicon.word_classes import (
    BODIES,
    COUNTRIES,
    FUNCTION_WORDS,
    INSTITUTIONS,
    KIN,
    ROLES,
    TITLES,
    given_name,
    plain,
)
from .mentions import Mention
from .person_name import family_name

_GOES_ON: Final = frozenset({"a", "an", "and", "her", "his", "its", "the", "their"})
"""Small words with which a role goes on: "founder and chairwoman"."""

NO_PERSON: Final = BODIES | INSTITUTIONS | COUNTRIES | FUNCTION_WORDS | TITLES | ROLES | KIN
"""Words that are no person's only name."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a name.

    Attributes:
        words: The words of the fullest name.
        mentions: Where the article names them, in order.
        sex: Grammatical gender, "m" or "f"; None where nothing tells.
        role: What the article calls them, or None.
        roles: All that it calls them.
        aside: What the article says beside the name that they are, be it no office: "of Orlo", "longtime sailor".
        by_list: Whether nothing but a list of given names, or a pronoun, tells the gender.
        by_pronoun: Whether nothing but a pronoun does that is thought to mean them.
    """

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    sex: str | None = None
    role: str | None = None
    roles: list[str] = field(default_factory=list)
    aside: str | None = None
    by_list: bool = False
    by_pronoun: bool = False

    @property
    def name(self) -> str:
        """The fullest name as one string."""
        return " ".join(self.words)

    @property
    def by_shared_name(self) -> bool:
        """Whether all that tells the gender is a given name that the other bears too, if seldom, or a pronoun."""
        shared = bool(self.words) and plain(self.words[0]) in words("shared_given_names")
        return self.by_list and (shared or self.by_pronoun)

    def hear(self, sex: str) -> None:
        """Take the gender of a pronoun that surely means them, where nothing else tells another."""
        if self.sex is None or self.by_pronoun:
            self.sex, self.by_list, self.by_pronoun = sex, True, True

    @property
    def surname(self) -> str:
        """The key of the family name."""
        return family_name(self.words)


def sex_of(words_: Sequence[str], role: str | None) -> str | None:
    """Tell a person's gender ("m", "f") from the given name or the role, if one of them does."""
    told = given_name(words_[0]) if len(words_) > 1 else None
    return told if told in {"m", "f"} else sex_of_role(role)


def sex_of_role(role: str | None) -> str | None:
    """Tell a person's gender ("m", "f") from the role, if that does: not of "coach whose father died"."""
    for written in (role or "").split():
        word = written.lower()
        if word in FUNCTION_WORDS - _GOES_ON:
            return None
        if word.endswith("woman"):
            return "f"
        # A German is none.
        if (word.endswith("man") and (written == word or word in ROLES)) or word in table("gendered_nouns"):
            return table("gendered_nouns").get(word, "m")
    return None
