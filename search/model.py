"""The nouns of answering: what is said to a question, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

from onrecord.index import Article, Filters, Hit, Passage, Statement

from .quotable import quotable

TimeOrder = Literal["latest", "earliest", "change"]
"""Whether the latest words are asked for, the first ones, or how they changed."""

Refusal = Literal["unknown_speaker", "nothing_on_topic", "below_threshold", "time_up"]
"""Why a question is not answered: nobody of that name speaks in the corpus; the speaker is there, but said nothing
on this; something is near, but not sure enough; or the time was up before what was found had been read."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A span that answers; `article.text[start:end] == quote`, always.

    Attributes:
        article: Where it stands.
        start: First character in `article.text`.
        end: One past the last.
        paragraph: Number of the paragraph in the article, from 0.
        score: Probability that it answers, 0 to 1.
        statement: What the span is the content of, where it is somebody's statement.
        also: Other articles that carry the same words.
        listed: Whether `Engine.said` lists statements by the speaker's name; of whom only a sentence tells that
            indexing made no statement of, there is no list.
        known_as: The name that they stand under in such a list, where it was looked up.
        context: The sentence before, where the quote leans on it ("There", "That year"); no part of the quote.
        near: Of a list on a topic: whether it is near that topic, and perhaps not on it.
        outside: Whether it was published at another time than the question names, and nothing beside it tells of
            that one.
    """

    article: Article = field(repr=False)
    start: int
    end: int
    paragraph: int
    score: float
    statement: Statement | None = None
    also: tuple[Article, ...] = ()
    listed: bool = True
    known_as: str | None = None
    context: str | None = None
    near: bool = False
    outside: bool = False

    @property
    def quote(self) -> str:
        """The characters of the span."""
        return self.article.text[self.start : self.end]

    @property
    def speaker(self) -> str | None:
        """The name under which whoever spoke is listed, or which the article gives; None where there is none."""
        return self.known_as or (self.statement.speaker if self.statement is not None else None)

    @property
    def words(self) -> str:
        """The quote as it may be shown or pasted, which `quotable` tells."""
        return quotable(self.article.text, self.start, self.end, self.statement)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two statements of one speaker that are on the same matter, as far as figures tell, from different days.

    Attributes:
        earlier: The one.
        later: The other.
        days: That lie between the articles' days.
        probability: How probable it is that they are on the same matter.
        denied: Words that both use and that stand behind a "not" in one of them alone, as they are written there.
        opposed: Whether one has words of being for something, and the other of being against.
    """

    earlier: Citation
    later: Citation
    days: int
    probability: float
    denied: tuple[str, ...] = ()
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """How a question was read, so that whoever asks can see it.

    Attributes:
        question: The question in full, where it left unsaid what the one before says; None where it stands alone.
        speaker: Whose words it asks for, as the question has it.
        topic: On what.
        periods: First and last day of each date that it names, ISO 8601; None is an end of time.
        outlets: The outlets that it names.
        order: Whether it asks for the latest words, the first ones, or how they changed.
        mended: Words that were taken for typing errors, and what was searched instead.
    """

    question: str | None = None
    speaker: str | None = None
    topic: str | None = None
    periods: tuple[tuple[str | None, str | None], ...] = ()
    outlets: tuple[str, ...] = ()
    order: TimeOrder | None = None
    mended: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results(Sequence[Hit]):
    """The passages that match a query: a sequence of hits, best first.

    Attributes:
        query: As it was typed.
        hits: Best first.
        respelt: Names that were also searched in other spellings, with these.
        understood: How the query was read.
        by_meaning: Whether no passage has any of its words: what was found is near it by meaning alone.
    """

    query: str
    hits: tuple[Hit, ...]
    respelt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    understood: Understood = field(default_factory=Understood)
    by_meaning: bool = False

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        """Give the hit at a rank, from 0, or those at some."""
        return self.hits[place]

    def __len__(self) -> int:
        """Number of hits."""
        return len(self.hits)


@dataclass(frozen=True, slots=True)
class Alike:
    """An article that is like another.

    Attributes:
        passage: Its passage that is nearest to the other article.
        score: How like, 0 to 1; comparable within one list only.
        also: Near copies of it.
    """

    passage: Passage
    score: float
    also: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Similar:
    """The articles that are like one.

    Attributes:
        article: The one.
        alike: Others, best first; the same story in the same words is one of them.
        copies: Other articles that carry the same story in nearly the same words.
    """

    article: Article
    alike: tuple[Alike, ...]
    copies: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the corpus says to a question, or why it says nothing.

    Attributes:
        question: As it was asked.
        answered: Whether the citations answer it.
        reason: Why not, in a sentence; None where it is answered.
        confidence: Calibrated probability that the corpus answers the question.
        text: The quotes in prose with [1] marks; "" where nothing is answered.
        citations: Best first, at most a few.
        hits: The passages that were looked at, best first.
        refusal: The kind of reason; None where it is answered.
        others: What others said on the topic, where the speaker asked for said nothing; never an answer.
        instead: What the speaker asked for did talk about, where it was not this; never an answer.
        closest: What is closest to an answer where the question is refused; it may not answer.
        respelt: Names that were also searched in other spellings, with these.
        understood: How the question was read.
        language_notice: Said where what was found is in languages whose statements are not found.
        unanswered: Of a question that asks several things, those that nothing was found to answer.
        not_listed: Of whom a list of their statements on the topic lacks what is cited of them first; "" where
            it is everybody's list that does.
        filters: What was allowed to be looked at.
    """

    question: str
    answered: bool
    reason: str | None
    confidence: float
    text: str
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    refusal: Refusal | None = None
    others: tuple[Citation, ...] = ()
    instead: tuple[Citation, ...] = ()
    closest: tuple[Citation, ...] = ()
    respelt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    understood: Understood = field(default_factory=Understood)
    language_notice: str | None = None
    unanswered: tuple[str, ...] = ()
    not_listed: frozenset[str] = frozenset()
    filters: Filters = field(default_factory=Filters)
