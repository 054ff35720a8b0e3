"""A component for Haystack's pipelines; it needs haystack-ai, which the extra `haystack` brings."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from haystack import Document, component, default_from_dict, default_to_dict

from onrecord.index import Filters
from onrecord.search import Engine

from .found import NO_FILTERS, What, find


@component
class OnrecordRetriever:
    """Finds passages of an archive, or what answers a question, as Haystack documents.

    A pipeline that holds it can be written to YAML and read again: it names the index's folder, and opens it when
    it is first needed.
    """

    def __init__(
        self,
        index: str | Path,
        top_k: int = 10,
        *,
        what: What = "passages",
        filters: Filters = NO_FILTERS,
    ) -> None:
        """Retrieve from an archive.

        Args:
            index: The index folder.
            top_k: How many documents, at most.
            what: "passages", or "citations" for only what answers the question: none where it is refused.
            filters: What may be found.
        """
        self._index = str(index)
        self._top_k = top_k
        self._what: What = what
        self._filters = filters
        self._engine: Engine | None = None

    def warm_up(self) -> None:
        """Open the index with its models; pipelines call it before they run.

        Raises:
            StoreError: The index cannot be read.
            ModelError: A model cannot be loaded.
        """
        self._opened()

    def _opened(self) -> Engine:
        if self._engine is None:
            self._engine = Engine.open(self._index)
        return self._engine

    def close(self) -> None:
        """Let go of the index."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    @component.output_types(documents=list[Document])
    def run(self, query: str, top_k: int | None = None) -> dict[str, list[Document]]:
        """Find documents.

        Args:
            query: A question or words.
            top_k: In place of the component's own.

        Raises:
            QueryError: The query is empty or too long, `top_k` is out of range, or a filter is no date.
        """
        wanted = self._top_k if top_k is None else top_k
        found = find(self._opened(), query, wanted, what=self._what, filters=self._filters)
        documents = [
            Document(id=one.permalink, content=one.text, meta=dict(one.metadata), score=one.score) for one in found
        ]
        return {"documents": documents}

    def to_dict(self) -> dict[str, Any]:
        """Describe the component, so that a pipeline can be written down."""
        written: dict[str, Any] = default_to_dict(
            self, index=self._index, top_k=self._top_k, what=self._what, filters=asdict(self._filters)
        )
        return written

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> OnrecordRetriever:
        """Make the component that `to_dict` described."""
        given = data["init_parameters"]
        described = {**data, "init_parameters": {**given, "filters": Filters(**given.get("filters", {}))}}
        made: OnrecordRetriever = default_from_dict(cls, described)
        return made
