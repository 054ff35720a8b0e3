"""Answers a question as it is typed: what it goes on from, what it asks at once, and the answer that is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from onrecord.index import Filters, Hit, Selection, Store

from . import deadline
from .answers.all_said import not_listed
from .answers.answers import Answers
from .answers.citations import prose
from .answers.question_figures import Considered
from .answers.said import Said
from .answers.several import answered_by, taking_turns, with_parts
from .answers.unit_finder import UNITS
from .answers.unit_reader import UnitReader
from .languages import unread_languages
from .limits import MAX_QUESTION, as_text, checked
from .model import Answer, Understood
from .one_question import FEWEST_HITS, OneQuestion
from .passage_search import PassageSearch
from .query.double import parts_of
from .query.follow_up import as_put, completed, in_context, says_little
from .query.query_parser import Question, Understanding
from .query.reading import told_times, understood_as
from .retrieval.narrowing import narrowed

_SURE: Final = 0.75
"""Probability from which on a question that goes on from another is answered behind that one's words where it is
refused in full: the earlier words alone find something."""


class Outcome(NamedTuple):
    """What came of a question.

    Attributes:
        said: What answers it, or why nothing does.
        hits: The best passages.
        understood: What was answered: the question, or the one part of it that has an answer.
        unanswered: The parts that have none.
        of_several: Whether the answer is to several parts.
    """

    said: Said
    hits: list[Hit]
    understood: Question
    unanswered: tuple[str, ...] = ()
    of_several: bool = False


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
        self._one = OneQuestion(index, passages, answers, reader)

    def ask(
        self, question: str, k: int, *, filters: Filters, spellings: bool, previous: Sequence[str] = ()
    ) -> Answer:
        """Answer a question, as `Engine.ask` does."""
        asked = checked(question, k)
        earlier = [as_text(one)[:MAX_QUESTION] for one in previous]
        full = completed(asked, earlier, self._speaks)
        understood = self._read(full or asked, spellings=spellings)
        times = understood.at_each_time
        parts = parts_of(full or asked)
        if len(parts) > 1:
            reads = [self._part(part, parts[:n], earlier, spellings=spellings) for n, part in enumerate(parts)]
            outcome = self._several(understood, parts, reads, k, filters)
        elif len(times) > 1:
            outcome = self._several(understood, list(map(told_times, times)), times, k, filters)
            outcome = outcome._replace(understood=understood, of_several=False)
        else:
            outcome = Outcome(*self._one.answer(understood, k, filters), understood)
            whole = in_context(asked, earlier, self._speaks)
            if whole and whole != full:
                # How it goes on from the one before, its grammar tells not for sure: what is answered better does.
                read = self._read(whole, spellings=spellings)
                other = Outcome(*self._one.answer(read, k, filters), read)
                refused = outcome.said.refusal is not None
                if other.said.confidence > max(outcome.said.confidence, _SURE if refused and full else 0.0):
                    full, outcome = whole, other
        shown = as_put(full, earlier, self._speaks) if full and earlier else full
        return self._told(as_text(question), outcome, shown, filters)

    def _told(self, question: str, outcome: Outcome, shown: str | None, filters: Filters) -> Answer:
        """Make the answer that is shown; `shown` is the question in full, where it went on from others."""
        found, hits, understood = outcome.said, outcome.hits, outcome.understood
        told = understood_as(understood, self._index.source_names, shown)
        if outcome.of_several:
            # Whoever one part names, and what another is about, are not of one question.
            told = replace(told, speaker=None, topic=None)
        return Answer(
            question,
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
            unanswered=outcome.unanswered,
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
        self, whole: Question, parts: Sequence[str], reads: Sequence[Question], k: int, filters: Filters
    ) -> Outcome:
        """Answer a question that asks several things.

        Args:
            whole: All of it.
            parts: What it asks, in words.
            reads: The same, understood.
            k: How many hits to give along.
            filters: What may be looked at.
        """
        found, hits, each = self._each(whole, reads, k, filters)
        answered = [n for n, one in enumerate(each) if one.refusal is None]
        unanswered: tuple[str, ...] = ()
        if answered:
            served = answered_by(found, each)
            unanswered = tuple(part for n, part in enumerate(parts) if n not in served)
            found = with_parts(found, each)
        elif found.refusal is not None:
            found = found._replace(reason=" ".join(dict.fromkeys(one.reason for one in each if one.reason)))
        if len(answered) == 1:
            # What was made of a part that has no answer tells nothing of the answer.
            return Outcome(found, hits, reads[answered[0]], unanswered)
        return Outcome(found, hits, whole, unanswered, of_several=True)

    def _each(
        self, whole: Question, parts: Sequence[Question], k: int, filters: Filters
    ) -> tuple[Said, list[Hit], list[Said]]:
        """Answer a whole question and each of its parts, for no more than these cost by themselves.

        A part leans on the others ("and who paid for it?"), so one search for all of them serves. For the whole,
        as much is read as for any question; the parts share the rest of what they would read by themselves.
        """
        if any(_place(one) != _place(whole) for one in parts):
            apart = [self._one.answer(one, k, filters) for one in parts]
            each = [said for said, _ in apart]
            best = max(each, key=lambda one: (one.refusal is None, one.confidence))
            return best, taking_turns([hits for _, hits in apart], k), each
        find = cache(lambda: self._one.find(whole, k, filters))
        read = UNITS * (len(parts) - 1) // len(parts)
        said, hits = self._one.answer(whole, k, filters, find=find)
        return said, hits, [self._one.answer(one, k, filters, find=find, read=read)[0] for one in parts]

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


def _place(question: Question) -> tuple[object, ...]:
    """Give what bounds where the answer to a question may stand."""
    return question.days, question.bounds, question.cited, question.syntax._replace(text="")
