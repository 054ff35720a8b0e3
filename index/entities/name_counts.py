"""The words of a corpus that are written as names, and which of them are spellings of one name."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from .name_keys import one_family, skeleton

_NAME: Final = re.compile(r"([^\W\d_]+(?:[-'’](?![sS]\b)[^\W\d_]+)*)")
_BEGINS: Final = re.compile(r"(?:[.!?:;…]\s*|[\"“”‘’'(\[«—–-]\s*|\n\s*)$")
_NEAR: Final = 3
_SHORTEST: Final = 4
# Names that begin with a small article: "al-Assad".
_ARTICLE: Final = re.compile(r"(?:al|el)-(?=[^\W\d_a-z])")
_NEIGHBOURS: Final = 16
_WORDS_IN_MEMORY: Final = 200_000

_TABLES: Final = (
    "CREATE TABLE capitals (word TEXT PRIMARY KEY, lower TEXT, texts INTEGER, beside TEXT) WITHOUT ROWID",
    "CREATE TABLE smalls (word TEXT PRIMARY KEY, capital TEXT, texts INTEGER) WITHOUT ROWID",
    "CREATE TABLE written (word TEXT, lower TEXT, skeleton TEXT, texts INTEGER)",
)


class NameCounter:
    """Counts names: words that are capitalised where no sentence begins, and more often so than not.

    What has been counted goes to a database for scratch work whenever it is about so many words `in_memory`.
    """

    def __init__(self, scratch: sqlite3.Connection, in_memory: int = _WORDS_IN_MEMORY) -> None:
        self._scratch = scratch
        self._in_memory = in_memory
        self._upper: Counter[str] = Counter()
        self._lower: Counter[str] = Counter()
        self._beside: defaultdict[str, list[str]] = defaultdict(list)
        for table in _TABLES:
            scratch.execute(table)

    def add(self, text: str) -> None:
        """Count the words of a text, each once."""
        pieces = _NAME.split(text)
        words, gaps = pieces[1::2], pieces[::2]
        # Nearly all words are told by their first byte.
        capitals = [
            place
            for place, word in enumerate(words)
            if word < "a" or ((word > "{" or "-" in word) and _is_capital(word))
        ]
        names = {words[place] for place in capitals}
        upper: set[str] = set()
        before = -2
        for place in capitals:
            word, gap = words[place], gaps[place]
            if place == before + 1 and len(gap) == 1:
                self._meet(words[before], word)
            before = place
            if len(word) >= _SHORTEST and word not in upper and (gap == " " or not _begins(gap[-_NEAR:])):
                upper.add(word)
        self._upper.update(upper)
        self._lower.update([word for word in set(words).difference(names) if len(word) >= _SHORTEST])
        if len(self._upper) + len(self._lower) + len(self._beside) > self._in_memory:
            self._put()

    def finish(self) -> None:
        """Settle which words are names, when all texts are counted."""
        self._put()
        found = self._scratch.execute(
            "SELECT c.word, c.lower, c.texts FROM capitals c LEFT JOIN smalls s ON s.word = c.lower"
            " WHERE c.texts > coalesce(s.texts, 0)"
        )
        rows = ((word, lower, skeleton(word), texts) for word, lower, texts in found)
        self._scratch.executemany("INSERT INTO written VALUES (?, ?, ?, ?)", rows)

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield names in lower case and as written, the most frequent last of those that differ in case."""
        yield from self._scratch.execute("SELECT lower, word FROM written ORDER BY lower, texts, word")

    def skeletons(self) -> Iterator[tuple[str, str]]:
        """Yield skeletons and names, the most frequent last of those that have one skeleton."""
        yield from self._scratch.execute(
            "SELECT skeleton, word FROM written WHERE skeleton <> '' ORDER BY skeleton, texts, word"
        )

    def spellings(self) -> Iterator[list[str]]:
        """Yield the names that are spelt in several ways, most frequent spelling first.

        Two spellings are one name's if their skeletons are equal and they stand beside the same other name
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"), or if they are known to be one.
        """
        rivals = self._scratch.execute(
            "SELECT w.skeleton, w.word, c.beside FROM written w JOIN capitals c ON c.word = w.word"
            " WHERE w.skeleton IN (SELECT skeleton FROM written GROUP BY skeleton HAVING count(*) > 1)"
            " ORDER BY w.skeleton, w.texts DESC, w.word"
        )
        for _, group in groupby(rivals, itemgetter(0)):
            (_, first, beside), *others = group
            joined = [word for _, word, near in others if _are_one(first, beside, word, near)]
            if joined:
                yield [first, *joined]

    def __contains__(self, word: object) -> bool:
        """Whether a word, in lower case, is written so at least as often as not."""
        select = (
            "SELECT 1 FROM smalls s LEFT JOIN capitals c ON c.word = s.capital"
            " WHERE s.word = ? AND s.texts >= coalesce(c.texts, 0)"
        )
        return self._scratch.execute(select, [word]).fetchone() is not None

    def _meet(self, before: str, after: str) -> None:
        for word, other in ((before, after), (after, before)):
            beside = self._beside[word]
            if len(beside) < _NEIGHBOURS and (bone := skeleton(other)) not in beside:
                beside.append(bone)

    def _put(self) -> None:
        """Add what has been counted to the database."""
        upper = (
            (word, word.lower(), self._upper[word], "".join(f"{bone}," for bone in self._beside.get(word, ())))
            for word in sorted(self._upper.keys() | self._beside.keys())
            if len(word) >= _SHORTEST
        )
        self._scratch.executemany(
            "INSERT INTO capitals VALUES (?, ?, ?, ?) ON CONFLICT (word) DO UPDATE"
            " SET texts = texts + excluded.texts, beside = beside || excluded.beside",
            upper,
        )
        lower = ((word, word.capitalize(), self._lower[word]) for word in sorted(self._lower))
        self._scratch.executemany(
            "INSERT INTO smalls VALUES (?, ?, ?) ON CONFLICT (word) DO UPDATE SET texts = texts + excluded.texts",
            lower,
        )
        for counted in (self._upper, self._lower, self._beside):
            counted.clear()


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[1:3] == "l-" and _ARTICLE.match(word) is not None)


@lru_cache(4096)
def _begins(gap: str) -> bool:
    """Whether a sentence, or something like it, begins after what lies between two words."""
    return not gap or _BEGINS.search(gap) is not None


def _are_one(word: str, beside: str, other: str, near: str) -> bool:
    if word.lower() == other.lower():
        return True
    if word.isupper() and other.isupper():  # acronyms have no spellings
        return False
    return one_family(word, other) or not _neighbours(beside).isdisjoint(_neighbours(near))


def _neighbours(beside: str) -> set[str]:
    """Give the first few of the neighbours that were noted, some of them more than once."""
    return set(list(dict.fromkeys(beside.split(",")[:-1]))[:_NEIGHBOURS])
