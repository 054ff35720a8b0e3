"""Finds statements: who said what about a topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import Index, Passage, Selection, Span, Speaker, Statement

from ..passages.answers import whole_sentences
from ..passages.confidence import statement_probability
from ..query.question import Question, Understanding
from ..query.rarity import word_weights
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Retriever
from .speaks import names_somebody, speaks

_PASSAGES: Final = 40
READ: Final = 10
_CONTENT_WORDS: Final = 80
_REACH: Final = 2

Held = NDArray[np.float64]


class Fit(NamedTuple):
    """How well a statement fits a topic.

    Attributes:
        logit: The cross-encoder's word on it.
        around: Share of the topic's words, weighted by rarity, that its passage or headline holds.
        within: The same share in the statement's content alone.
        cosine: Of the topic and the content.
    """

    logit: float
    around: float
    within: float
    cosine: float


class Found(NamedTuple):
    """A statement, the probability that it is what was asked for, and the passage that it begins in."""

    statement: Statement
    probability: float
    fit: Fit
    row: int = -1


class StatementSearch:
    """Finds statements over one index."""

    def __init__(
        self, index: Index, understanding: Understanding, retriever: Retriever, reranker: Reranker
    ) -> None:
        """Wire the parts."""
        self._index = index
        self._understanding = understanding
        self._retriever = retriever
        self._reranker = reranker

    def find(
        self,
        question: str,
        topic: str,
        *,
        speaker: Speaker | None = None,
        among: Selection | None = None,
        read: int = READ,
    ) -> list[Found]:
        """Find statements on a topic.

        Args:
            question: The whole question, which the cross-encoder reads.
            topic: What the statements are to be about; "" takes any.
            speaker: Whose they are to be; None takes everybody's who is named.
            among: Passages that may be looked at; None allows all.
            read: How many the cross-encoder reads, and are given back.

        Returns:
            The few best, best first.
        """
        if speaker is not None:
            spoken = _and_next(self._index.spoken(speaker.names))
            among = spoken if among is None else among & spoken
        understood = self._understanding.read(topic or question)
        rows = self._retriever.retrieve(understood, _PASSAGES, among=among, rerank=False).rows.tolist()
        place = {row: number for number, row in enumerate(rows)}
        if speaker is not None:
            before = (row - step for row in rows for step in range(1, _REACH + 1) if row >= step)
            place |= {row: len(place) for row in before if row not in place}
        said = [
            (one.statement, one.row)
            for one in self._index.statements(None if speaker is None else speaker.names, list(place))
            if one.row is not None and names_somebody(one.statement) and speaks(one.statement)
        ]
        passages = self._passages(row for _, row in said)
        said = [(one, row) for one, row in said if place[row] < len(rows) or one.end > passages[row].end]
        if not said:
            return []
        found = self._features(question, understood, sorted(said, key=lambda pair: place[pair[1]]), passages, read)
        return sorted(found, key=lambda one: -one.probability)

    def all_of(self, speaker: Speaker, among: Selection | None) -> list[Statement]:
        """Read everything that somebody said, and no deeds, in the order of the index."""
        said = [one for one in self._index.statements(speaker.names) if speaks(one.statement)]
        if among is None:
            return [one.statement for one in said]
        rows = {one.row for one in said if one.row is not None}
        allowed = self._index.allowed(sorted(rows), among)
        return [one.statement for one in said if one.row in allowed]

    def _passages(self, rows: Iterable[int]) -> dict[int, Passage]:
        wanted = list(dict.fromkeys(rows))
        return dict(zip(wanted, self._index.passages(wanted), strict=True))

    def look_again(self, question: str, topic: str, found: Sequence[Found]) -> list[Found]:
        """Read statements in full whose content was cut short.

        Args:
            question: The whole question, which the cross-encoder reads.
            topic: What the statements are to be about.
            found: From `find`.

        Returns:
            Those that hold more of the topic in full, best first.
        """
        about = self._understanding.read(topic or question)
        share = self._shares(about)
        passages = self._passages(one.row for one in found)
        others = [said.statement for said in self._index.statements(None, list(passages))]
        wider = []
        for one in found:
            statement = _in_full(one.statement, passages[one.row], others)
            within = 0.0 if statement is None else float(self._held(about, _content(statement)) @ share)
            if statement is not None and within > one.fit.within:
                wider.append((statement, within, one))
        if not wider:
            return []
        logits = self._reranker.score(question, [_reported(statement) for statement, *_ in wider])
        cosines = self._retriever.similarities(about.text, [_content(statement) for statement, *_ in wider])
        again = []
        for (statement, within, one), logit, cosine in zip(wider, logits, cosines, strict=True):
            fit = Fit(float(logit), max(one.fit.around, within), within, float(cosine))
            again.append(Found(statement, statement_probability(*fit), fit, one.row))
        return sorted(again, key=lambda one: -one.probability)

    def _shares(self, topic: Question) -> Held:
        """Weigh the words of a topic by rarity; the weights add up to 1, shape (words,)."""
        weights = word_weights(self._index, topic.words)
        return np.asarray(weights / max(float(weights.sum()), 1e-9), np.float64)

    def _features(
        self,
        question: str,
        topic: Question,
        said: Sequence[tuple[Statement, int]],
        passages: Mapping[int, Passage],
        read: int,
    ) -> list[Found]:
        share = self._shares(topic)
        held = {row: self._held(topic, f"{p.article.title}\n{p.text}") for row, p in passages.items()}
        contents = [self._held(topic, _content(statement)) for statement, _ in said]
        within = np.array([content @ share for content in contents])
        # A statement may go on beyond the passage that it begins in.
        around = np.array(
            [np.maximum(held[row], content) @ share for (_, row), content in zip(said, contents, strict=True)]
        )
        first = np.argsort(-(within + 0.5 * around), kind="stable")[:read]
        logits = self._reranker.score(question, [_reported(said[n][0]) for n in first])
        cosines = self._retriever.similarities(topic.text, [_content(said[n][0]) for n in first])
        found = []
        for n, logit, cosine in zip(first, logits, cosines, strict=True):
            fit = Fit(float(logit), float(around[n]), float(within[n]), float(cosine))
            found.append(Found(said[n][0], statement_probability(*fit), fit, said[n][1]))
        return found

    def _held(self, topic: Question, text: str) -> Held:
        """Tell which words of a topic a text holds, in any spelling: 1 or 0 for each, shape (words,)."""
        return np.array(topic.held(set(self._index.words(text))), np.float64)


def who(statement: Statement) -> str:
    """Give the name a statement goes under: the speaker's, or the words that stand for a speaker without one."""
    return statement.speaker or statement.as_written


