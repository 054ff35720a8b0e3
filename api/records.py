"""What a program reads: the JSON of the command line and of HTTP, one shape for both.

Plain dictionaries with their types written down, so that `--json` costs no import and HTTP still has a schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired

from typing_extensions import TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Article, Hit, Index
    from search import Answer, Citation


class ArticleRecord(TypedDict):
    """An article, without its text."""

    id: str
    """Unique in the index."""
    title: str
    """The headline, or an empty string."""
    source: str | None
    """The outlet."""
    author: str | None
    """The byline."""
    published: str | None
    """ISO 8601 date, or date and time."""
    url: str | None
    """Where it was published."""


class FullArticleRecord(ArticleRecord):
    """An article with its text; every start and end counts characters (Unicode code points) of `text`."""

    updated: str | None
    """Last correction, ISO 8601."""
    language: str | None
    """ISO 639-1 code."""
    text: str
    """The whole body, as published."""


class HitRecord(TypedDict):
    """A passage that was found."""

    rank: int
    """From 1."""
    score: float
    """Higher is better; comparable within one list only."""
    article: ArticleRecord
    paragraph: int
    """Number of the paragraph in the article, from 0."""
    start: int
    """First character in the article's text."""
    end: int
    """One past the last."""
    text: str
    """The characters of the span."""


class SpeakerRecord(TypedDict):
    """Who is reported to have said it."""

    name: str | None
    """The fullest name the article gives."""
    as_written: str
    """The words that name the speaker at this place."""
    role: str | None
    """What the article calls the speaker."""


class CitationRecord(TypedDict):
    """A span that answers: `article.text[start:end] == quote`."""

    n: int
    """The number of its mark in the answer's text, from 1."""
    quote: str
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
    kind: NotRequired[str]
    """direct, mixed or indirect; only with a speaker."""


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


class SearchRecord(TypedDict):
    """The passages that match a query, best first."""

    query: str
    hits: list[HitRecord]


class PeriodRecord(TypedDict):
    """First and last date of publication."""

    first: str
    last: str


class InfoRecord(TypedDict):
    """What an index holds."""

    version: str
    """Of onrecord."""
    articles: int
    passages: int
    revision: int
    """Counts the publications of the index."""
    encoder: str
    """The model that the vectors were made with."""
    period: PeriodRecord | None
    sources: dict[str, int]
    """Articles of each outlet, most first."""


def article_record(article: Article) -> ArticleRecord:
    """Describe an article."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "url": article.url,
    }


def full_article_record(article: Article) -> FullArticleRecord:
    """Give an article whole."""
    return {
        **article_record(article),
        "updated": article.updated,
        "language": article.language,
        "text": article.text,
    }


def hit_records(hits: Sequence[Hit]) -> list[HitRecord]:
    """Number the hits of a list, best first."""
    return [
        {
            "rank": rank,
            "score": float(hit.score),
            "article": article_record(hit.passage.article),
            "paragraph": hit.passage.paragraph,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "text": hit.passage.text,
        }
        for rank, hit in enumerate(hits, start=1)
    ]


def search_record(query: str, hits: Sequence[Hit]) -> SearchRecord:
    """Put a query and its hits together."""
    return {"query": query, "hits": hit_records(hits)}


def citation_record(n: int, citation: Citation) -> CitationRecord:
    """Describe the citation that the n-th mark stands for."""
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
        record["speaker"] = {
            "name": statement.speaker,
            "as_written": statement.as_written,
            "role": statement.role,
        }
        record["cue"] = statement.cue
        record["kind"] = statement.kind
    return record


def answer_record(answer: Answer) -> AnswerRecord:
    """Describe an answer or a refusal."""
    return {
        "question": answer.question,
        "answered": answer.answered,
        "reason": answer.reason,
        "answer": answer.text,
        "confidence": float(answer.confidence),
        "citations": [citation_record(n, one) for n, one in enumerate(answer.citations, start=1)],
        "hits": hit_records(answer.hits),
    }


def info_record(index: Index, version: str) -> InfoRecord:
    """Describe an index."""
    period = index.period()
    return {
        "version": version,
        "articles": index.n_articles,
        "passages": index.n_passages,
        "revision": index.revision,
        "encoder": index.encoder_name,
        "period": {"first": period[0], "last": period[1]} if period else None,
        "sources": index.sources(),
    }
