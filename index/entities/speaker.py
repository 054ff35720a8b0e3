"""What resolving a source takes and gives: the words at one place, and who spoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ..lexicon.word_classes import CALLED, plain
from ..model import Span
from .body_names import Body
from .person import Person

_ARTICLE: Final = re.compile(r"(?:an?|one|another|the|this|that|his|her|its|their)\s+", re.IGNORECASE)
_DEFINITE: Final = re.compile(r"(?:the|this|that|his|her|their|its)\s", re.IGNORECASE)
_PARTS: Final = re.compile(r",| (?:of|for|in|at|from|who|after|with|on) ")


class Speaker(NamedTuple):
    """Who spoke.

    Attributes:
        name: The fullest name in the article, or None where it names nobody.
        role: What the article calls them, or whose they are, or None.
        person: The person behind the name, be it not given, or None for a body.
        sieve: The name of the sieve that decided, or "".
        certainty: The probability that it is right, where the sieve tells one.
    """

    name: str | None = None
    role: str | None = None
    person: Person | None = None
    sieve: str = ""
    certainty: float | None = None


NOBODY: Final = Speaker()


class Source(NamedTuple):
    """The words that name a speaker at one place.

    Attributes:
        span: Where they stand.
        words: The words.
        folded: The same, folded for comparison.
        last: Who spoke last before.
        said: What is said, in order.
    """

    span: Span
    words: str
    folded: str
    last: Person | None = None
    said: Sequence[Span] = ()

    @property
    def is_definite(self) -> bool:
        """Whether it begins as what somebody is called who is known already: "the judge"."""
        return _DEFINITE.match(self.words) is not None

    @property
    def head(self) -> list[str]:
        """The words of a description up to its head noun, folded; none of what describes nobody.

        "The Russian leader of the party" has "russian", "leader".
        """
        article = _ARTICLE.match(self.words)
        parts = _PARTS.split(self.words[article.end() :])[0].split() if article else []
        own = [plain(word).removesuffix("'s") for word in parts]
        last = own[-1].split("-") if own else []
        joined = len(last) > 1 and own[-1] not in CALLED and last[-1] in CALLED  # "vice-chancellor"
        return [*own[:-1], *last] if joined else own

    @property
    def noun(self) -> str:
        """The head noun of a description; "" of what describes nobody."""
        return self.head[-1] if self.head else ""


def speaker_of(person: Person, certainty: float | None = None) -> Speaker:
    """Give somebody as a speaker."""
    return Speaker(person.name or None, person.role or person.aside, person, certainty=certainty)


def of_body(body: Body | None) -> Speaker | None:
    """Give a body as a speaker."""
    return Speaker(body.name) if body is not None else None
