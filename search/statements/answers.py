"""Answers questions for somebody's words with statements, or tells why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from index import Index, QueryError, Selection, Speaker, Statement, is_attitude, is_role

from ..model import Citation, Refusal
from ..passages.confidence import ENOUGH, NEAR
from ..query.names import NameBook
from ..query.speech import SpeechQuestion
from .attributed import AttributedSentences
from .offices import OfficeSearch
from .pieces import close_pieces
from .said import Fit, Found, StatementSearch, who
from .speakers import NO_NAMES, SpeakerBook, are_many, group, name_words

MAX_CITATIONS: Final = 3
_KIND_ORDER: Final = {"direct": 0, "mixed": 1, "indirect": 2}
_AS_GOOD: Final = 0.15
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
        self, index: Index, search: StatementSearch, attributed: AttributedSentences, names: NameBook
    ) -> None:
        """Wire the parts."""
        self._search = search
        self._attributed = attributed
        self._names = names
        self._offices = OfficeSearch(index, search)
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
            return _answered(_good(self._search.find(question, asked.topic, among=among)))
        meant = self.book.meant(asked.speaker)
        read: list[list[Found]] = []
        for speaker in meant:
            read.append(self._search.find(question, asked.topic, speaker=speaker, among=among))
            if good := _good(read[-1]) or _good(self._search.look_again(question, asked.topic, read[-1])):
                return _answered(good)
        # What indexing overlooked, or gave to nobody.
        if good := self._attributed.find(question, asked.topic, asked.speaker, meant=meant, among=among):
            return _answered(good)
        if not meant:
            return self._stranger(question, asked.speaker, asked, among)
        return self._silent(meant[0], asked, read[0], among)

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
        speaker = self.book.find(by) if by else None
        cited: list[Citation] = []
        if about:
            question = f"what did {speaker.name if speaker else by} say about {about}" if by else about
            if speaker or not by:
                found = self._search.find(question, about, speaker=speaker, among=among, read=_LISTED)
                cited += _cited((one for one in found if one.probability >= ENOUGH), most=k)
            if by and not cited:
                known = [speaker] if speaker else []
                cited += _cited(self._attributed.find(question, about, by, meant=known, among=among), most=k)
        elif speaker:
            said = sorted(self._search.all_of(speaker, among), key=_day, reverse=True)
            cited += _cited(map(_certain, said), most=k)
        if by and not speaker and not cited:
            raise QueryError(f"nobody called {by} is quoted in this corpus; onrecord speakers lists who is")
        return sorted(cited, key=lambda one: one.article.published or "", reverse=True) if newest else cited

    def _silent(
        self, speaker: Speaker, asked: SpeechQuestion, found: Sequence[Found], among: Selection | None
    ) -> Spoken:
        """Refuse: the speaker is there, but said nothing on this, or nothing that is near enough."""
        near = max((one.probability for one in found), default=0.0)
        others = self._others(asked, among, but=speaker.names)
        about = _about(asked)
        if near >= NEAR:
            reason = f"{speaker.name} may have said something{about}, but no statement is near enough to be sure."
            return Spoken((), near, "below_threshold", reason, others, _cited(found))
        when = "" if among is None else " in the outlets and days asked for"
        reason = f"{speaker.name} is quoted in this corpus, but not{about}{when}."
        return Spoken((), near, "nothing_on_topic", reason, others, _cited(found))

    def _stranger(self, question: str, name: str, asked: SpeechQuestion, among: Selection | None) -> Spoken | None:
        """Deal with a speaker whom no name finds: one told by role, one who is not there, or none at all."""
        words = [word for word in name.split() if word.lower().strip(".") not in NO_NAMES]
        if any(map(is_role, words)):
            if are_many(words[-1]):
                found = self._search.find(question, asked.topic, among=among)
                good = _good(one for one in found if group(name) <= group(one.statement.as_written))
            else:
                good = _good(self._offices.find(question, asked.topic, words, among))
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
        others = self._others(asked, among, but=())
        if are_many(words[-1]) and self.book.has_group(name):
            reason = f"{name} are quoted in this corpus, but not{_about(asked)}."
            return Spoken((), 0.0, "nothing_on_topic", reason, others)
        return Spoken((), 0.0, "unknown_speaker", f"Nobody called {name} is quoted in this corpus.", others)

    def _are_names(self, words: Sequence[str]) -> bool:
        return any(word[0].isupper() or self._names.spellings(word, known=True) for word in words)

    def _others(
        self, asked: SpeechQuestion, among: Selection | None, *, but: Sequence[str]
    ) -> tuple[Citation, ...]:
        if not asked.topic:
            return ()
        found = self._search.find(asked.topic, asked.topic, among=among)
        return _cited(one for one in _good(found) if who(one.statement) not in but)


def _about(asked: SpeechQuestion) -> str:
    return f" about {asked.topic}" if asked.topic else ""


def _answered(good: Sequence[Found]) -> Spoken | None:
    return Spoken(_cited(good), max(one.probability for one in good)) if good else None


def _good(found: Iterable[Found]) -> list[Found]:
    """Keep the statements that answer; of those as good as the best, direct ones come first."""
    rated = sorted((one for one in found if one.probability >= ENOUGH), key=lambda one: -one.probability)
    floor = rated[0].probability - _AS_GOOD if rated else 0.0
    best = [one for one in rated if one.probability >= floor]
    # What somebody thinks is no word of his.
    best.sort(key=lambda one: (_KIND_ORDER[one.statement.kind], is_attitude(one.statement.cue), -one.probability))
    return best + rated[len(best) :]


def _cited(found: Iterable[Found], *, most: int = MAX_CITATIONS) -> tuple[Citation, ...]:
    """Cite statements; one that is carried by several articles, or stands inside another, counts once."""
    cited: list[Citation] = []
    for one in found:
        statement = close_pieces(one.statement)
        article = statement.article
        if any(_overlap(statement, other) for other in cited):
            continue
        words = _plain(article.text[statement.start : statement.end])
        copy = next((n for n, other in enumerate(cited) if _plain(other.quote) == words), None)
        if copy is not None:
            cited[copy] = replace(cited[copy], also=(*cited[copy].also, article))
        elif len(cited) < most:
            cited.append(
                Citation(article, statement.start, statement.end, statement.paragraph, one.probability, statement)
            )
    return tuple(cited)


def _certain(statement: Statement) -> Found:
    return Found(statement, 1.0, Fit(0.0, 0.0, 0.0, 0.0))


def _day(statement: Statement) -> str:
    return statement.article.published or ""


def _overlap(statement: Statement, citation: Citation) -> bool:
    apart = statement.end <= citation.start or citation.end <= statement.start
    return statement.article.id == citation.article.id and not apart


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def prose(citations: Sequence[Citation]) -> str:
    """Put citations into prose: who said it, the words, the mark."""
    return " ".join(f"{_told(citation)} [{n}]" for n, citation in enumerate(citations, start=1))


def _told(citation: Citation) -> str:
    statement = citation.statement
    if statement is None:
        return citation.quote
    cue = statement.cue.strip(" ,:") or "said"
    quote = f"“{citation.quote}”" if statement.kind == "direct" else citation.quote
    return f"{who(statement)} {cue}: {quote}"
