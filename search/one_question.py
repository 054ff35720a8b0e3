"""Answers one question that is understood: where its answer may stand, the answer, its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from onrecord.index import Filters, Hit, QueryError, Selection, Store

from . import deadline
from .answers.answers import Answers
from .answers.said import Said
from .answers.time_ordered import beyond, in_order
from .answers.told_times import marked, telling_of_then
from .answers.unit_finder import UNITS
from .answers.unit_reader import UnitReader
from .model import Citation
from .passage_search import PassageSearch
from .query.query_parser import Question
from .retrieval.narrowing import narrowed
from .retrieval.retriever import Retrieval

FEWEST_HITS: Final = 10
_BY_DAY: Final = 40
"""Statements that are put in order, and as many again of days beyond theirs."""

Found: TypeAlias = tuple[list[Hit], Retrieval]
"""Hits, and what was retrieved for them."""


class OneQuestion:
    """Answers one question after another, each by itself."""

    def __init__(
        self, index: Store, passages: PassageSearch, answers: Callable[[float | None], Answers], reader: UnitReader
    ) -> None:
        """Wire the parts; see `QuestionAnswering`."""
        self._index = index
        self._passages = passages
        self._answers = answers
        self._reader = reader

    def find(self, question: Question, k: int, filters: Filters) -> Found:
        """Search for what may answer."""
        return self._passages.find(question, max(k, FEWEST_HITS), filters, rerank=not deadline.is_up())

    def answer(
        self,
        question: Question,
        k: int,
        filters: Filters,
        *,
        find: Callable[[], Found] | None = None,
        read: int = UNITS,
    ) -> tuple[Said, list[Hit]]:
        """Answer a question, or say why not.

        Args:
            question: Understood.
            k: How many hits to give along.
            filters: What may be looked at.
            find: Gives what a search for it found, where another question's serves; None searches.
            read: How many units may be read.
        """
        reason = _why_not_asked(question) or self._passages.why_nothing(filters)
        if reason is not None:
            return Said((), 0.0, "below_threshold", reason), []
        find = find or partial(self.find, question, k, filters)
        said, hits = self._answered_then(question, k, filters, find, read)
        if question.days and said.refusal is not None:
            return self._at_another_time(question, k, filters, said, hits)
        return said._replace(citations=marked(said.citations, question)), hits

    def _answered_then(
        self, question: Question, k: int, filters: Filters, find: Callable[[], Found], read: int = UNITS
    ) -> tuple[Said, list[Hit]]:
        among = self._passages.among(question, filters)
        if among is not None and not among.any():
            return Said((), 0.0, "below_threshold", self._passages.why_none(question)), []
        self._reader.prepare()  # it opens while the search goes on
        hits, retrieval = find()
        deadline.found(hits[:k])
        # What is said on a day is reported for weeks: looked for there too, and within the days first.
        where = narrowed(self._index, question, among, later=not question.bounds)
        answers = self._answers(filters.min_probability or 0.0)
        said = answers.answer(question, hits, retrieval, where, read=read)
        if question.order is not None and said.refusal is None:
            said = said._replace(citations=self._by_day(answers, question, among) or said.citations)
        return said, hits[:k]

    def _at_another_time(
        self, question: Question, k: int, filters: Filters, said: Said, hits: list[Hit]
    ) -> tuple[Said, list[Hit]]:
        """Answer with what tells of the time asked for and was published at another, or show what is nearest."""
        any_time = question.at_any_time
        other, its_hits = self._answered_then(any_time, k, filters, partial(self.find, any_time, k, filters))
        if other.refusal is None and (told := telling_of_then(other.citations, question)):
            return other._replace(citations=told), its_hits
        reason = said.reason or ""
        if said.refusal != "unknown_speaker" and not self._passages.any_of_then(question):
            reason = self._passages.none_of_then(question)
        if other.refusal is not None:
            return said._replace(reason=reason), hits or its_hits
        reason = f"{reason} What is nearest, of another time, is listed."
        # However well it answers, it is not of the time that is asked for.
        nearest = tuple(replace(one, score=min(one.score, said.confidence)) for one in other.citations)
        return said._replace(reason=reason, closest=nearest, others=(), instead=()), hits or its_hits

    def _by_day(self, answers: Answers, question: Question, among: Selection | None) -> tuple[Citation, ...]:
        """Choose what somebody said on a topic by day: the latest, the first, or the first and the last."""
        asked = answers.whose.asked(question)
        if len(asked.speakers) != 1 or not asked.speakers[0].speakers or question.order is None:
            return ()
        listing = partial(answers.listing.of, asked.speakers[0].phrase, asked.topic, newest=False, k=_BY_DAY)
        among = narrowed(self._index, question, among)
        try:
            listed = listing(among)
            for days in beyond(listed, question.order) if asked.topic else ():
                other = self._index.select(days)
                if other is not None and (other if among is None else other & among).any():
                    listed += listing(other if among is None else other & among)
        except QueryError:  # an office, whose holders are not listed by it
            return ()
        return in_order(listed, question.order) if listed else ()


def _why_not_asked(question: Question) -> str | None:
    """Tell why nothing can be looked for; None where something can."""
    if question.is_empty:
        return "The question has no words; type a few."
    if question.is_about_nothing:
        return "The question tells neither whom nor what it is about; name somebody or something."
    return None
