"""Passages by the words they share with a question. The one module that knows tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from .errors import IndexCorrupt
from .model import Passage

if TYPE_CHECKING:
    import tantivy

FOLDER: Final = "bm25"
_WRITER_BYTES: Final = 128_000_000
_LONGEST_WORD: Final = 40


class WordIndex:
    """BM25 over two fields: the passage itself, and what it stands under (outlet and headline)."""

    def __init__(self, index: tantivy.Index) -> None:
        """Wrap an opened tantivy index."""
        self._index = index
        self._schema = index.schema
        self._analyzer = _analyzer()
        self._searcher = index.searcher()

    def __len__(self) -> int:
        """Number of passages."""
        return int(self._searcher.num_docs)

    @classmethod
    def build(cls, passages: Iterable[tuple[int, Passage]], folder: Path) -> None:
        """Write an index.

        Args:
            passages: Row numbers and passages.
            folder: A generation's folder; the index becomes a folder in it.
        """
        import tantivy

        path = folder / FOLDER
        path.mkdir()
        index = tantivy.Index(_schema(), path=str(path))
        index.register_tokenizer("words", _analyzer())
        writer = index.writer(_WRITER_BYTES, 1)
        for row, passage in passages:
            document = tantivy.Document()
            document.add_unsigned("row", row)
            document.add_text("body", passage.text)
            document.add_text("context", f"{passage.article.source or ''}\n{passage.article.title}")
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        for lock in path.glob("*.lock"):
            lock.unlink()

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """Open the index that `build` wrote, memory-mapped.

        Args:
            folder: A generation's folder.

        Raises:
            IndexCorrupt: tantivy cannot read it.
        """
        import tantivy

        path = folder / FOLDER
        try:
            index = tantivy.Index.open(str(path))
            index.register_tokenizer("words", _analyzer())
            return cls(index)
        except ValueError as error:
            raise IndexCorrupt(f"{path}: tantivy cannot read it; run onrecord repair") from error

    def terms(self, text: str) -> list[str]:
        """Give the words of a text as the index knows them: lower case, no accents, stemmed, no stop words."""
        return list(self._analyzer.analyze(text))

    def search(self, query: str, k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Find the passages that share the rarest words with a question.

        Args:
            query: Any text; it has no syntax.
            k: How many to find.

        Returns:
            BM25 scores and row numbers, each at most k long, best first.
        """
        terms = list(dict.fromkeys(self.terms(query)))
        if not terms or not len(self):
            return np.empty(0, np.float32), np.empty(0, np.int64)
        result = self._searcher.search(self._any_of(terms), limit=min(k, len(self)), count=False)
        scores = np.array([score for score, _ in result.hits], dtype=np.float32)
        addresses = [address for _, address in result.hits]
        rows = np.array(self._searcher.fast_field_values("row", addresses), dtype=np.int64)
        return scores, rows

    def _any_of(self, terms: Sequence[str]) -> tantivy.Query:
        import tantivy

        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, field, term, "freq"))
            for term in terms
            for field in ("body", "context")
        ]
        return tantivy.Query.boolean_query(clauses)


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", fast=True, indexed=True)
    builder.add_text_field("body", tokenizer_name="words", index_option="freq")
    builder.add_text_field("context", tokenizer_name="words", index_option="freq")
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    import tantivy

    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
