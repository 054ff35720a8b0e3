"""Somebody whom an article names, and what the words of a name tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ..lexicon.lexicon import table, words
from ..lexicon.word_classes import FUNCTION_WORDS, ROLES, given_name, plain
from .mention import Mention
from .person_name import family_name

_GOES_ON: Final = frozenset({"a", "an", "and", "her", "his", "its", "the", "their"})
"""Small words with which a role goes on: "founder and chairwoman"."""


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
        age: The years that the article gives them, or None.
        met: Where the article first has a full name of theirs; 0 where it has none.
        shown: Whether words beside a full name show it to be a person's.
    """

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    sex: str | None = None
    role: str | None = None
    roles: list[str] = field(default_factory=list)
    aside: str | None = None
    by_list: bool = False
    by_pronoun: bool = False
    age: str | None = None
    met: int = 0
    shown: bool = False

    @property
    def name(self) -> str:
        """The fullest name as one string."""
        return " ".join(self.words)

    @property
    def surname(self) -> str:
        """The key of the family name."""
        return family_name(self.words)

    @property
    def told(self) -> bool:
        """Whether more than capitals tells that this is a person: a sex, a role, a title, a surname, an age.

        "High Heat" and "Partnair Flight" begin sentences as people do, but nobody calls them "Heat" or "Mr. Orb".
        """
        return bool(
            self.sex
            or self.role
            or self.shown
            or not self.words
            or given_name(self.words[0])
            or any(m.titled or (len(m.words) == 1 and not m.of_thing) for m in self.mentions)
        )

    @property
    def is_thing(self) -> bool:
        """Whether the whole name stands behind "the" or in quote marks somewhere."""
        return any(mention.of_thing for mention in self.mentions if mention.words == self.words)

    def may_be(self, sex: str | None) -> bool:
        """Whether nothing tells another gender of them."""
        return sex is None or self.sex in {sex, None}

    @property
    def by_shared_name(self) -> bool:
        """Whether all that tells the gender is a given name that the other bears too, if seldom, or a pronoun."""
        shared = bool(self.words) and plain(self.words[0]) in words("shared_given_names")
        return self.by_list and (shared or self.by_pronoun)

    def hear(self, sex: str) -> None:
        """Take the gender of a pronoun that surely means them, where nothing else tells another."""
        if self.sex is None or self.by_pronoun:
            self.sex, self.by_list, self.by_pronoun = sex, True, True


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
