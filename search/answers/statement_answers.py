"""Answers questions for somebody's words with statements, or tells why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from onrecord.index import Index, QueryError, Selection, Speaker, Statement, is_role

from ..model import Citation, Refusal
from ..query.name_normalizer import NameBook
from ..query.statement_query import SpeechQuestion
from .attributed_sentences import AttributedSentences
from .citations import certain, cite, good_ones
from .confidence import ENOUGH, NEAR
from .contextual_rescoring import SecondReading
from .offices import OfficeSearch
from .query_coreference import StandIns
from .speaker_linker import NO_NAMES, SpeakerBook, are_many, group, name_words
from .statement_retriever import Found, StatementSearch
from .wording import nobody_called, who

_LISTED: Final = 40


class Spoken(NamedTuple):
    """What statements say to a question.

    Attributes:
        citations: The statements that answer, best first; none where the question is refused.
        confidence: Probability that the corpus answers.
        refusal: Why not, or None.
        reason: The same as a sentence.
        others: What others said on the topic.
        instead: What the speaker said on other topics.
    """

    citations: tuple[Citation, ...]
    confidence: float
    refusal: Refusal | None = None
    reason: str | None = None
    others: tuple[Citation, ...] = ()
    instead: tuple[Citation, ...] = ()


class StatementAnswers:
    """Answers from the statements of one index."""

    def __init__(
        self,
        index: Index,
        search: StatementSearch,
        again: SecondReading,
        attributed: AttributedSentences,
        names: NameBook,
    ) -> None:
        """Wire the parts."""
        self._search = search
        self._again = again
        self._attributed = attributed
        self._names = names
        self._offices = OfficeSearch(index, search)
        self._stand_ins = StandIns(index)
        self.book = SpeakerBook(index.directory)

    def answer(self, question: str, asked: SpeechQuestion, among: Selection | None) -> Spoken | None:
        """Answer a question for somebody's words.

        Args:
            question: The whole question.
            asked: Whose words on what.
            among: Passages that may be looked at.

        Returns:
            What statements say, or None where the question turns out to be one of another kind.
        """
        if asked.speaker is None:
            return _answered(good_ones(self._search.find(question, asked.topic, among=among)))
        meant = self.book.meant(asked.speaker)
        read: list[list[Found]] = []
        for speaker in meant:
            good, again = self._of(speaker, question, asked.topic, among)
            if good:
                return _answered(good)
            read.append(again)
        # What indexing overlooked, or gave to nobody.
        good = self._attributed.find(question, asked.topic, asked.speaker, meant=meant, among=among)
        if good := good or next(filter(None, map(good_ones, read)), []):
            return _answered(good)
        for speaker in meant:
            stances = self._search.find(question, asked.topic, speaker=speaker, among=among, stances=True)
            if good := good_ones(stances):
                return _answered(good)
        if not meant or not meant[0].statements:
            return self._stranger(question, asked.speaker, asked, among)
        return self._silent(meant[0], asked, read[0], among)

    def _of(
        self, speaker: Speaker, question: str, topic: str, among: Selection | None
    ) -> tuple[list[Found], list[Found]]:
        """Find what somebody said on a topic: what answers at first sight, and all as a second reading has it."""
        found = self._search.find(question, topic, speaker=speaker, among=among)
        first = good_ones(found)
        if not first and (full := good_ones(self._again.in_full(question, topic, found))):
            return full, found
        again = self._again.in_context(question, topic, found)
        return (good_ones(again) if first else []), again

    def listing(
        self, by: str | None, about: str | None, among: Selection | None, *, newest: bool, k: int
    ) -> list[Citation]:
        """List statements.

        Args:
            by: Whose, by name or role; None takes everybody's.
            about: On what; None takes any topic.
            among: Passages that may be looked at.
            newest: Latest first instead of best first; without a topic it is always so.
            k: How many.

        Returns:
            The statements, repeated ones once.

        Raises:
            QueryError: Neither `by` nor `about` is given, or nobody called so is quoted.
        """
        if not by and not about:
            raise QueryError("say whose statements, or about what")
        speaker = self.book.quoted(by) if by else None
        cited: list[Citation] = []
        if about:
            question = f"what did {speaker.name if speaker else by} say about {about}" if by else about
            if speaker or not by:
                found = self._search.find(question, about, speaker=speaker, among=among, read=_LISTED)
                cited += cite((one for one in found if one.probability >= ENOUGH), most=k)
            if by and not cited:
                known = [speaker] if speaker else []
                cited += cite(self._attributed.find(question, about, by, meant=known, among=among), most=k)
        elif speaker:
            said = sorted(self._search.all_of(speaker, among), key=_day, reverse=True)
            cited += cite(map(certain, said), most=k)
        if by and not speaker and not cited:
            reason = nobody_called(by)
            raise QueryError(f"{reason[0].lower()}{reason[1:]}; onrecord speakers lists who is")
        return sorted(cited, key=lambda one: one.article.published or "", reverse=True) if newest else cited

    def listed(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """Mark the citations by whose speaker's name there is nothing to list."""
        return tuple(
            replace(one, listed=self.book.knows(one.statement.speaker))
            if one.statement is not None and one.statement.speaker
            else one
            for one in citations
        )

    def _silent(
        self, speaker: Speaker, asked: SpeechQuestion, found: Sequence[Found], among: Selection | None
    ) -> Spoken:
        """Refuse: the speaker is there, but said nothing on this, or nothing that is near enough."""
        near = max((one.probability for one in found), default=0.0)
        by_others = self._by_others(asked, among, but=speaker.names)
        if known := self._under_other_words(by_others, speaker.name, [speaker]):
            return known
        others, about = cite(by_others), _about(asked)
        if near >= NEAR:
            reason = f"{speaker.name} may have said something{about}, but no statement is near enough to be sure."
            return Spoken((), near, "below_threshold", reason, others, cite(found))
        when = "" if among is None else " in the outlets and days asked for"
        reason = f"{speaker.name} is quoted in this corpus, but not{about}{when}."
        return Spoken((), near, "nothing_on_topic", reason, others, cite(found))

    def _stranger(self, question: str, name: str, asked: SpeechQuestion, among: Selection | None) -> Spoken | None:
        """Deal with a speaker whom no name finds: one told by role, one who is not there, or none at all."""
        words = [word for word in name.split() if word.lower().strip(".") not in NO_NAMES]
        if any(map(is_role, words)):
            if are_many(words[-1]):
                found = self._search.find(question, asked.topic, among=among)
                good = good_ones(one for one in found if group(name) <= group(one.statement.as_written))
            else:
                good = good_ones(self._offices.find(question, asked.topic, words, among))
            if good or asked.kind == "did":
                return _answered(good)
            # Somebody of that name is in the news, if not among those whose words were found.
            own = name_words(words)
            if len(own) > 1 and self._offices.names_some(own):
                return None
            is_somebody = asked.certain or self._are_names(words)
        else:
            is_somebody = self._are_names(words) and not (asked.kind == "did" and self._offices.names_some(words))
        if not is_somebody:
            return None
        by_others = self._by_others(asked, among, but=())
        if known := self._under_other_words(by_others, name, []):
            return known
        others = cite(by_others)
        if are_many(words[-1]) and self.book.has_group(name):
            reason = f"{name} are quoted in this corpus, but not{_about(asked)}."
            return Spoken((), 0.0, "nothing_on_topic", reason, others)
        return Spoken((), 0.0, "unknown_speaker", f"{nobody_called(name)}.", others)

    def _are_names(self, words: Sequence[str]) -> bool:
        return any(word[0].isupper() or self._names.spellings(word, known=True) for word in words)

    def _by_others(self, asked: SpeechQuestion, among: Selection | None, *, but: Sequence[str]) -> list[Found]:
        if not asked.topic:
            return []
        found = good_ones(self._search.find(asked.topic, asked.topic, among=among))
        return [one for one in found if who(one.statement) not in but]

    def _under_other_words(self, found: Iterable[Found], asked: str, meant: Sequence[Speaker]) -> Spoken | None:
        known = ((one, self._stand_ins.known(one.statement, one.row, asked, meant)) for one in found)
        return _answered([one._replace(statement=its) for one, its in known if its is not None])


def _about(asked: SpeechQuestion) -> str:
    return f" about {asked.topic}" if asked.topic else ""


def _answered(good: Sequence[Found]) -> Spoken | None:
    return Spoken(cite(good), max(one.probability for one in good)) if good else None


def _day(statement: Statement) -> str:
    return statement.article.published or ""
