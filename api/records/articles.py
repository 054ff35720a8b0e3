"""Articles, and the passages of them that were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from .spellings import also_searched
from .understanding import UnderstoodRecord, understood_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.index import Article, Hit
    from onrecord.search import Results, Similar


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


class ArticlesRecord(TypedDict):
    """A page of the list of articles."""

    articles: list[ArticleRecord]
    next: str | None
    """The `cursor` of the next page; null on the last."""


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
    also: list[ArticleRecord]
    """Other articles that carry the same words."""


class SearchRecord(TypedDict):
    """The passages that match a query, best first."""

    query: str
    hits: list[HitRecord]
    also_searched: dict[str, list[str]]
    """Names of the query, with the other spellings that were searched too."""
    understood: UnderstoodRecord
    """How the query was read."""


class AlikeRecord(TypedDict):
    """An article that is like another."""

    rank: int
    """From 1."""
    score: float
    """How like, 0 to 1; comparable within one list only."""
    article: ArticleRecord
    start: int
    """Where its passage that is nearest to the other article begins in its text."""
    end: int
    """One past the last character."""
    text: str
    """The characters of the span."""
    also: list[ArticleRecord]
    """Near copies of it."""


class SimilarRecord(TypedDict):
    """Articles that are like one, best first."""

    article: ArticleRecord
    similar: list[AlikeRecord]
    copies: list[ArticleRecord]
    """Articles that carry the same story in nearly the same words."""


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
            "also": [article_record(other.article) for other in hit.also],
        }
        for rank, hit in enumerate(hits, start=1)
    ]


def similar_record(found: Similar) -> SimilarRecord:
    """Describe what is like an article."""
    return {
        "article": article_record(found.article),
        "similar": [
            {
                "rank": rank,
                "score": float(one.score),
                "article": article_record(one.passage.article),
                "start": one.passage.start,
                "end": one.passage.end,
                "text": one.passage.text,
                "also": [article_record(other) for other in one.also],
            }
            for rank, one in enumerate(found.alike, start=1)
        ],
        "copies": [article_record(one) for one in found.copies],
    }


def search_record(results: Results) -> SearchRecord:
    """Describe what a search found."""
    return {
        "query": results.query,
        "hits": hit_records(results.hits),
        "also_searched": also_searched(results.query, results.respelt),
        "understood": understood_record(results.understood),
    }
