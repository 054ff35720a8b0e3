"""Whether a bare surname is that of somebody with a fuller name: "Hag" alone tells no more than a word."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, NamedTuple, Protocol

from ..lexicon.word_classes import COUNTRIES, given_name, plain
from .person_name import PARTICLES

_CAPITALISED: Final = re.compile(r"\b[A-Z]\w+")
_MOST_ROLES: Final = 5
_SEVERAL: Final = 3


class Person(NamedTuple):
    """Somebody with a fuller name.

    Attributes:
        names: All names.
        firsts: First names.
        roles: What articles call them, most frequent first.
    """

    names: Sequence[str]
    firsts: Collection[str]
    roles: Sequence[str]


class Evidence(Protocol):
    """What the articles of a corpus tell of the names that speak in them."""

    def holds(self, name: str, words: Collection[str]) -> bool:
        """Tell whether an article in which a name speaks holds one of some words, be it in the headline."""

    def spread(self, names: Iterable[str]) -> int:
        """Count articles in which somebody of some names speaks; of many it may count a few only."""


def surname(words: Sequence[str], name: str) -> Sequence[str]:
    """Give the words of a name's surname: one, or the parts of "Bankman-Fried" and "van Dijk".

    Args:
        words: The name's words, split at hyphens.
        name: The name.
    """
    token = next((token for token in reversed(name.split()) if words[-1] in token), words[-1])
    count = min(len(words), max(1, sum(bool(part.strip(".,'’")) for part in token.split("-"))))
    while count < len(words) and plain(words[-count - 1]) in PARTICLES:
        count += 1
    return words[-count:]


def is_meant(name: str, alone: Sequence[str], fuller: Person, evidence: Evidence) -> bool:
    """Tell whether articles mean somebody by a surname alone.

    They do where they hold the first name. Unless the surname is a first name or a country's, a capitalised word
    of the role will do too, and so will that somebody speaks in several articles.

    Args:
        name: The surname as it speaks.
        alone: Its words.
        fuller: Who may be meant.
        evidence: Tells what the articles hold.
    """
    telling = {first for first in fuller.firsts if len(first) > 1}
    if given_name(alone[-1]) is None and plain(alone[-1]) not in COUNTRIES:
        if evidence.spread(fuller.names) >= _SEVERAL:
            return True
        telling |= {word for role in fuller.roles[:_MOST_ROLES] for word in _CAPITALISED.findall(role)}
    return evidence.holds(name, telling.difference(alone))


class ArticleEvidence:
    """Looks for words in articles of a database."""

    def __init__(self, connection: sqlite3.Connection, articles: Callable[[str], Collection[int]]) -> None:
        """Look in some articles.

        Args:
            connection: The index's database.
            articles: Gives the keys of articles in which a name speaks; a few are enough.
        """
        self._connection = connection
        self._articles = articles

    def holds(self, name: str, words: Collection[str]) -> bool:
        """Look for words; see `Evidence`."""
        if not words:
            return False
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b")
        select = "SELECT title, text FROM articles WHERE key = ?"
        keys = sorted(self._articles(name))
        found = (self._connection.execute(select, (key,)).fetchone() for key in keys)
        return any(pattern.search(title) or pattern.search(text) for title, text in found)

    def spread(self, names: Iterable[str]) -> int:
        """Count articles; see `Evidence`."""
        return len({key for name in names for key in self._articles(name)})
