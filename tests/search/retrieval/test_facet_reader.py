"""What the reranker reads, and the order that comes of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Index, load_encoder
from onrecord.search.query.query_parser import Facet, Understanding
from onrecord.search.retrieval.facet_reader import FacetReader, Read, in_context
from onrecord.search.retrieval.probe import WIDTH
from onrecord.search.retrieval.question_vectors import QuestionVectors
from onrecord.search.retrieval.reranker import CrossEncoder, Reading
from onrecord.search.retrieval.retriever import Retriever
from onrecord.search.retrieval.settings import Weights

FACET = Facet("what", ("what",), frozenset(), ())


@pytest.fixture(scope="module")
def reranker() -> CrossEncoder:
    return CrossEncoder()


@pytest.fixture
def retriever(sample: Index, reranker: CrossEncoder) -> Retriever:
    return Retriever(
        sample, QuestionVectors(load_encoder(sample.encoder_name)), reranker, Weights(alone=5, pairs=4)
    )


@given(facets=st.integers(1, 9), alone=st.integers(1, 20), pairs=st.integers(1, 20))
def test_many_facets_share_what_is_read(facets: int, alone: int, pairs: int) -> None:
    each = Weights(alone=alone, pairs=pairs).each(facets)
    assert each >= 1
    assert each == alone if facets == 1 else each * facets <= max(pairs, facets)


def test_reads_the_first_few_of_each_facet(sample: Index, retriever: Retriever) -> None:
    understanding = Understanding(sample)
    [read] = retriever.retrieve(understanding.read("How many hectares burned in Corvane?"), 20).read
    assert len(read.rows) == len(read.logits) == len(read.scores) == 5
    assert read.states.shape == (5, WIDTH)
    text = "Henrietta Lisle will leave the film festival, while dockers at Calder Haven strike for higher wages"
    found = retriever.retrieve(understanding.read(text), 20)
    assert [len(one.rows) for one in found.read] == [2, 2]
    assert [one.rows[0] for one in found.read] == [one.row for one in found.best]


def _reordered(sample: Index, reranker: CrossEncoder, logits: list[float], share: float) -> list[int]:
    rows, scores = np.arange(6), np.linspace(1, 0.5, 6, dtype=np.float32)
    reading = Reading(np.array(logits, np.float32), np.zeros((3, WIDTH), np.float32))
    reader = FacetReader(sample, reranker, Weights(reranked=share, order=0))
    read = Read(FACET, rows[:3], scores[:3], reading.logits, reading.states, reader.likely(reading))
    (blended, order), ordered = reader.reorder((scores, rows), read)
    assert sorted(order.tolist()) == rows.tolist()
    assert (np.diff(blended) <= 0).all()
    assert ordered.rows.tolist() == order.tolist()[:3]
    assert [logits[row] for row in ordered.rows] == ordered.logits.tolist()
    return [int(row) for row in order]


def test_the_reranker_has_a_share_in_the_order(sample: Index, reranker: CrossEncoder) -> None:
    assert _reordered(sample, reranker, [-8, -8, 8], 0.6) == [2, 0, 1, 3, 4, 5]
    assert _reordered(sample, reranker, [-8, -8, 8], 0.0) == [0, 1, 2, 3, 4, 5]


def test_hidden_states_have_a_say(sample: Index, reranker: CrossEncoder) -> None:
    rows, scores = np.arange(2), np.full(2, 0.5, np.float32)
    states = np.zeros((2, WIDTH), np.float32)
    reader = FacetReader(sample, reranker, Weights())
    states[1] = reader._order._weights
    reading = Reading(np.zeros(2, np.float32), states)
    read = Read(FACET, rows, scores, reading.logits, reading.states, reader.likely(reading))
    (_, order), _ = reader.reorder((scores, rows), read)
    assert order.tolist() == [1, 0]


def test_context_is_the_headline(sample: Index) -> None:
    row = int(sample.matching(["hectar"], 1)[1][0])
    [passage] = sample.passages([row])
    assert in_context(passage) == f"{passage.article.title}. {passage.text}"
