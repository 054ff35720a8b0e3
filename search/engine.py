"""Asks an index: the one place where the parts are wired."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from index import Encoder, Filters, Hit, Index, QueryError, load_encoder

from .answer import cite
from .copies import fold_copies
from .model import Answer
from .question import Question, Understanding
from .reranker import CrossEncoder, Reranker
from .retriever import Retriever

MAX_QUESTION: Final = 2_000
MAX_K: Final = 1_000
NO_FILTERS: Final = Filters()


class Engine:
    """Searches and answers over one revision of an index; safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder, reranker: Reranker) -> None:
        self.index = index
        self._reranker = reranker
        self._retriever = Retriever(index, encoder, reranker)
        self._understanding = Understanding(index)

    @classmethod
    def open(cls, folder: Path | str, *, device: str | None = None) -> Engine:
        """Open an index with the models that it needs.

        Args:
            folder: The index folder.
            device: Where a sentence-transformers model runs.

        Raises:
            StoreError: The index cannot be read.
            ModelError: A model cannot be loaded.
        """
        index = Index.open(folder)
        return cls(index, load_encoder(index.encoder_name, device=device), CrossEncoder())

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def search(
        self, query: str, k: int = 10, *, filters: Filters = NO_FILTERS, fast: bool = False, spellings: bool = True
    ) -> list[Hit]:
        """Find the passages that match best.

        Args:
            query: Words or a question; it has no syntax.
            k: How many to find.
            filters: What may be found at all.
            fast: Leave the reranker out.
            spellings: Search names in the corpus's other spellings too.

        Returns:
            At most `k` hits, best first.

        Raises:
            QueryError: The query is empty or too long, `k` is out of range, or a filter is no date.
        """
        question = self._understanding.read(_checked(query, k), spellings=spellings)
        return self._find(question, k, filters, rerank=not fast)

    def _find(self, question: Question, k: int, filters: Filters, *, rerank: bool) -> list[Hit]:
        among = self.index.select(filters)
        scores, rows = self._retriever.retrieve(question, 2 * k, among=among, rerank=rerank)
        passages = self.index.passages(rows.tolist())
        hits = (Hit(p, float(s), int(r)) for p, s, r in zip(passages, scores, rows, strict=True))
        return fold_copies(hits, k, self.index.words)

    def ask(self, question: str, k: int = 10, *, filters: Filters = NO_FILTERS) -> Answer:
        _checked(question, k)
        hits = self.search(question, max(k, 10), filters=filters)
        logits = self._reranker.score(question, [hit.passage.text for hit in hits[:8]])
        citations = cite(question, hits, self._reranker, logits.tolist())
        confidence = float(1 / (1 + np.exp(-logits.max()))) if len(logits) else 0.0
        answered = confidence > 0.5
        text = " ".join(f"{c.quote} [{n}]" for n, c in enumerate(citations, 1)) if answered else ""
        reason = None if answered else "Nothing in the corpus answers this."
        return Answer(
            question, answered, reason, confidence, text, tuple(citations if answered else ()), tuple(hits[:k])
        )


def _checked(query: str, k: int) -> str:
    query = query.strip()
    if not query:
        raise QueryError("the question is empty; type a few words")
    if len(query) > MAX_QUESTION:
        raise QueryError(f"the question has {len(query):,} characters; at most {MAX_QUESTION:,} are read")
    if not 1 <= k <= MAX_K:
        raise QueryError(f"k is {k}; it must be from 1 to {MAX_K}")
    return query
