"""Lets the reranker read the first few passages of each facet, and puts them into its order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Passage, Scored, Span, Store

from .. import stages
from ..query.answer_type import asked_for, without_measure
from ..query.query_parser import Facet
from .probe import ORDER, Probe
from .reranker import Reading, Reranker
from .settings import Weights
from .windows import best_window

Scores = NDArray[np.float32]


class Read(NamedTuple):
    """What the reranker read for one facet.

    Attributes:
        facet: What is asked for.
        rows: The passages.
        scores: What they had before they were read, shape (n,).
        logits: How well each matches the facet, shape (n,).
        states: What `Probe` tells from, shape (n, `WIDTH`).
        likely: How likely each is to be what is asked for, which is what they are ordered by, shape (n,).
    """

    facet: Facet
    rows: NDArray[np.int64]
    scores: Scores
    logits: Scores
    states: Scores
    likely: Scores


@cache
def _order() -> Probe:
    """Load what orders passages once, for every reader of every index."""
    return Probe.load(ORDER)


class FacetReader:
    """Reads passages of one index."""

    def __init__(self, index: Store, reranker: Reranker, weights: Weights) -> None:
        """Wire an index and a reranker."""
        self._index = index
        self._reranker = reranker
        self._weights = weights
        self._order = _order()

    @stages.CROSS_ENCODER
    def read(self, facets: Sequence[Facet], rankings: Sequence[Scored]) -> list[Read]:
        """Read the first few passages of each facet, all at once.

        The reranker reads the facet, not the whole question: a passage answers one of the things that are asked.

        Args:
            facets: Of one question.
            rankings: One for each, best first.

        Returns:
            What was read for each, in the order of its ranking.
        """
        each = self._weights.each(len(facets))
        pairs: list[tuple[str, str]] = []
        ends: list[int] = []
        for facet, (_, rows) in zip(facets, rankings, strict=True):
            pairs += self._pairs(facet, rows[:each])
            ends.append(len(pairs))
        reading = self._reranker.read(pairs)
        logits, states = reading.logits, reading.states
        likely = self.likely(reading) if reading.likely is None else reading.likely
        return [
            Read(facet, rows[:each], scores[:each], logits[first:end], states[first:end], likely[first:end])
            for facet, (scores, rows), (first, end) in zip(facets, rankings, pairwise([0, *ends]), strict=True)
        ]

    def likely(self, reading: Reading) -> Scores:
        """Make probabilities of what the packaged reranker read, shape (n,)."""
        raised = reading.logits / self._weights.temperature
        if self._weights.order:
            raised = raised + self._weights.order * self._order.score(reading.states)
        likely: Scores = 1 / (1 + np.exp(-raised))
        return likely

    def _pairs(self, facet: Facet, rows: NDArray[np.int64]) -> list[tuple[str, str]]:
        about = set(self._index.words(without_measure(facet.text))) & set(facet.words)
        words = [word for word in facet.words if word in about] or facet.words
        wanted = dict(zip(words, self._index.rarities(words).tolist(), strict=True))
        most, answer = self._weights.window, asked_for(facet.text)
        pairs = []
        for passage in self._index.passages(rows.tolist()):
            span = best_window(passage.text, wanted, self._index.words, most_words=most, answer=answer)
            pairs.append((facet.text, in_context(passage, span)))
        return pairs

    def reorder(self, ranking: Scored, read: Read) -> tuple[Scored, Read]:
        """Blend the reranker's word on the first passages into a facet's ranking.

        Args:
            ranking: Best first.
            read: Its first passages.

        Returns:
            The ranking, and what was read, in the new order.
        """
        scores, rows = ranking
        n, share = len(read.rows), self._weights.reranked
        first = (1 - share) * scores[:n] + share * read.likely
        order = np.argsort(-first, kind="stable")
        rest = np.minimum((1 - share) * scores[n:], first.min(initial=np.inf))
        blended = np.concatenate([first[order], rest]).astype(np.float32)
        ordered = Read(
            read.facet,
            read.rows[order],
            read.scores[order],
            read.logits[order],
            read.states[order],
            read.likely[order],
        )
        return (blended, np.concatenate([ordered.rows, rows[n:]])), ordered


def in_context(passage: Passage, span: Span | None = None) -> str:
    """Give the text that the reranker reads of a passage: its headline, and the passage or a stretch of it."""
    text = passage.text if span is None else passage.text[span.start : span.end]
    return f"{passage.article.title}. {text}" if passage.article.title else text
