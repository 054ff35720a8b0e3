"""Batches of articles, and what is made of one: passages with their vectors, and statements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Final, NamedTuple

from ..encoders import Encoder
from ..model import Article, Passage, Statement
from ..storage.ahead import check_text
from ..storage.context import passage_vectors, vector_key
from ..storage.rows import article_values, vector_blob
from ..text.language import language_of
from ..text.split import split

SCHEMA: Final = 1
"""Version of the files' columns; a change that old code cannot read raises it."""

_ARTICLES: Final = 64
_CHARACTERS: Final = 1 << 20


class Maker(NamedTuple):
    """What batches are made with, beside the articles: with another, other files are made.

    Attributes:
        model: The encoder, as an index names it.
        sha256: That of its weights, "" where they come from the hub.
        version: Of onrecord, whose rules split articles and find statements.
    """

    model: str
    sha256: str
    version: str

    @classmethod
    def of(cls, model: str, sha256: str) -> Maker:
        """Make with this installation's rules."""
        try:
            installed = version("onrecord")
        except PackageNotFoundError:
            installed = "unknown"
        return cls(model, sha256, installed)


class Batch(NamedTuple):
    """Articles that are embedded together.

    Attributes:
        key: SHA-256 (hexadecimal) of the maker, and of the articles' ids, contents and origins, in their order.
        articles: The articles.
        origins: The file of each.
    """

    key: str
    articles: tuple[Article, ...]
    origins: tuple[str, ...]


class Embedded(NamedTuple):
    """An article, and all that an index holds of it.

    Attributes:
        article: As it was read.
        origin: The file it was read from.
        passages: Its spans.
        vectors: One for each passage, as the database has them.
        statements: What is said in it.
    """

    article: Article
    origin: str
    passages: Sequence[Passage]
    vectors: Sequence[bytes]
    statements: Sequence[Statement]


def batches(articles: Iterable[Article], origins: Mapping[str, str], maker: Maker) -> Iterator[Batch]:
    """Cut a stream of articles into batches: 64 articles, or a million characters.

    Args:
        articles: Read one by one.
        origins: By id, the file of an article; asked when the article has been read.
        maker: What they will be made with.

    Raises:
        StoreError: An article has what UTF-8 cannot carry.
    """
    held: list[Article] = []
    characters = 0
    for article in articles:
        check_text(article)
        held.append(article)
        characters += len(article.text)
        if len(held) == _ARTICLES or characters >= _CHARACTERS:
            yield _batch(held, origins, maker)
            held, characters = [], 0
    if held:
        yield _batch(held, origins, maker)


def _batch(held: Sequence[Article], origins: Mapping[str, str], maker: Maker) -> Batch:
    files = tuple(origins.get(article.id, "") for article in held)
    told = [SCHEMA, *maker, *([one.id, one.content_hash, file] for one, file in zip(held, files, strict=True))]
    return Batch(hashlib.sha256(json.dumps(told).encode()).hexdigest(), tuple(held), files)


def embedded(batch: Batch, encoder: Encoder, find: Callable[[Article], Sequence[Statement]]) -> Iterator[Embedded]:
    """Make of each article what indexing it makes: its passages, their vectors, and its statements.

    Args:
        batch: The articles.
        encoder: The model.
        find: Finds the statements of an article.
    """
    for article, origin in zip(batch.articles, batch.origins, strict=True):
        read = article if article.language else replace(article, language=language_of(article.text))
        passages = split(read)
        keys = list(dict.fromkeys(map(vector_key, passages)))
        vectors = {}
        if keys:
            rows = passage_vectors(encoder, keys)
            vectors = {key: vector_blob(row) for key, row in zip(keys, rows, strict=True)}
        yield Embedded(article, origin, passages, [vectors[vector_key(one)] for one in passages], find(article))


def to_line(batch: Batch) -> str:
    """Write a batch as a line of JSON, for a worker."""
    return json.dumps([batch.key, list(map(article_values, batch.articles)), batch.origins])


def from_line(line: str) -> Batch:
    """Read what `to_line` wrote."""
    key, articles, origins = json.loads(line)
    return Batch(key, tuple(Article(*values) for values in articles), tuple(origins))
