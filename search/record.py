"""What is asked of the record itself: what somebody said, who is quoted, where words stand, what is alike."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Final

from onrecord.index import Filters, Hit, QueryError, Speaker, Store

from . import stages
from .answers.answers import Answers
from .answers.same_matter import compared
from .limits import checked
from .model import Citation, Compared, Similar
from .parts import Parts
from .query.syntax import NO_SYNTAX
from .retrieval.similar import SimilarArticles
from .verbatim import Checked, QuoteChecker

_COMPARED: Final = 500  # statements that are compared with each other
NO_FILTERS: Final = Filters()


class Record:
    """Looks things up in one revision of an index; safe to share between threads.

    Attributes:
        index: What is asked.
    """

    def __init__(self, index: Store, parts: Parts) -> None:
        """Look up in an index, with parts that are wired over it."""
        self.index = index
        self._parts = parts

    @property
    def answers(self) -> Answers:
        """What answers, with statements however sure."""
        return self._parts.answers(0.0)

    @stages.ANSWER
    def said(
        self,
        by: str | None = None,
        about: str | None = None,
        k: int | None = 50,
        *,
        filters: Filters = NO_FILTERS,
        newest: bool = False,
    ) -> list[Citation]:
        """List what somebody said, or what was said about something.

        Args:
            by: Whose words, by name or role.
            about: On what.
            k: How many; None takes all.
            filters: What may be looked at.
            newest: Latest first instead of best first; without a topic it is always so.

        Returns:
            Statements as citations, repeated ones once.

        Raises:
            QueryError: Neither `by` nor `about` is given, the topic has no words, nobody called so is quoted, or
                `k` is out of range.
        """
        checked(f"{by or ''} {about or ''}", 1 if k is None else k)
        if about and not any(map(str.isalnum, about)):
            raise QueryError(f"“{about}” has no words to look for")
        answers = self._parts.answers(filters.min_probability)
        return answers.listing.of(
            by, about, self.index.select(filters), newest=newest, k=sys.maxsize if k is None else k
        )

    @stages.ANSWER
    def compare(
        self, by: str, about: str | None = None, k: int = 12, *, filters: Filters = NO_FILTERS
    ) -> list[Compared]:
        """Pair what somebody said on the same matter on different days, so that changes are seen.

        Args:
            by: Whose words, by name or role.
            about: On what; None takes any topic.
            k: How many pairs.
            filters: What may be looked at.

        Returns:
            At most k pairs of the latest 500 statements, those first of which one denies or opposes what the other
            says, by their words.

        Raises:
            QueryError: Nobody called so is quoted, or `k` is out of range.
        """
        checked(by, k)
        said = self.said(by, about, _COMPARED, filters=filters, newest=True)
        return compared(self.index, said, k)

    def check(self, quote: str, *, filters: Filters = NO_FILTERS) -> Checked:
        """Tell whether the archive holds a quotation word for word, with what changes, and whose words they are.

        Args:
            quote: The quotation; "..." stands for what was left out.
            filters: What may be looked at.

        Raises:
            QueryError: It is empty or too long.
        """
        quote = checked(quote, 1)

        def find(words: str, k: int, filters: Filters) -> list[Hit]:
            # What is quoted names days, it is not looked for in them.
            question = self._parts.understanding.read(checked(words, k), spellings=False)
            question = replace(question, bounds=(), syntax=NO_SYNTAX)
            return self._parts.passages.find(question, k, filters, rerank=False)[0] if question.words else []

        return QuoteChecker(self.index, find).check(quote, filters=filters)

    @stages.ANSWER
    def similar(self, article_id: str, k: int = 10, *, filters: Filters = NO_FILTERS) -> Similar:
        """Find the articles that are like one: "more like this".

        Args:
            article_id: Which.
            k: How many.
            filters: What may be found.

        Raises:
            QueryError: There is no such article, or `k` is out of range.
        """
        checked(article_id, k)
        article = self.index.article(article_id)
        if article is None:
            raise QueryError(f"no article {article_id!r} in this index")
        return SimilarArticles(self.index).find(article, k, self.index.select(filters))

    def speaker(self, name: str) -> Speaker | None:
        """Give who is quoted under a name, in any of its spellings, or under a role; None where nobody is."""
        return self.answers.book.find(name)

    def speakers(self) -> list[Speaker]:
        """Give everybody who is quoted, with the names and roles they are given; most statements first."""
        return self.index.directory.speakers()
