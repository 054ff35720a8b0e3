"""Reads statements a second time where the first leaves it open whether they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.index import Index, Passage, Span, Statement

from ..query.query_parser import Understanding
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Retriever
from .confidence import ENOUGH, statement_probability
from .coverage import Coverage
from .passage_answers import whole_sentences
from .statement_checks import QUOTED
from .statement_retriever import Fit, Found
from .wording import content, reported

_SURE: Final = 0.7
_READ: Final = 5
_LEAST_AROUND: Final = 0.2
_A_SENTENCE: Final = 5
_MEANT: Final = 4.0
_BEFORE: Final = 400
_WORDS_BEFORE: Final = 60
_NEAR_WORDS: Final = 40


class SecondReading:
    """Reads statements again, in full or with the words before them."""

    def __init__(
        self, index: Index, understanding: Understanding, retriever: Retriever, reranker: Reranker
    ) -> None:
        """Wire the parts."""
        self._index = index
        self._understanding = understanding
        self._retriever = retriever
        self._reranker = reranker
        self._coverage = Coverage(index)

    def in_full(self, question: str, topic: str, found: Sequence[Found]) -> list[Found]:
        """Read statements in full whose content was cut short.

        Args:
            question: The whole question, which the cross-encoder reads.
            topic: What the statements are to be about.
            found: From `StatementSearch.find`.

        Returns:
            Those that hold more of the topic in full, best first.
        """
        about = self._understanding.read(topic or question)
        share = self._coverage.shares(about)
        rows = list(dict.fromkeys(one.row for one in found))
        passages = dict(zip(rows, self._index.passages(rows), strict=True))
        others = [said.statement for said in self._index.statements(None, rows)]
        wider = []
        for one in found:
            statement = _in_full(one.statement, passages[one.row], others)
            within = 0.0 if statement is None else float(self._coverage.held(about, content(statement)) @ share)
            if statement is not None and within > one.fit.within:
                wider.append((statement, within, one))
        if not wider:
            return []
        logits = self._reranker.score(question, [reported(statement) for statement, *_ in wider])
        cosines = self._retriever.similarities(about.text, [content(statement) for statement, *_ in wider])
        again = []
        for (statement, within, one), logit, cosine in zip(wider, logits, cosines, strict=True):
            fit = Fit(float(logit), max(one.fit.around, within), within, float(cosine))
            again.append(Found(statement, statement_probability(*fit), fit, one.row))
        return sorted(again, key=lambda one: -one.probability)

    def in_context(self, question: str, topic: str, found: Sequence[Found]) -> list[Found]:
        """Read doubtful statements with the words before them, which may say what they are about.

        "We won't rebuild it" answers a question about the pier if the sentence before is about the pier; and what
        has the word by chance does not, read so. Where one statement is beyond doubt, all stay as they are.

        Args:
            question: The whole question, which the cross-encoder reads.
            topic: What the statements are to be about.
            found: From `StatementSearch.find`.

        Returns:
            All of them, best first, the doubtful ones as likely as the second reading finds them.
        """
        if not topic or any(one.probability >= _SURE for one in found):
            return list(found)
        about = self._understanding.read(topic)
        share = self._coverage.shares(about)
        near = []
        for one in found:
            before, text = _before(one.statement), content(one.statement)
            held = self._coverage.held(about, f"{one.statement.article.title}\n{before}\n{text}")
            around = max(one.fit.around, float(held @ share))
            if around >= _LEAST_AROUND or one.probability >= ENOUGH:
                near.append((one, before, text, around))
        near = sorted(near, key=lambda item: -item[0].probability - item[3])[:_READ]
        if not near:
            return list(found)
        logits = self._reranker.score(
            question, [reported(one.statement, f"{before} ") for one, before, *_ in near]
        )
        texts = [" ".join((*before.split()[-_NEAR_WORDS:], text)) for _, before, text, _ in near]
        cosines = self._retriever.similarities(about.text, texts)
        again = {id(one): one for one in found}
        for (one, _, _, around), logit, cosine in zip(near, logits, cosines, strict=True):
            fit = Fit(float(logit), around, one.fit.within, float(cosine))
            probability = statement_probability(*fit)
            if probability <= one.probability or _stands_alone(one.statement, fit):
                again[id(one)] = one._replace(probability=probability, fit=fit)
        # What is borne out keeps its place: which of two is meant, their own words tell better.
        if found[0].probability >= ENOUGH and again[id(found[0])].probability >= ENOUGH:
            return list(found)
        return sorted(again.values(), key=lambda one: -one.probability)


def _stands_alone(statement: Statement, fit: Fit) -> bool:
    """Whether a statement is a quotation long enough to answer what only the words before it name."""
    return statement.kind in QUOTED and len(content(statement).split()) >= _A_SENTENCE and fit.logit >= _MEANT


def _before(statement: Statement) -> str:
    """Give the words of the article that lead to a statement."""
    source, start = statement.as_written_span, statement.start
    if source is not None and 0 <= start - source.start < _BEFORE:
        start = source.start
    return " ".join(statement.article.text[max(0, start - _BEFORE) : start].split()[-_WORDS_BEFORE:])


def _in_full(statement: Statement, passage: Passage, others: Iterable[Statement]) -> Statement | None:
    """Take in the rest of the sentence that a statement's source and cue lead to."""
    from onrecord.index.attribution import Reports  # with what finds statements, which few questions need

    source, article = statement.as_written_span, statement.article
    if source is None or not passage.start <= source.start < passage.end:
        return None
    [*spans] = (Span(passage.start + start, passage.start + end) for start, end in whole_sentences(passage.text))
    sentence = next((span for span in spans if span.start <= source.start < span.end), None)
    here = [other for other in others if other.article.id == article.id]
    return Reports(article).completed(sentence, statement, here) if sentence else None
