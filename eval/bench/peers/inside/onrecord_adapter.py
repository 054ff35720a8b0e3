"""onrecord through its public Python interface, with its defaults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote

if TYPE_CHECKING:
    from onrecord.index import CorpusError
    from onrecord.search import Engine

    from .worker import Corpus


class Full:
    """Everything on: BM25 and vectors, facets, outlets, days, and the cross-encoder."""

    fast = False

    def __init__(self) -> None:
        self._engine: Engine | None = None

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Read, split and index the articles, statements included, and publish."""
        from onrecord.index import open_writer, read_articles

        with open_writer(folder) as writer:
            for _ in writer.add(read_articles([corpus.articles], on_skip=_refuse)):
                pass
            writer.publish()

    def open(self, folder: Path) -> None:
        """Open the index with its models."""
        from onrecord.search import Engine

        self._engine = Engine.open(folder)

    def search(self, question: str, k: int) -> list[str]:
        """Find passages."""
        if self._engine is None:
            raise RuntimeError("open comes first")
        spans = (hit.passage for hit in self._engine.search(question, k, fast=self.fast))
        return [f"{quote(span.article.id, safe='')}#{span.start}-{span.end}" for span in spans]


class Fast(Full):
    """Without the cross-encoder."""

    fast = True


def _refuse(error: CorpusError) -> NoReturn:
    raise error
