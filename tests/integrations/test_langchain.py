"""The retriever in LangChain: its own contract tests, a chain, and what a document says of itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.index import QueryError
from onrecord.search import Engine, Filters

pytest.importorskip("langchain_core", reason="LangChain is not installed; make test-integrations installs it")
pytest.importorskip("langchain_tests", reason="its tests are not installed; make test-integrations installs them")
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from langchain_tests.integration_tests import RetrieversIntegrationTests

from onrecord.api.integrations.langchain import OnrecordRetriever

from .conftest import QUESTION, UNANSWERABLE, WORDS, is_cited


class TestContract(RetrieversIntegrationTests):
    """What LangChain asks of every retriever."""

    @pytest.fixture(autouse=True)
    def _opened(self, engine: Engine) -> Iterator[None]:
        type(self).engine = engine
        yield
        del type(self).engine

    engine: Engine

    @property
    def retriever_constructor(self) -> type[OnrecordRetriever]:
        return OnrecordRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"engine": self.engine}

    @property
    def retriever_query_example(self) -> str:
        return WORDS


def test_what_a_document_says(engine: Engine) -> None:
    [first, *_] = OnrecordRetriever(engine=engine, what="citations").invoke(QUESTION)
    assert is_cited(engine, first.page_content, first.metadata)
    assert first.metadata["speaker"] == "Vladimir Putin"
    assert first.metadata["url"].startswith("https://")
    assert 0 < first.metadata["probability"] <= 1
    assert first.id == first.metadata["permalink"]


def test_passages_name_who_speaks_in_them(engine: Engine) -> None:
    found = OnrecordRetriever(engine=engine, k=20).invoke(WORDS)
    assert all(is_cited(engine, one.page_content, one.metadata) for one in found)
    assert any("Vladimir Putin" in one.metadata.get("speakers", ()) for one in found)


def test_what_is_refused_gives_nothing(engine: Engine) -> None:
    assert OnrecordRetriever(engine=engine, what="citations").invoke(UNANSWERABLE) == []


def test_filters_and_bad_input(engine: Engine) -> None:
    late = Filters(since="2025-10-10")
    found = OnrecordRetriever(engine=engine, filters=late).invoke(WORDS)
    assert found
    assert all(one.metadata["published"] >= "2025-10-10" for one in found)
    with pytest.raises(QueryError):
        OnrecordRetriever(engine=engine).invoke("   ")
    with pytest.raises(ValueError, match="what"):
        OnrecordRetriever(engine=engine, what="everything")


def test_in_a_chain_and_in_a_loop(engine: Engine, sample_index: Path) -> None:
    def outlets(found: list[Document]) -> set[str]:
        return {one.metadata["source"] for one in found}

    chain = OnrecordRetriever(engine=engine) | RunnableLambda(outlets)
    assert len(chain.invoke(WORDS)) > 1
    assert asyncio.run(chain.ainvoke(WORDS)) == chain.invoke(WORDS)
