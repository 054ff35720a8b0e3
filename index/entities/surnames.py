"""Surnames, and what tells whose a bare one is: "Hag" alone tells no more than a word."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from ..lexicon.word_classes import plain
from .person_name import PARTICLES


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


class ArticleEvidence:
    """Looks for words in articles of a database.

    Args:
        connection: The index's database.
        articles: Gives the keys of articles in which a name speaks; a few are enough.
    """

    def __init__(self, connection: sqlite3.Connection, articles: Callable[[str], Collection[int]]) -> None:
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
