"""The component in Haystack: a pipeline, written to YAML and read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import IndexNotFound, QueryError
from onrecord.search import Engine, Filters

pytest.importorskip("haystack", reason="Haystack is not installed; make test-integrations installs it")
from haystack import Pipeline
from haystack.components.builders import PromptBuilder

from onrecord.api.integrations.haystack import OnrecordRetriever

from .conftest import QUESTION, UNANSWERABLE, WORDS, is_cited

TEMPLATE = "{% for one in documents %}{{ one.meta.speaker }}: {{ one.content }}\n{% endfor %}"


@pytest.fixture
def retriever(sample_index: Path) -> Iterator[OnrecordRetriever]:
    made = OnrecordRetriever(sample_index, what="citations", filters=Filters(since="2025-10-01"))
    yield made
    made.close()


def test_documents(engine: Engine, sample_index: Path) -> None:
    retriever = OnrecordRetriever(str(sample_index))
    found = retriever.run(query=WORDS, top_k=4)["documents"]
    assert len(found) == 4
    assert all(is_cited(engine, one.content, one.meta) for one in found)
    assert len(retriever.run(query=WORDS)["documents"]) == 10
    with pytest.raises(QueryError):
        retriever.run(query="   ")
    retriever.close()


def test_in_a_pipeline_that_was_written_down(retriever: OnrecordRetriever) -> None:
    made = Pipeline()
    made.add_component("retriever", retriever)
    made.add_component("prompt", PromptBuilder(TEMPLATE, required_variables=["documents"]))
    made.connect("retriever.documents", "prompt.documents")
    read = Pipeline.loads(made.dumps(), allowed_modules=["onrecord.api.integrations.haystack"])
    try:
        told = read.run({"retriever": {"query": QUESTION}})["prompt"]["prompt"]
        assert told == made.run({"retriever": {"query": QUESTION}})["prompt"]["prompt"]
        assert told.startswith("Vladimir Putin: ")
        refused = read.run({"retriever": {"query": UNANSWERABLE}})["prompt"]["prompt"]
        assert refused == ""
    finally:
        read.get_component("retriever").close()


def test_an_index_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound):
        OnrecordRetriever(tmp_path / "none").warm_up()