def _content(statement: Statement) -> str:
    text = statement.article.text
    return " ".join(text[span.start : span.end] for span in statement.content)


def _in_full(statement: Statement, passage: Passage, others: Iterable[Statement]) -> Statement | None:
    """Take in the rest of the sentence that a statement's source and cue lead to."""
    from index.statements import Reports  # with what finds statements, which few questions need

    source, article = statement.as_written_span, statement.article
    if source is None or not passage.start <= source.start < passage.end:
        return None
    [*spans] = (Span(passage.start + start, passage.start + end) for start, end in whole_sentences(passage.text))
    sentence = next((span for span in spans if span.start <= source.start < span.end), None)
    here = [other for other in others if other.article.id == article.id]
    return Reports(article).completed(sentence, statement, here) if sentence else None


def _and_next(chosen: Selection) -> Selection:
    """Choose the next few passages too, into which what begins in one may go on."""
    wider = chosen.copy()
    for step in range(1, _REACH + 1):
        wider[step:] |= chosen[:-step]
    return wider


def _reported(statement: Statement) -> str:
    """Put a statement as a sentence that names its speaker, whatever the article calls him there."""
    content = " ".join(_content(statement).split()[:_CONTENT_WORDS])
    role = f", {statement.role}," if statement.role else ""
    cue = statement.cue.strip(" ,:") or "said"
    return f"{statement.article.title}. {who(statement)}{role} {cue}: {content}"
