"""Answers, refusals, and the spans that they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired

from typing_extensions import TypedDict

from .articles import ArticleRecord, HitRecord, article_record, hit_records
from .rests import RestRecord, rest_records
from .spellings import also_searched
from .understanding import UnderstoodRecord, understood_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.index import Statement
    from onrecord.search import Answer, Citation


class VoiceRecord(TypedDict):
    """Who is reported to have said it."""

    name: str | None
    """The fullest name the article gives."""
    as_written: str
    """The words that name the speaker at this place."""
    role: str | None
    """What the article calls the speaker."""


class SpeakerRecord(VoiceRecord):
    """Who is reported to have said it, and whether there is more of them."""

    listed: bool
    """Whether the speaker's statements can be listed by this name."""


class PieceRecord(TypedDict):
    """A piece of what was said, without what the article puts between: `article.text[start:end] == text`."""

    start: int
    """First character in the article's text."""
    end: int
    """One past the last."""
    text: str
    """The characters of the span."""


class CitationRecord(TypedDict):
    """A span that answers: `article.text[start:end] == quote`."""

    n: int
    """Its number in the list, from 1; in an answer's citations also that of its mark in the text."""
    quote: str
    """The characters of the span; of a statement, from its first to its last piece."""
    article: ArticleRecord
    start: int
    """First character in the article's text."""
    end: int
    """One past the last."""
    paragraph: int
    """Number of the paragraph in the article, from 0."""
    score: float
    """How well it answers, 0 to 1."""
    speaker: NotRequired[SpeakerRecord]
    """Only where the quote is somebody's statement."""
    cue: NotRequired[str]
    """The word of saying ("warned", "according to"); only with a speaker."""
    kind: NotRequired[Literal["direct", "mixed", "indirect", "stance"]]
    """In quote marks, partly so, or reported; only with a speaker."""
    probability: NotRequired[float | None]
    """That these are the speaker's words; null for a stance, or where nobody estimated it; only with a speaker."""
    certainty: NotRequired[Literal["sure", "likely", "doubtful"] | None]
    """The probability in a word: sure from 0.8 on, likely from 0.6 on; only with a speaker."""
    content: NotRequired[list[PieceRecord]]
    """What was said, piece by piece, in order; only with a speaker."""
    also: NotRequired[list[ArticleRecord]]
    """Other articles that carry the same statement; only with a speaker."""
    context: NotRequired[str]
    """The sentence before, where the quote leans on it ("There", "That year"); no part of the quote."""
    near: NotRequired[bool]
    """True where a list on a topic has it for being near that topic: it is perhaps not on it."""
    outside: NotRequired[bool]
    """True where it was published at another time than the question names, and tells of no such."""


class AnswerRecord(TypedDict):
    """What the archive says to a question, or why it says nothing."""

    question: str
    answered: bool
    reason: str | None
    """Why it is not answered, in a sentence."""
    answer: str
    """The quotes in prose with [1] marks; empty where nothing is answered."""
    confidence: float
    """Calibrated probability that the archive answers the question."""
    citations: list[CitationRecord]
    hits: list[HitRecord]
    """The passages that were looked at, best first."""
    refusal: Literal["unknown_speaker", "nothing_on_topic", "below_threshold", "time_up"] | None
    """Why it is not answered: nobody of that name is quoted; the speaker is, but not on this; nothing is sure; the
    time was up before the hits had been read: it may be answered another time."""
    others: list[CitationRecord]
    """What others said on the topic, where the speaker asked for did not. Never an answer."""
    instead: list[CitationRecord]
    """What the speaker asked for said on other topics, where not on this one. Never an answer."""
    closest: list[CitationRecord]
    """What is closest to an answer where the question is refused, with its probability. It may not answer."""
    rest: RestRecord | None
    """Where all statements of the speaker on the topic are; null where the answer is nobody's words."""
    also_searched: dict[str, list[str]]
    """Names of the question, with the other spellings that were searched too."""
    understood: UnderstoodRecord
    """How the question was read."""
    language_notice: str | None
    """Said where what was found is in languages in which statements are not recognised."""
    unanswered: list[str]
    """Of a question that asks several things, those that nothing was found to answer."""


