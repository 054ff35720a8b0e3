"""Finds statements: who said what about a topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from onrecord.index import Index, Passage, Selection, Speaker, Statement

from ..query.query_parser import Question, Understanding
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Retriever
from .confidence import statement_probability
from .coverage import Coverage
from .statement_checks import names_somebody, speaks, stands
from .wording import content, reported

_PASSAGES: Final = 40
READ: Final = 10
_REACH: Final = 2


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
        self._coverage = Coverage(index)

    def find(
        self,
        question: str,
        topic: str,
        *,
        speaker: Speaker | None = None,
        among: Selection | None = None,
        read: int = READ,
        stances: bool = False,
    ) -> list[Found]:
        """Find statements on a topic.

        Args:
            question: The whole question, which the cross-encoder reads.
            topic: What the statements are to be about; "" takes any.
            speaker: Whose they are to be; None takes everybody's who is named.
            among: Passages that may be looked at; None allows all.
            read: How many the cross-encoder reads, and are given back.
            stances: Find what people want, feel or do instead of what they said.

        Returns:
            The few best, best first.
        """
        if speaker is not None:
            spoken = _and_next(self._index.spoken(speaker.names))
            among = spoken if among is None else among & spoken
        understood = self._understanding.read(topic or question)
        kept = stands if stances else speaks
        rows = self._retriever.retrieve(understood, _PASSAGES, among=among, rerank=False).rows.tolist()
        place = {row: number for number, row in enumerate(rows)}
        if speaker is not None:
            before = (row - step for row in rows for step in range(1, _REACH + 1) if row >= step)
            place |= {row: len(place) for row in before if row not in place}
        said = [
            (one.statement, one.row)
            for one in self._index.statements(None if speaker is None else speaker.names, list(place))
            if one.row is not None and names_somebody(one.statement) and kept(one.statement)
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

    def _features(
        self,
        question: str,
        topic: Question,
        said: Sequence[tuple[Statement, int]],
        passages: Mapping[int, Passage],
        read: int,
    ) -> list[Found]:
        share = self._coverage.shares(topic)
        held = {row: self._coverage.held(topic, f"{p.article.title}\n{p.text}") for row, p in passages.items()}
        holds = [self._coverage.held(topic, content(statement)) for statement, _ in said]
        within = np.array([its @ share for its in holds])
        # A statement may go on beyond the passage that it begins in.
        around = np.array([np.maximum(held[row], its) @ share for (_, row), its in zip(said, holds, strict=True)])
        first = np.argsort(-(within + 0.5 * around), kind="stable")[:read]
        logits = self._reranker.score(question, [reported(said[n][0]) for n in first])
        cosines = self._retriever.similarities(topic.text, [content(said[n][0]) for n in first])
        found = []
        for n, logit, cosine in zip(first, logits, cosines, strict=True):
            fit = Fit(float(logit), float(around[n]), float(within[n]), float(cosine))
            found.append(Found(said[n][0], statement_probability(*fit), fit, said[n][1]))
        return found


def _and_next(chosen: Selection) -> Selection:
    """Choose the next few passages too, into which what begins in one may go on."""
    wider = chosen.copy()
    for step in range(1, _REACH + 1):
        wider[step:] |= chosen[:-step]
    return wider
