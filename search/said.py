"""Finds statements: who said what about a topic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import Index, Selection, Speaker, Statement

from .confidence import statement_probability
from .question import Question, Understanding
from .rarity import word_weights
from .reranker import Reranker
from .retriever import Retriever

_PASSAGES: Final = 40
READ: Final = 10
_CONTENT_WORDS: Final = 80

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
    """A statement, and the probability that it is what was asked for."""

    statement: Statement
    probability: float
    fit: Fit


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
            spoken = self._index.spoken(speaker.names)
            among = spoken if among is None else among & spoken
        understood = self._understanding.read(topic or question)
        rows = self._retriever.retrieve(understood, _PASSAGES, among=among, rerank=False).rows
        said = [
            (one.statement, int(one.row))
            for one in self._index.statements(None if speaker is None else speaker.names, rows.tolist())
            if one.row is not None and who(one.statement)
        ]
        if not said:
            return []
        place = {int(row): number for number, row in enumerate(rows)}
        found = self._features(question, understood, sorted(said, key=lambda pair: place[pair[1]]), read)
        return sorted(found, key=lambda one: -one.probability)

    def all_of(self, speaker: Speaker, among: Selection | None) -> list[Statement]:
        """Read everything that somebody said, in the order of the index."""
        said = self._index.statements(speaker.names)
        if among is None:
            return [one.statement for one in said]
        rows = {one.row for one in said if one.row is not None}
        allowed = self._index.allowed(sorted(rows), among)
        return [one.statement for one in said if one.row in allowed]

    def _features(
        self, question: str, topic: Question, said: Sequence[tuple[Statement, int]], read: int
    ) -> list[Found]:
        weights = word_weights(self._index, topic.words)
        share = weights / max(float(weights.sum()), 1e-9)
        rows = list(dict.fromkeys(row for _, row in said))
        passages = zip(rows, self._index.passages(rows), strict=True)
        held = {row: self._held(topic, f"{p.article.title}\n{p.text}") for row, p in passages}
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
            found.append(Found(said[n][0], statement_probability(*fit), fit))
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


def _reported(statement: Statement) -> str:
    """Put a statement as a sentence that names its speaker, whatever the article calls him there."""
    content = " ".join(_content(statement).split()[:_CONTENT_WORDS])
    role = f", {statement.role}," if statement.role else ""
    cue = statement.cue.strip(" ,:") or "said"
    return f"{statement.article.title}. {who(statement)}{role} {cue}: {content}"
