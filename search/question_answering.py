"""Answers a question as it is typed: what it goes on from, where its answer may stand, the answer, its order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Final, TypeAlias

from onrecord.index import Filters, Hit, QueryError, Selection, Store

from . import deadline
from .answers.all_said import not_listed
from .answers.answers import Answers
from .answers.citations import prose
from .answers.question_figures import Considered
from .answers.said import Said
from .answers.several import answered_by, taking_turns, with_parts
from .answers.time_ordered import beyond, in_order
from .answers.told_times import marked, telling_of_then
from .answers.unit_finder import UNITS
from .answers.unit_reader import UnitReader
from .languages import unread_languages
from .limits import MAX_QUESTION, as_text, checked
from .model import Answer, Citation, Understood
from .passage_search import PassageSearch
from .query.double import parts_of
from .query.follow_up import as_put, completed, in_context, says_little
from .query.query_parser import Question, Understanding
from .query.reading import told_times, understood_as
from .retrieval.narrowing import narrowed
from .retrieval.retriever import Retrieval

FEWEST_HITS: Final = 10
_Found: TypeAlias = tuple[list[Hit], Retrieval]

_BY_DAY: Final = 40  # statements that are put in order, and as many again of days beyond theirs

_SURE: Final = 0.75
"""Probability from which on a question that goes on from another is answered behind that one's words where it is
refused in full: the earlier words alone find something."""


class QuestionAnswering:
    """Answers the questions put to one index."""

    def __init__(
        self,
        index: Store,
        understanding: Understanding,
        passages: PassageSearch,
        answers: Callable[[float | None], Answers],
        reader: UnitReader,
    ) -> None:
        """Wire the parts.

        Args:
            index: What is asked.
            understanding: Reads questions.
            passages: Finds passages.
            answers: Gives what answers with statements of at least such a probability; None are those of lists.
            reader: Reads what may answer; opened by the first question.
        """
        self._index = index
        self._understanding = understanding
        self._passages = passages
        self._answers = answers
        self._reader = reader

    def ask(
        self, question: str, k: int, *, filters: Filters, spellings: bool, previous: Sequence[str] = ()
    ) -> Answer:
        """Answer a question, as `Engine.ask` does."""
        asked = checked(question, k)
        earlier = [as_text(one)[:MAX_QUESTION] for one in previous]
        full = completed(asked, earlier, self._speaks)
        understood = self._read(full or asked, spellings=spellings)
        unanswered: tuple[str, ...] = ()
        several = False
        times = understood.at_each_time
        if len(parts := parts_of(full or asked)) > 1 or len(times) > 1:
            reads = [self._part(part, parts[:n], earlier, spellings=spellings) for n, part in enumerate(parts)]
            if len(parts) == 1:
                parts, reads = [told_times(one) for one in times], times
            found, hits, each = self._several(understood, reads, k, filters)
            answered = [n for n, one in enumerate(each) if one.refusal is None]
            if answered:
                served = answered_by(found, each)
                unanswered = tuple(part for n, part in enumerate(parts) if n not in served)
                found = with_parts(found, each)
            elif found.refusal is not None:
                found = found._replace(reason=" ".join(dict.fromkeys(one.reason for one in each if one.reason)))
            if len(answered) == 1 and reads is not times:
                # What was made of a part that has no answer tells nothing of the answer.
                understood = reads[answered[0]]
            several = len(answered) != 1 and reads is not times
        else:
            found, hits = self._answered(understood, k, filters)
            if (whole := in_context(asked, earlier, self._speaks)) and whole != full:
                # How it goes on from the one before, its grammar tells not for sure: what is answered better does.
                read = self._read(whole, spellings=spellings)
                other, its_hits = self._answered(read, k, filters)
                if other.confidence > max(found.confidence, _SURE if found.refusal and full else 0.0):
                    full, understood, found, hits = whole, read, other, its_hits
        shown = as_put(full, earlier, self._speaks) if full and earlier else full
        told = understood_as(understood, self._index.source_names, shown)
        if several:
            # Whoever one part names, and what another is about, are not of one question.
            told = replace(told, speaker=None, topic=None)
        return Answer(
            as_text(question),
            found.refusal is None,
            found.reason,
            found.confidence,
            prose(found.citations) if found.refusal is None else "",
            found.citations,
            tuple(hits),
            found.refusal,
            found.others,
            found.instead,
            found.closest,
            respelt=dict(understood.respelt),
            understood=told,
            language_notice=unread_languages(hits[:FEWEST_HITS], refused=found.refusal is not None),
            unanswered=unanswered,
            not_listed=self._not_listed(told, found),
            filters=filters,
        )

    def _not_listed(self, told: Understood, found: Said) -> frozenset[str]:
        if found.refusal is not None or told.topic is None or deadline.is_up():
            return frozenset()
        by_name = told.speaker is not None
        listing = self._answers(None).listing
        return not_listed(self._index, listing, told.topic, found.citations, by_name=by_name)

    def _read(self, text: str, *, spellings: bool) -> Question:
        return self._understanding.read(text[:MAX_QUESTION], spellings=spellings)

    def _part(self, part: str, before: Sequence[str], earlier: Sequence[str], *, spellings: bool) -> Question:
        """Read a part of a question, with what the part before it is about where it says little by itself."""
        full = completed(part, [*earlier, *before], self._speaks)
        read = self._read(full or part, spellings=spellings)
        if full is not None or read.days or read.cited or not says_little(part, self._speaks):
            return read
        whole = in_context(part, before, self._speaks)
        return self._read(whole, spellings=spellings) if whole is not None else read

    def _several(
        self, whole: Question, parts: Sequence[Question], k: int, filters: Filters
    ) -> tuple[Said, list[Hit], list[Said]]:
        """Answer a question that asks several things, and each of them, for no more than these cost by themselves.

        A part leans on the others ("and who paid for it?"), so one search for all of them serves. For the whole,
        as much is read as for any question; the parts share the rest of what they would read by themselves.
        """
        if any(_place(one) != _place(whole) for one in parts):
            apart = [self._answered(one, k, filters) for one in parts]
            each = [said for said, _ in apart]
            best = max(each, key=lambda one: (one.refusal is None, one.confidence))
            return best, taking_turns([hits for _, hits in apart], k), each
        find = cache(lambda: self._found(whole, k, filters))
        read = UNITS * (len(parts) - 1) // len(parts)
        said, hits = self._answered(whole, k, filters, find=find)
        return said, hits, [self._answered(one, k, filters, find=find, read=read)[0] for one in parts]

    def consider(
        self, question: str, previous: Sequence[str], *, read: int, unread: bool, within: Selection | None = None
    ) -> Considered | None:
        """Read for a question and decide nothing, as `Engine.consider` does."""
        asked = checked(question, FEWEST_HITS)
        full = completed(asked, list(previous), self._speaks)
        understood = self._understanding.read((full or asked)[:MAX_QUESTION])
        hits, found = self._passages.find(understood, FEWEST_HITS, Filters(), rerank=True, within=within)
        if not hits:
            return None
        among = self._passages.among(understood, Filters(), within)
        where = narrowed(self._index, understood, among, later=not understood.bounds)
        return self._answers(0.0).consider(understood, hits, found, where, read=read, unread=unread)

    def _speaks(self, name: str) -> bool:
        return self._answers(0.0).book.find(name) is not None

    def _found(self, question: Question, k: int, filters: Filters) -> _Found:
        return self._passages.find(question, max(k, FEWEST_HITS), filters, rerank=not deadline.is_up())

    def _answered(
        self,
        question: Question,
        k: int,
        filters: Filters,
        *,
        find: Callable[[], _Found] | None = None,
        read: int = UNITS,
    ) -> tuple[Said, list[Hit]]:
        reason = (
            "The question has no words; type a few." if question.is_empty else self._passages.why_nothing(filters)
        )
        if reason is not None:
            return Said((), 0.0, "below_threshold", reason), []
        find = find or partial(self._found, question, k, filters)
        said, hits = self._answered_then(question, k, filters, find, read)
        if question.days and said.refusal is not None:
            return self._at_another_time(question, k, filters, said, hits)
        return said._replace(citations=marked(said.citations, question)), hits

    def _answered_then(
        self, question: Question, k: int, filters: Filters, find: Callable[[], _Found], read: int = UNITS
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
        other, its_hits = self._answered_then(any_time, k, filters, partial(self._found, any_time, k, filters))
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
        asked = answers.asked(question)
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


def _place(question: Question) -> tuple[object, ...]:
    """Give what bounds where the answer to a question may stand."""
    return question.days, question.bounds, question.cited, question.syntax._replace(text="")
