"""Prose that a model wrote from an answer's quotes, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired

from typing_extensions import TypedDict

from .answers import AnswerRecord, CitationRecord, answer_record, citation_record

if TYPE_CHECKING:
    from onrecord.search import Answer
    from onrecord.search.prose import Prose, ProseSentence


class SentenceRecord(TypedDict):
    """A sentence that a model wrote, after the checks."""

    text: str
    """The sentence, without marks of citation."""
    cites: list[int]
    """Numbers of the quotes that it cites."""
    grade: Literal["supported", "free", "unsupported"]
    """All checks passed, or a learnt reader vouches for words of its own; nothing vouches for these; or not."""
    supported: bool
    """Whether what it cites supports it, as far as the checks tell; never show it as true where it did not."""
    mark: str | None
    """What to show with it; null where it is supported."""
    beside: list[str]
    """The words of the quotes that it cites, to show beside it where it is marked; else empty."""
    fault: (
        Literal[
            "citation",
            "quotation",
            "number",
            "date",
            "name",
            "speaker",
            "negation",
            "meaning",
            "support",
            "length",
        ]
        | None
    )
    """Which check it failed."""
    reason: str | None
    """The same in words."""


class ProseRecord(TypedDict):
    """What a model wrote from an answer's quotes. The quotes are the answer."""

    model: str
    """The model, as its endpoint calls it."""
    sentences: list[SentenceRecord]
    """What may be shown, each with its mark where it has one."""
    quotes: list[CitationRecord]
    """The quotes that these cite; those of the answer keep their numbers."""
    dropped: int
    """How many sentences failed a check and are left out."""
    notice: str | None
    """Why there is no prose, or why it broke off, in a line."""


class ProseAnswerRecord(AnswerRecord):
    """What the archive says to a question, and what a model wrote from it."""

    prose: NotRequired[ProseRecord | None]
    """Only where prose was asked for; null where the question is refused: then the model is not asked."""


def prose_answer_record(answer: Answer, prose: Prose | None) -> ProseAnswerRecord:
    """Describe an answer with its prose, or a refusal, which has none."""
    return {**answer_record(answer), "prose": None if prose is None else prose_record(prose)}


def sentence_record(sentence: ProseSentence) -> SentenceRecord:
    """Describe a sentence."""
    return {
        "text": sentence.text,
        "cites": list(sentence.cites),
        "grade": sentence.grade,
        "supported": sentence.supported,
        "mark": sentence.mark,
        "beside": [quote.text for quote in sentence.quotes] if sentence.mark else [],
        "fault": sentence.fault,
        "reason": sentence.reason,
    }


def prose_record(prose: Prose) -> ProseRecord:
    """Describe prose."""
    return {
        "model": prose.model,
        "sentences": [sentence_record(one) for one in prose.sentences],
        "quotes": [citation_record(quote.n, quote.citation) for quote in prose.cited],
        "dropped": len(prose.dropped),
        "notice": prose.notice,
    }
