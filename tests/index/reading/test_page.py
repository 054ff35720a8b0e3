"""Pages in the shapes of outlets' systems, against what stands on them."""
# ruff: noqa: E501  (text and markup stay on a line as long as they read)

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePath

import pytest

from onrecord.index import Article, CorpusError, Options
from onrecord.index.reading.inputs import Input
from onrecord.index.reading.page import page_article

from .pages import FURNITURE, SHAPES, Page, pages, sloppy, wordpress
from .stories import STORIES, Story


def read(data: bytes, url: str | None = None) -> Article:
    return page_article(data, Input(Path("a.html"), PurePath("a.html"), lambda: BytesIO(data)), url, Options())


def token_f1(found: str, told: str) -> float:
    """Give the F1 of words and marks, as multisets (Bevendorff et al. 2023 compare extractors so)."""
    first, second = (Counter(re.findall(r"\w+|[^\w\s]", text)) for text in (found, told))
    return 2 * (first & second).total() / (first.total() + second.total())


@pytest.fixture(scope="module")
def read_pages() -> list[tuple[Page, Article]]:
    return [(page, read(page.data)) for page in pages()]


def test_there_are_a_hundred_pages(read_pages: list[tuple[Page, Article]]) -> None:
    assert len(read_pages) == len(SHAPES) * len(STORIES) >= 100


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_pages_are_read_right(read_pages: list[tuple[Page, Article]], shape: Callable[[Story], str]) -> None:
    for page, article in read_pages:
        if page.shape != shape.__name__:
            continue
        story = page.story
        assert token_f1(article.text, story.text) >= 0.95
        assert article.title == story.title
        assert article.author in {story.author, ", ".join(story.author.split(" and "))}
        assert (article.published, article.source, article.url) == (story.published, story.source, story.url)
        assert article.language == (None if shape is sloppy else story.language)
        assert not [words for words in FURNITURE if words in article.text]


def test_updated_is_told_apart() -> None:
    article = read(wordpress(STORIES[0]).encode())
    assert (article.published, article.updated) == (STORIES[0].published, STORIES[0].updated)


def test_a_relative_canonical_address_is_made_whole() -> None:
    page = wordpress(STORIES[0]).replace(STORIES[0].url, "/news/a?b=1").encode()
    assert read(page, "https://x.example/amp/a").url == "https://x.example/news/a?b=1"


@pytest.mark.parametrize(
    "hostile",
    [
        b"<html><body>" + b"<div>" * 20_000 + b"deep" + b"</div>" * 20_000,
        b"<script type='application/ld+json'>" + b"[" * 50_000 + b"</script><p>Text",
        b'<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": {"a": [1]}, "author": 7}</script>',
        b"<meta property='article:published_time' content='yesterday-ish'><article><p>Some words stand here.</p></article>",
        b"\0\0\0<p>\0",
        b"<!--" * 5_000,
        b"<html><head><base href='http://[::1'></head><link rel=canonical href='http://[bad'><p>Words here</p></html>",
    ],
    ids=range(7),
)
def test_hostile_pages_are_read_or_refused(hostile: bytes) -> None:
    try:
        article = read(hostile, "https://x.example/")
    except CorpusError:
        return
    assert article.text
