"""Somebody whom an article names, and what the words of a name tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..lexicon.given_names import FEMALE_NAMES, MALE_NAMES
from ..lexicon.word_classes import plain
from .mentions import Mention

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a name.

    Attributes:
        words: The fullest name.
        mentions: Where the article names them, in order.
        sex: "m", "f", or None where nothing tells.
        role: What the article calls them, or None.
        roles: All that it calls them.
    """

    words: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    sex: str | None = None
    role: str | None = None
    roles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name as one string."""
        return " ".join(self.words)

    @property
    def surname(self) -> str:
        """The last word of the name that is not "Jr." or the like, folded."""
        return surname(self.words)


def surname(words: Sequence[str]) -> str:
    """Find the last word of a name, "Jr." and its kind aside, folded for comparison."""
    folded = [plain(word) for word in words]
    return next((word for word in reversed(folded) if word not in _SUFFIXES), folded[-1])


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names of one surname can be one person's: "J. Roe", "Jane Roe", "Anne-Jane Roe"."""
    if one == other:
        return True
    if surname(one) != surname(other):
        return False
    a, b = plain(one[0]), plain(other[0])
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or (a in b.split("-") or b in a.split("-"))


def sex_of(words: Sequence[str], role: str | None) -> str | None:
    """Tell a person's sex ("m", "f") from the first name or the role, if one of them does."""
    first = plain(words[0]) if words else ""
    if len(words) > 1 and first in MALE_NAMES:
        return "m"
    if len(words) > 1 and first in FEMALE_NAMES:
        return "f"
    for word in (role or "").lower().split():
        if word.endswith("woman") or word in {"mother", "wife", "actress", "queen", "daughter", "sister"}:
            return "f"
        if word.endswith("man") or word in {"father", "husband", "son", "king", "brother", "pope"}:
            return "m"
    return None
