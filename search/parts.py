"""The parts of an engine, and how they are wired."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Final

from onrecord.index import Encoder, KnowsWords, Store

from .answers.answer_score import AnswerScore
from .answers.answers import Answers
from .answers.unit_finder import UnitFinder
from .answers.unit_reader import UnitReader
from .passage_search import PassageSearch
from .query.query_parser import Understanding
from .query.question_tagger import question_tagger
from .question_answering import QuestionAnswering
from .retrieval.question_vectors import QuestionVectors
from .retrieval.reranker import Reranker
from .retrieval.retriever import Retriever, Weights

_MINIMA: Final = 8  # minima of probability that are kept wired


class Parts:
    """What an engine works with, over one index.

    Attributes:
        encoder: The one the index was built with.
        reranker: Reads questions and texts together.
        weights: How the parts of retrieval count.
        reader: Reads questions and what may answer together.
        understanding: Reads questions.
        answers: Answers with statements of at least such a probability.
        passages: Finds passages.
        asking: Answers questions as they are typed.
    """

    def __init__(
        self, index: Store, encoder: Encoder, reranker: Reranker, weights: Weights, reader: UnitReader | None
    ) -> None:
        """Wire them; where there is no reader, one is opened by the first question."""
        self.encoder, self.reranker, self.weights = encoder, reranker, weights
        self.reader = reader or UnitReader()
        question_tagger().prepare()  # it opens while the rest does
        self.understanding = Understanding(index, encoder.has_word if isinstance(encoder, KnowsWords) else None)
        vectors = QuestionVectors(encoder)
        retriever = Retriever(index, vectors, reranker, weights)
        # It holds the parts, not these: an engine that nobody uses any more goes at once, with all its memory.
        wired = partial(
            _wired,
            index=index,
            understanding=self.understanding,
            retriever=retriever,
            reader=self.reader,
            reranker=reranker,
            score=AnswerScore.load(),
        )
        self.answers = lru_cache(_MINIMA)(wired)
        self.passages = PassageSearch(index, retriever, self.answers(0.0).book)
        first = PassageSearch(
            index, Retriever(index, vectors, reranker, weights.to_answer), self.answers(0.0).book
        )
        self.asking = QuestionAnswering(index, self.understanding, first, self.answers, self.reader)


def _wired(
    min_probability: float | None,
    *,
    index: Store,
    understanding: Understanding,
    retriever: Retriever,
    reader: UnitReader,
    reranker: Reranker,
    score: AnswerScore,
) -> Answers:
    """Wire what answers with the statements that are probable enough."""
    trusted = index.trusting(min_probability)
    finder = UnitFinder(trusted, understanding, retriever, reader, score)
    return Answers(trusted, understanding, finder, reranker, score)
