"""What a question names and cites, and what of it the passages hold."""

import pytest

from onrecord.index import Hit, Index, load_encoder
from onrecord.search.answers.evidence import cited, gather, named
from onrecord.search.query.query_parser import Understanding
from onrecord.search.retrieval.probe import Probe
from onrecord.search.retrieval.question_vectors import QuestionVectors
from onrecord.search.retrieval.reranker import CrossEncoder
from onrecord.search.retrieval.retriever import Retriever


def _stems(index: Index, words: str) -> list[str]:
    return index.words(words)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How many hectares burned in Corvane?", "Corvane"),
        ("what did the Northern Ledger report on the strike at Calder Haven", "Calder Haven"),
        ("how many of the 1,600 dockers went back", "1,600"),
        ("who is leaving the festival", ""),
    ],
)
def test_names_are_what_is_written_as_names(sample: Index, question: str, names: str) -> None:
    assert named(sample, Understanding(sample).read(question)) == _stems(sample, names)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who won, according to The Financial Times?", "Financial Times"),
        ("What does a report by Bloomberg say of the strike?", "Bloomberg"),
        ("Based on a New York Times article, who is leaving the festival?", "New York Times"),
        ("How many are on strike according to the Northern Ledger?", ""),
        ("How many hectares burned in Corvane?", ""),
    ],
)
def test_outlets_that_the_corpus_does_not_know(sample: Index, question: str, words: str) -> None:
    assert cited(sample, Understanding(sample).read(question)) == _stems(sample, words)


def test_figures_of_a_met_question_and_of_a_stranger(sample: Index) -> None:
    understanding = Understanding(sample)
    retriever = Retriever(sample, QuestionVectors(load_encoder(sample.encoder_name)), CrossEncoder())

    def figures(text: str) -> tuple[float, ...]:
        question = understanding.read(text)
        found = retriever.retrieve(question, 20)
        passages = sample.passages(found.rows.tolist())
        hits = [Hit(p, float(s), int(r)) for p, s, r in zip(passages, found.scores, found.rows, strict=True)]
        evidence = gather(sample, Probe.load(), question, hits, found)
        return evidence.probe_max, evidence.names, evidence.outlets, evidence.strangers

    probe, names, outlets, strangers = figures("How many hectares burned in Corvane?")
    assert (names, outlets, strangers) == (1, 0, 0)
    far, *rest = figures("When was the Treaty of Westphalia signed, according to The Financial Times?")
    assert rest[0] < 0.5
    assert rest[1:] == [0, 1]
    assert probe > 0 > far
    _, names, outlets, strangers = figures("How many dockers are on strike according to the Northern Ledger?")
    assert (names, strangers) == (1, 0)
    assert 0 < outlets <= 0.5
