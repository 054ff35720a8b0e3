"""Engines over a few articles whose statements a test knows beforehand."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from onrecord.index import Article, Statement, open_writer
from onrecord.search import Engine


class Finds(Protocol):
    """Finds what a test says."""

    def find(self, article: Article) -> list[Statement]:
        """Give the statements of an article."""


@contextmanager
def engine_over(folder: Path, articles: Iterable[Article], finder: Finds) -> Iterator[Engine]:
    """Index articles with the real encoder, and open them until the end of the block."""
    with open_writer(folder / "index", finder=finder) as writer:
        list(writer.add(articles))
        writer.publish()
    engine = Engine.open(folder / "index")
    try:
        yield engine
    finally:
        engine.close()
