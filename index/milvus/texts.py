"""Articles and statements of a revision, read by their numbers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Final

from ..errors import IndexCorrupt
from ..model import Article, Passage
from ..rowreader import Said
from ..storage.possible import is_passage
from .conditions import EVERYTHING, Column, Condition, between
from .parts import BODY, numbered, read_parts, text_key, whole
from .passages import PassageReader
from .records import read_article, read_statement
from .revision import Revision

_KEPT: Final = 512
_WINDOW: Final = 256


class TextReader:
    """Reads articles, passages and statements, for any number of threads."""

    def __init__(self, revision: Revision, columns: PassageReader) -> None:
        """Read from a revision."""
        self._revision = revision
        self._columns = columns
        self._kept: OrderedDict[int, tuple[Article, list[int]]] = OrderedDict()
        self._lock = threading.Lock()

    def articles(self, keys: Sequence[int]) -> dict[int, Article]:
        """Read articles by their keys.

        Raises:
            IndexCorrupt: One is missing or damaged.
            StoreError: Nobody answers.
        """
        return {key: article for key, (article, _) in self._read(keys).items()}

    def rows(self, keys: Sequence[int]) -> list[int]:
        """Give the row numbers of the passages of articles, ascending."""
        return sorted(row for _, rows in self._read(keys).values() for row in rows)

    def _read(self, keys: Sequence[int]) -> dict[int, tuple[Article, list[int]]]:
        """Read articles, and the row numbers of their passages.

        Raises:
            IndexCorrupt: One is missing or damaged.
            StoreError: Nobody answers.
        """
        with self._lock:
            found = {key: self._kept[key] for key in set(keys) & self._kept.keys()}
        missing = {key: numbered(key) for key in sorted(set(keys) - found.keys())}
        read = read_parts(self._revision, "articles", missing, there=True)
        found |= {key: read_article(text, self._revision.place) for key, text in read.items()}
        if len(found) != len(set(keys)):
            raise IndexCorrupt(f"{self._revision.place}: articles are missing; put the revision there again")
        with self._lock:
            for key, article in found.items():
                self._kept[key] = article
                self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def keys(self, id_: str) -> list[int]:
        """Give the keys of the articles that have an id: one or none."""
        wanted = Condition(f"{Column.KEY.value} == {text_key(id_)}")
        keys = {int(one["number"]) for one in self._revision.query("articles", wanted, ["number"])}
        return [key for key, article in sorted(self.articles(sorted(keys)).items()) if article.id == id_]

    def after(self, key: int, k: int, condition: Condition | None) -> list[int]:
        """Give the keys of the next articles that a condition lets through, at most k, ascending."""
        found: list[int] = []
        first, window = key + 1, max(_WINDOW, 2 * k)
        while first <= self._revision.facts.last_key and len(found) < k:
            within = between(Column.NUMBER, first, first + window - 1) & (condition or EVERYTHING)
            found += sorted({int(one["number"]) for one in self._revision.query("articles", within, ["number"])})
            first += window
            window *= 2
        return found[:k]

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Read passages by their row numbers, in the same order."""
        columns = self._columns.read(rows)
        articles = self.articles([one.article for one in columns])
        read = [Passage(articles[one.article], one.start, one.end, one.paragraph) for one in columns]
        if not all(map(is_passage, read)):
            raise IndexCorrupt(f"{self._revision.place}: a passage lies outside its article")
        return read

    def statements(self, condition: Condition) -> Iterator[tuple[int, Said]]:
        """Read the statements that a condition on them lets through, with their ids, ascending."""
        rows = self._revision.query("statements", condition, [*BODY, "number", "article", "passage"])
        facts = {int(row["of"]): (int(row["number"]), int(row["article"]), int(row["passage"])) for row in rows}
        articles = self.articles([key for _, key, _ in facts.values()])
        for part, text in whole(rows).items():
            number, key, passage = facts[part]
            statement = read_statement(text, articles[key], self._revision.place)
            yield number, Said(statement, passage if passage >= 0 else None)
