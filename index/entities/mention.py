"""A name at one place of a text, and what may be told from its words: whether it is a person's."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    BODIES,
    COUNTRIES,
    COURTESY,
    DIRECTIONS,
    FUNCTION_WORDS,
    INSTITUTIONS,
    TITLES,
    given_name,
    plain,
)
from ..model import Span
from .name_parts import OF_PERSONS
from .person_name import PARTICLES

_LONGEST_NAME: Final = 4
"""Words of a person's name, at most."""


class Mention(NamedTuple):
    """A name at one place in the text.

    Attributes:
        span: Where the name stands, without titles.
        words: Its words, without marks at their ends.
        title: The titles before it, or "".
        possessive: Whether "'s" follows.
        opens: Whether a sentence begins with it or its title.
        of_thing: Whether "the" stands before it or quote marks around it, as with a paper's name or a title.
    """

    span: Span
    words: tuple[str, ...]
    title: str
    possessive: bool
    opens: bool
    of_thing: bool = False

    @property
    def name(self) -> str:
        """The words in a row."""
        return " ".join(self.words)

    def begins(self) -> int:
        """Where it begins, titles and all."""
        return self.span.start - len(self.title) - bool(self.title)

    @property
    def titled(self) -> bool:
        """Whether a person's title stands before it: "President Roe", not "U.S. Steel" or "the Lady Bears"."""
        last = plain(self.title.split()[-1]) if self.title else ""
        return last in OF_PERSONS and not (self.of_thing and last == plain(self.title) in COURTESY)

    @property
    def given(self) -> bool:
        """Whether its first word is a given name."""
        return given_name(self.words[0]) is not None

    @property
    def personal(self) -> bool:
        """Whether it may be a person's full name: two to four words, none of which speaks of a body or place.

        After a given name only the last word counts, and only if it is never a surname: "Bill Law" is a person.
        """
        return _is_personal(self.words)

    @property
    def perhaps_personal(self) -> bool:
        """The same, where the last word may be a surname as well as a place: "Ngozi White", "Orlo Park"."""
        return _is_personal(self.words, words("surname_words"))


@lru_cache(maxsize=1 << 12)
def _is_personal(name: tuple[str, ...], surnames: frozenset[str] = frozenset()) -> bool:
    if name[-1].endswith(("’s", "'s")):
        return False
    own = [plain(word) for word in name if word[0].isalpha()]
    nicknamed = len(own) < len(name)
    inner = {plain(word) for word in name[1:] if word[0].isupper() and not word.endswith(".")}  # "William A. Roe"
    if "&" in name or inner & FUNCTION_WORDS or len(own) < 2 or own[0] in TITLES:  # noqa: PLR2004
        return False
    if nicknamed or given_name(own[0]):
        telling = INSTITUTIONS & {own[-1]}
    else:
        telling = BODIES.intersection(own[:-1] + own[-1:] * (own[-1] not in DIRECTIONS))
        telling |= COUNTRIES.intersection(own[1:-1])  # "Giving Ukraine Tomahawk"
    particles = sum(word in PARTICLES for word in own)
    return len(own) - particles <= _LONGEST_NAME and not telling - (surnames & {own[-1]})


def courtesy(title: str) -> str | None:
    """Tell a person's sex ("m", "f") from a title, if it does."""
    return next((COURTESY[word] for word in map(plain, title.split()) if word in COURTESY), None)
