"""What a revision in a Milvus holds, as it is read: articles, passages and statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Final, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..errors import QueryError
from ..filters import Filters
from ..model import Article, Passage, Statement
from ..rowreader import Said
from .conditions import EVERYTHING, Column, between, one_of
from .filtering import compiled
from .names import MilvusNames
from .passages import PassageReader
from .revision import Revision
from .texts import TextReader

_BLOCK: Final = 256

Own = TypeVar("Own", bound="MilvusRecord")


class MilvusRecord:
    """Reads one revision; `index/store.py` says what each method promises."""

    def __init__(self, revision: Revision) -> None:
        """Read a revision."""
        self._revision = revision
        self._facts = revision.facts
        self._columns = PassageReader(revision)
        self._texts = TextReader(revision, self._columns)
        self._trusted = Filters(min_probability=0.0)
        self.directory = MilvusNames(revision)

    def trusting(self, min_probability: float | None) -> Self:
        """Give the same store without the statements that are less probable."""
        self._check_rated(min_probability)
        view = copy(self)
        view._trusted = Filters(min_probability=min_probability)  # noqa: SLF001 - its own
        return view

    def _check_rated(self, min_probability: float | None) -> None:
        if min_probability and self._facts.old_statements:
            raise QueryError(
                "some statements of this index have no probability yet; "
                "find them anew with onrecord index --statements, and put them here again"
            )

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Read passages by their row numbers, in the same order."""
        return self._texts.passages([int(row) for row in rows])

    def of_article(self, row: int) -> NDArray[np.int64]:
        """Give the row numbers of all passages of the article that one is from, ascending."""
        return self._rows_of([self._columns.read([int(row)])[0].article])

    def rows_of(self, article: Article) -> NDArray[np.int64]:
        """Give the row numbers of an article's passages, ascending."""
        return self._rows_of(self._texts.keys(article.id))

    def article(self, id_: str) -> Article | None:
        """Read an article by its id, or None where there is none."""
        return next(iter(self._texts.articles(self._texts.keys(id_)).values()), None)

    def statements(self, speakers: Sequence[str] | None = None, rows: Sequence[int] | None = None) -> list[Said]:
        """Read statements, in the order they were stored."""
        asked = EVERYTHING if speakers is None else one_of(Column.VOICE, self.directory.voices(speakers))
        if rows is not None:
            asked &= one_of(Column.PASSAGE, rows)
        return [said for _, said in self._texts.statements(asked) if self._trusted.trusts(said.statement)]

    def statements_in(self, article: Article) -> list[Statement]:
        """Read the statements of an article, in their order."""
        asked = one_of(Column.ARTICLE, self._texts.keys(article.id))
        said = [one.statement for _, one in self._texts.statements(asked)]
        return sorted(said, key=lambda one: (one.start, one.end))

    def articles_after(self, after: int, k: int, filters: Filters) -> list[tuple[int, Article]]:
        """Read the next articles that filters let through."""
        keys = self._texts.after(after, k, compiled(filters, self._facts))
        articles = self._texts.articles(keys)
        return [(key, articles[key]) for key in keys]

    def every_article(self, filters: Filters) -> Iterator[Article]:
        """Read the articles that filters let through, one at a time."""
        after = 0
        while found := self.articles_after(after, _BLOCK, filters):
            yield from (article for _, article in found)
            after = found[-1][0]

    def every_passage(self, filters: Filters) -> Iterator[Passage]:
        """Read the passages that filters let through, some at a time."""
        asked = compiled(filters, self._facts) or EVERYTHING
        for first in range(0, self._facts.last_row + 1, _BLOCK):
            within = between(Column.ROW, first, first + _BLOCK - 1) & asked
            yield from self.passages(
                sorted(one["row"] for one in self._revision.query("passages", within, ["row"]))
            )

    def every_statement(self, filters: Filters) -> Iterator[Statement]:
        """Read the statements that filters let through, some at a time."""
        self._check_rated(filters.min_probability)
        for first in range(0, self._facts.last_statement + 1, _BLOCK):
            for _, said in self._texts.statements(between(Column.NUMBER, first, first + _BLOCK - 1)):
                if filters.trusts(said.statement) and filters.allows(said.statement.article):
                    yield said.statement

    def _rows_of(self, keys: Sequence[int]) -> NDArray[np.int64]:
        return np.array(self._texts.rows(keys), np.int64)
