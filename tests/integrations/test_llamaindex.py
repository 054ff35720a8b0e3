"""The retriever in LlamaIndex: nodes, a query engine, and what a language model is told."""

from __future__ import annotations

import asyncio

import pytest

from onrecord.index import QueryError
from onrecord.search import Engine

pytest.importorskip("llama_index.core", reason="LlamaIndex is not installed; make test-integrations installs it")
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode, get_response_synthesizer
from llama_index.core.schema import MetadataMode, TextNode

from onrecord.api.integrations.llamaindex import OnrecordRetriever

from .conftest import QUESTION, UNANSWERABLE, WORDS, is_cited


def test_nodes(engine: Engine) -> None:
    found = OnrecordRetriever(engine, k=3).retrieve(WORDS)
    assert len(found) == 3
    for one in found:
        assert isinstance(one.node, TextNode)
        assert is_cited(engine, one.node.text, one.node.metadata)
        assert one.node.end_char_idx - one.node.start_char_idx == len(one.node.text)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_model_is_told_who_said_it_and_no_offsets(engine: Engine) -> None:
    [first, *_] = OnrecordRetriever(engine, what="citations").retrieve(QUESTION)
    told = first.node.get_content(MetadataMode.LLM)
    assert "speaker: Vladimir Putin" in told
    assert first.node.metadata["permalink"] not in told
    assert 0 < first.score <= 1


def test_what_is_refused_gives_nothing_and_bad_input_one_line(engine: Engine) -> None:
    assert OnrecordRetriever(engine, what="citations").retrieve(UNANSWERABLE) == []
    with pytest.raises(QueryError):
        OnrecordRetriever(engine).retrieve("   ")


def test_in_a_query_engine_and_in_a_loop(engine: Engine) -> None:
    retriever = OnrecordRetriever(engine, what="citations")
    synthesizer = get_response_synthesizer(llm=MockLLM(), response_mode=ResponseMode.COMPACT)
    response = RetrieverQueryEngine(retriever, synthesizer).query(QUESTION)
    assert [one.node.node_id for one in response.source_nodes] == [
        one.node.node_id for one in asyncio.run(retriever.aretrieve(QUESTION))
    ]
    assert str(first_words(engine)) in str(response)


def first_words(engine: Engine) -> str:
    return engine.ask(QUESTION).citations[0].quote
