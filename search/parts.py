"""The parts of an engine, and how they are wired."""

from __future__ import annotations

from concurrent.futures import Future
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

from onrecord.index import Encoder, KnowsWords, Prepares, Store

from .answers.answer_score import AnswerScore
from .answers.answers import Answers
from .answers.unit_finder import UnitFinder
from .answers.unit_reader import UnitReader
from .passage_search import PassageSearch
from .query.query_parser import Understanding
from .query.question_tagger import question_tagger
from .question_answering import QuestionAnswering
from .retrieval.loading import load_ranker
from .retrieval.question_vectors import QuestionVectors
from .retrieval.reranker import Reranker
from .retrieval.retriever import Retriever, Weights

_MINIMA: Final = 8  # minima of probability that are kept wired


class Readers(NamedTuple):
    """Models that open when they are first needed, and serve as long as an index is opened anew.

    Attributes:
        reader: Reads questions and what may answer together.
        ranker: Reads questions and passages to order what is shown.
    """

    reader: UnitReader
    ranker: Reranker


class Parts:
    """What an engine works with, over one index.

    Attributes:
        encoder: The one the index was built with.
        reranker: Reads questions and texts together.
        weights: How the parts of retrieval count.
        readers: What opens later.
        understanding: Reads questions.
        answers: Answers with statements of at least such a probability.
        passages: Finds passages.
        asking: Answers questions as they are typed.
    """

    def __init__(
        self, index: Store, encoder: Encoder, reranker: Reranker, weights: Weights, readers: Readers | None
    ) -> None:
        """Wire them; where there are no readers yet, they are made, to open when they are needed."""
        self.encoder, self.reranker, self.weights = encoder, reranker, weights
        self.readers = readers or Readers(UnitReader(), load_ranker(reranker))
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
            reader=self.readers.reader,
            reranker=reranker,
            score=AnswerScore.load(),
        )
        self.answers = lru_cache(_MINIMA)(wired)
        shown = Retriever(index, QuestionVectors(encoder, halved=True), self.readers.ranker, weights)
        self.passages = PassageSearch(index, shown, self.answers(0.0).book)
        first = PassageSearch(
            index, Retriever(index, vectors, reranker, weights.to_answer), self.answers(0.0).book
        )
        self.asking = QuestionAnswering(index, self.understanding, first, self.answers, self.readers.reader)

    def prepare(self, *, to_answer: bool) -> Future[Any] | None:
        """Begin to open what reads passages, to answer from them or to show them; None: it is open for good."""
        needed = self.reranker if to_answer else self.readers.ranker
        return needed.prepare() if isinstance(needed, Prepares) else None


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