class ToldRecord(TypedDict):
    """How a statement is told, and how certain its attribution is."""

    cue: str
    """The word of saying ("warned", "according to")."""
    kind: Literal["direct", "mixed", "indirect", "stance"]
    """In quote marks, partly so, or reported."""
    probability: float | None
    """That these are the speaker's words; null for a stance, and where nobody estimated it."""
    certainty: Literal["sure", "likely", "doubtful"] | None
    """The probability in a word: sure from 0.8 on, likely from 0.6 on."""


def voice_record(statement: Statement) -> VoiceRecord:
    """Describe who made a statement."""
    return {"name": statement.speaker, "as_written": statement.as_written, "role": statement.role}


def told_record(statement: Statement) -> ToldRecord:
    """Describe how a statement is told."""
    certainty = statement.certainty
    return {
        "cue": statement.cue,
        "kind": statement.kind,
        "probability": statement.probability if certainty is not None else None,
        "certainty": certainty,
    }


def citation_record(n: int, citation: Citation) -> CitationRecord:
    """Describe the n-th citation of a list."""
    record: CitationRecord = {
        "n": n,
        "quote": citation.quote,
        "article": article_record(citation.article),
        "start": citation.start,
        "end": citation.end,
        "paragraph": citation.paragraph,
        "score": float(citation.score),
    }
    if (statement := citation.statement) is not None:
        text = citation.article.text
        listed = citation.listed and statement.speaker is not None
        record["speaker"] = {**voice_record(statement), "listed": listed}
        told = told_record(statement)
        record["cue"], record["kind"] = told["cue"], told["kind"]
        record["probability"], record["certainty"] = told["probability"], told["certainty"]
        record["content"] = [
            {"start": start, "end": end, "text": text[start:end]} for start, end in statement.content
        ]
        record["also"] = [article_record(article) for article in citation.also]
    if citation.context is not None:
        record["context"] = citation.context
    if citation.near:
        record["near"] = True
    if citation.outside:
        record["outside"] = True
    return record


def citation_records(citations: Iterable[Citation]) -> list[CitationRecord]:
    """Number the citations of a list."""
    return [citation_record(n, one) for n, one in enumerate(citations, start=1)]


def _apart(citations: Iterable[Citation], shown: Iterable[Citation]) -> list[Citation]:
    """Leave out what is shown elsewhere."""
    known = {(one.article.id, one.start) for one in shown}
    return [one for one in citations if (one.article.id, one.start) not in known]


def beside_refusal(answer: Answer) -> tuple[list[Citation], tuple[Citation, ...], list[Citation]]:
    """Give what is shown beside a refusal, in this order and each once: closest, others, instead.

    What others said answers no question for one speaker's words, however near it is.
    """
    closest, instead = _apart(answer.closest, answer.others), _apart(answer.instead, answer.closest)
    return closest, answer.others, instead


def answer_record(answer: Answer) -> AnswerRecord:
    """Describe an answer or a refusal."""
    return {
        "question": answer.question,
        "answered": answer.answered,
        "reason": answer.reason,
        "answer": answer.text,
        "confidence": float(answer.confidence),
        "citations": citation_records(answer.citations),
        "hits": hit_records(answer.hits),
        "refusal": answer.refusal,
        "others": citation_records(answer.others),
        "instead": citation_records(answer.instead),
        "closest": citation_records(answer.closest),
        "rest": next(iter(rest_records(answer)), None),
        "also_searched": also_searched(answer.question, answer.respelt),
        "understood": understood_record(answer.understood),
        "language_notice": answer.language_notice,
        "unanswered": list(answer.unanswered),
    }
