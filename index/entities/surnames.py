"""Surnames, and what tells whose a bare one is: "Hag" alone tells no more than a word."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final, Protocol

from ..lexicon.word_classes import COURTESY, other_sex, plain
from ..model import Span
from .linking import own_words
from .mentions import mentions
from .person_name import PARTICLES, compatible, parse

_COURTESY: Final = "|".join(sorted(map(str.capitalize, COURTESY)))
_CAPITALISED: Final = re.compile(r"\b[A-Z][\w-]{3,}")


class Evidence(Protocol):
    """What the articles of a corpus tell of the names that speak in them."""

    def holds(self, name: str, words: Collection[str]) -> bool:
        """Tell whether an article in which a name speaks holds one of some words, be it in the headline."""

    def other_sex(self, surname: str, name: str) -> bool:
        """Tell whether articles in which a surname speaks put before it titles of a name's other sex alone."""

    def spread(self, names: Iterable[str]) -> int:
        """Count articles in which somebody of some names speaks; of many it may count a few only."""

    def sole(self, surname: str, names: Collection[str]) -> bool:
        """Tell whether a word is the surname of somebody with some names, and of nothing else in the corpus."""

    def shared(self, name: str, names: Iterable[str], *, but: Collection[str]) -> int:
        """Count rare names, but for some, in articles in which a name speaks and in those of others."""


def surname(name: str) -> Sequence[str]:
    """Give the words of a name's surname: one, or the parts of "Bankman-Fried" and "van Dijk"."""
    words = own_words(name)
    token = next((token for token in reversed(name.split()) if words[-1] in token), words[-1])
    count = min(len(words), max(1, sum(bool(part.strip(".,'’")) for part in token.split("-"))))
    while count < len(words) and plain(words[-count - 1]) in PARTICLES:
        count += 1
    return words[-count:]


class Passages(Protocol):
    """Finds a corpus's passages by a word."""

    def holding(self, word: str) -> Sequence[str]:
        """Give the texts of passages that hold a word, whatever its case and ending; of many, some."""

    def is_rare(self, word: str) -> bool:
        """Tell whether few passages hold a word."""


class ArticleEvidence:
    """Looks for words in articles of a database.

    Args:
        connection: The index's database.
        articles: Gives the keys of articles in which a name speaks; a few are enough.
        passages: Finds passages by a word.
    """

    def __init__(
        self, connection: sqlite3.Connection, articles: Callable[[str], Collection[int]], passages: Passages
    ) -> None:
        self._connection = connection
        self._articles = articles
        self._passages = passages

    def holds(self, name: str, words: Collection[str]) -> bool:
        """Look for words; see `Evidence`."""
        if not words:
            return False
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b")
        return any(pattern.search(text) for text in self._texts(name))

    def other_sex(self, surname: str, name: str) -> bool:
        """Look for titles; see `Evidence`."""
        titled = re.compile(rf"\b(?:{_COURTESY})\.? {re.escape(surname)}\b")
        found = {one[0] for text in self._texts(surname) for one in titled.finditer(text)}
        return bool(found) and all(other_sex(one, name) for one in found)

    def spread(self, names: Iterable[str]) -> int:
        """Count articles; see `Evidence`."""
        return len({key for name in names for key in self._articles(name)})

    def sole(self, surname: str, names: Collection[str]) -> bool:
        """Look at every use of the word; see `Evidence`."""
        small = re.compile(rf"\b{re.escape(surname.lower())}\b")
        texts = self._passages.holding(surname)
        alone = things = 0
        for text in texts:
            if small.search(text):
                return False
            for mention in mentions(text, Span(0, len(text))):
                if mention.words[-1] != surname:
                    things += surname in mention.words
                elif not parse(mention.name).given:
                    alone, things = alone + 1, things + mention.of_thing
                elif not any(compatible(mention.name, name) for name in names):
                    return False
        return bool(texts) and things <= alone / 4

    def shared(self, name: str, names: Iterable[str], *, but: Collection[str]) -> int:
        """Read the articles; see `Evidence`."""
        own = self._names(name)
        others = {word for other in names for word in self._names(other)}
        rare = (word for word in (own & others).difference(but) if self._passages.is_rare(word))
        return sum(not self._is_word(word) for word in rare)

    def _is_word(self, name: str) -> bool:
        """Whether a passage has a capitalised word in small letters: it only begins a sentence."""
        small = re.compile(rf"\b{re.escape(name.lower())}")
        return any(small.search(text) for text in self._passages.holding(name))

    def _names(self, name: str) -> set[str]:
        return {word for text in self._texts(name) for word in _CAPITALISED.findall(text)}

    def _texts(self, name: str) -> Iterator[str]:
        """Yield headlines and texts of articles in which a name speaks."""
        select = "SELECT title, text FROM articles WHERE key = ?"
        for key in sorted(self._articles(name)):
            yield from self._connection.execute(select, (key,)).fetchone()
