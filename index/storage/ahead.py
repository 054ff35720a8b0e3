"""Reads articles, and finds what is said in them, while those before them are encoded and stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import StoreError
from ..model import Article, Statement
from .rows import article_values
from .schema import connect

_CHARACTERS_A_BATCH: Final = 2**19


class Prepared(NamedTuple):
    """An article that has been read.

    Attributes:
        article: The article.
        statements: What is said in it; None where it seems to be stored already.
        vectors: Those of its passages that are made already, by `context.vector_key`, as the database has them.
    """

    article: Article
    statements: list[Statement] | None = None
    vectors: Mapping[tuple[str, str], bytes] | None = None


def prepared(
    articles: Iterable[Article], find: Callable[[Article], list[Statement]], folder: Path, size: int
) -> Generator[list[Prepared], None, None]:
    """Read articles in a thread, a batch ahead of whoever stores them.

    Args:
        articles: Read one by one.
        find: Finds the statements of an article; called in the thread.
        folder: The index folder, to see what is stored already.
        size: Articles of a batch.

    Yields:
        The articles in order. What goes wrong with a batch is raised when it is asked for.
    """
    batches = _batches(articles, size)
    # Closed last: SQLite crashes where a connection is closed under a thread that reads.
    with closing(connect(folder)) as connection, ThreadPoolExecutor(1, "onrecord-ahead") as aside:

        def prepare() -> list[Prepared]:
            batch = next(batches, [])
            return [Prepared(one, None if _seems_stored(one, connection) else find(one)) for one in batch]

        following = aside.submit(prepare)
        while batch := following.result():
            following = aside.submit(prepare)
            yield batch


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Yield articles in batches; one ends early where its texts are long."""
    batch: list[Article] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.text)
        if len(batch) == size or characters >= _CHARACTERS_A_BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def is_same(article: Article, hash_: str, language: str | None) -> bool:
    """Tell whether an article is the one that was stored; one that states no language has the one detected then.

    Args:
        article: As it was read.
        hash_: The stored article's.
        language: The stored article's.
    """
    if article.content_hash == hash_:
        return True
    return article.language is None and replace(article, language=language).content_hash == hash_


def check_text(article: Article) -> None:
    """Check that an article can be stored.

    Raises:
        StoreError: It has what UTF-8 cannot carry.
    """
    try:
        for value in article_values(article):
            (value or "").encode()
    except UnicodeEncodeError as error:
        raise StoreError(f"article {article.id!a}: has a lone surrogate, which UTF-8 cannot carry") from error


def _seems_stored(article: Article, connection: sqlite3.Connection) -> bool:
    """Tell whether an article is stored; whoever stores it looks again."""
    select = "SELECT hash, language FROM articles WHERE id = ? AND died IS NULL"
    try:
        check_text(article)
        row = connection.execute(select, (article.id,)).fetchone()
        return is_same(article, *(row or ("", None)))
    except (sqlite3.Error, StoreError):  # told when it is stored
        return True
