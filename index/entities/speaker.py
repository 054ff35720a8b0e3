"""What resolving a source takes and gives: the words at one place, and who spoke."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ..model import Span
from .person import Person


class Speaker(NamedTuple):
    """Who spoke.

    Attributes:
        name: The fullest name in the article, or None where it names nobody.
        role: What the article calls them, or whose they are, or None.
        person: The person behind the name, be it not given, or None for a body.
        sieve: The name of the sieve that decided, or "".
        certainty: The probability that it is right, where the sieve tells one.
    """

    name: str | None
    role: str | None
    person: Person | None
    sieve: str = ""
    certainty: float | None = None


NOBODY: Final = Speaker(None, None, None)


class Source(NamedTuple):
    """The words that name a speaker at one place.

    Attributes:
        span: Where they stand.
        words: The words.
        folded: The same, folded for comparison.
        last: The words that named the last speaker before, and who that was.
        said: What is said, in order.
    """

    span: Span
    words: str
    folded: str
    last: tuple[Span, Person] | None
    said: Sequence[Span] = ()


def speaker_of(person: Person, certainty: float | None = None) -> Speaker:
    """Give somebody as a speaker."""
    return Speaker(person.name or None, person.role or person.aside, person, certainty=certainty)
