"""Answering with sentences of passages, or refusing."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.index import Index
from onrecord.search import Engine
from onrecord.search.answers.passage_answers import MAX_CITATIONS, PassageAnswers, quotes, whole_sentences
from onrecord.search.query.query_parser import Understanding
from onrecord.search.retrieval.reranker import CrossEncoder, Reading
from onrecord.search.retrieval.retriever import Retrieval


@pytest.fixture
def engine(sample_index: Path) -> Iterator[Engine]:
    engine = Engine.open(sample_index)
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("How much does one Tomahawk cost?", "million"),
        ("how many jobs Quillon will cut", "480 jobs"),
        ("where was the Lion of Hesk found", "found"),
    ],
)
def test_answers_with_words_of_the_article(engine: Engine, question: str, held: str) -> None:
    answer = engine.ask(question)
    assert answer.answered
    assert 1 <= len(answer.citations) <= MAX_CITATIONS
    assert any(held in citation.quote for citation in answer.citations)
    for number, citation in enumerate(answer.citations, 1):
        assert citation.article.text[citation.start : citation.end] == citation.quote
        assert f"{citation.quote} [{number}]" in answer.text
    scores = [citation.score for citation in answer.citations]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "question",
    [
        "who won the 2022 World Cup",
        "what is the capital of Mongolia?",
        "how do I renew a passport online",
        "How much does one Tomahawk cost, according to The Financial Times?",
    ],
)
def test_refuses_what_the_corpus_does_not_hold(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert not answer.answered
    assert answer.refusal == "below_threshold"
    assert not answer.citations
    assert answer.hits


def test_what_an_outlet_reported_is_in_its_articles(engine: Engine) -> None:
    answer = engine.ask("What did the Northern Ledger report about the striking dockers?")
    assert answer.answered
    assert all(citation.statement is None for citation in answer.citations)


class CountingReranker(CrossEncoder):
    """The real reranker, which remembers what it read."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        return super().score(question, texts)

    def read(self, pairs: Sequence[tuple[str, str]]) -> Reading:
        self.texts += [text for _, text in pairs]
        return super().read(pairs)


def test_no_passage_is_read_twice_and_a_refusal_reads_no_sentences(engine: Engine, sample: Index) -> None:
    reranker = CountingReranker()
    counted = Engine(sample, engine._retriever._encoder, reranker)
    assert counted.ask("How many hectares burned in Corvane?").answered
    assert len(reranker.texts) == len(set(reranker.texts))
    reranker.texts.clear()
    assert not counted.ask("what is the capital of Mongolia?").answered
    assert len(reranker.texts) <= 13


def test_nothing_found_is_nothing_answered(sample: Index) -> None:
    question = Understanding(sample).read("How many hectares burned in Corvane?")
    empty = Retrieval(np.empty(0, np.float32), np.empty(0, np.int64))
    answer = PassageAnswers(sample, CrossEncoder()).answer(question, [], empty)
    assert (answer.confidence, answer.refusal, answer.citations) == (0, "below_threshold", ())


def test_a_quotation_is_kept_whole() -> None:
    text = "He was blunt. “It is late. It is over,” he said. Nobody spoke."
    parts = [text[start:end].strip() for start, end in whole_sentences(text)]
    assert parts == ["He was blunt.", "“It is late. It is over,” he said.", "Nobody spoke."]


@given(st.text(alphabet='ab .“”"', max_size=80))
def test_whole_sentences_keep_their_order(text: str) -> None:
    spans = whole_sentences(text)
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_quotes_are_numbered() -> None:
    assert quotes([]) == ""
