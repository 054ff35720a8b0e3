"""A retriever for LangChain; it needs langchain-core, which the extra `langchain` brings."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from onrecord.index import Filters
from onrecord.search import Engine

from .found import NO_FILTERS, What, find


class OnrecordRetriever(BaseRetriever):
    """Finds passages of an archive, or what answers a question, as LangChain documents.

    Attributes:
        engine: The archive, from `Engine.open`; whoever opened it closes it.
        k: How many documents, at most; `invoke(query, k=3)` asks for another number once.
        what: "passages", or "citations" for only what answers the question: none where it is refused.
        filters: What may be found.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    engine: Engine
    k: int = 10
    what: What = "passages"
    filters: Filters = NO_FILTERS

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain hands it over by name
        **kwargs: Any,
    ) -> list[Document]:
        """Find documents.

        Args:
            query: A question or words.
            run_manager: LangChain's; nothing is told to it.
            kwargs: `k`, in place of the retriever's own.

        Raises:
            QueryError: The query is empty or too long, `k` is out of range, or a filter is no date.
        """
        found = find(self.engine, query, kwargs.get("k", self.k), what=self.what, filters=self.filters)
        return [
            Document(one.text, id=one.permalink, metadata={**one.metadata, "score": one.score}) for one in found
        ]
