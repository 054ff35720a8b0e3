"""A retriever for LlamaIndex; it needs llama-index-core, which the extra `llamaindex` brings."""

from __future__ import annotations

import asyncio
from typing import Any

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from onrecord.index import Filters
from onrecord.search import Engine

from .found import FOR_READERS, NO_FILTERS, Found, What, find


class OnrecordRetriever(BaseRetriever):
    """Finds passages of an archive, or what answers a question, as LlamaIndex nodes."""

    def __init__(
        self,
        engine: Engine,
        k: int = 10,
        *,
        what: What = "passages",
        filters: Filters = NO_FILTERS,
        **kwargs: Any,
    ) -> None:
        """Retrieve from an archive.

        Args:
            engine: The archive, from `Engine.open`; whoever opened it closes it.
            k: How many nodes, at most.
            what: "passages", or "citations" for only what answers the question: none where it is refused.
            filters: What may be found.
            kwargs: What every retriever of LlamaIndex takes.
        """
        self._engine = engine
        self._k = k
        self._what: What = what
        self._filters = filters
        super().__init__(**kwargs)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Find nodes.

        Raises:
            QueryError: The query is empty or too long, `k` is out of range, or a filter is no date.
        """
        query = query_bundle.query_str
        return [_node(one) for one in find(self._engine, query, self._k, what=self._what, filters=self._filters)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """Find nodes in a thread."""
        return await asyncio.to_thread(self._retrieve, query_bundle)


def _node(found: Found) -> NodeWithScore:
    node = TextNode(
        id_=found.permalink,
        text=found.text,
        metadata=dict(found.metadata),
        start_char_idx=found.metadata["start"],
        end_char_idx=found.metadata["end"],
        # Offsets and links are for programs: a language model is told who, where and when.
        excluded_llm_metadata_keys=[key for key in found.metadata if key not in FOR_READERS],
        excluded_embed_metadata_keys=list(found.metadata),
    )
    return NodeWithScore(node=node, score=found.score)
