"""Asks an index: the one place where the parts are wired."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from index import Encoder, Hit, Index, QueryError, load_encoder

from .answer import cite
from .model import Answer, Filters
from .outlets import OutletBook
from .question import Understanding
from .reranker import CrossEncoder, Reranker
from .retriever import Retriever

MAX_QUESTION: Final = 2_000
MAX_K: Final = 1_000


class Engine:
    """Searches and answers over one revision of an index; safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder, reranker: Reranker) -> None:
        self.index = index
        self._reranker = reranker
        self._retriever = Retriever(index, encoder)
        period = index.period()
        latest = date.fromisoformat(period[1][:10]) if period else None
        self._understanding = Understanding(index.words, OutletBook(index.source_names), latest=latest)

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
        self, query: str, k: int = 10, *, filters: Filters = Filters(), fast: bool = False
    ) -> list[Hit]:
        question = self._understanding.read(_checked(query, k))
        scores, rows = self._retriever.retrieve(question, k)
        passages = self.index.passages(rows.tolist())
        return [Hit(p, float(s), int(r)) for p, s, r in zip(passages, scores, rows, strict=True)]

    def ask(self, question: str, k: int = 10, *, filters: Filters = Filters()) -> Answer:
        hits = self.search(question, max(k, 10), filters=filters)
        logits = self._reranker.score(question, [hit.passage.text for hit in hits[:8]])
        citations = cite(question, hits, self._reranker, logits.tolist())
        confidence = float(1 / (1 + np.exp(-logits.max()))) if len(logits) else 0.0
        answered = confidence > 0.5
        text = " ".join(f"{c.quote} [{n}]" for n, c in enumerate(citations, 1)) if answered else ""
        reason = None if answered else "Nothing in the corpus answers this."
        return Answer(question, answered, reason, confidence, text, tuple(citations if answered else ()), tuple(hits[:k]))


def _checked(query: str, k: int) -> str:
    query = query.strip()
    if not query:
        raise QueryError("the question is empty; type a few words")
    if len(query) > MAX_QUESTION:
        raise QueryError(f"the question has {len(query):,} characters; at most {MAX_QUESTION:,} are read")
    if not 1 <= k <= MAX_K:
        raise QueryError(f"k is {k}; it must be from 1 to {MAX_K}")
    return query
