"""Finds passages: candidates by words and by meaning, scored alike, spread over what the question asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Scored, Selection, Store

from .. import stages
from ..query.compounds import compounds
from ..query.query_parser import Facet, Question
from .facet_reader import FacetReader, Read, Scores
from .fusion import blended_scores, is_unread
from .question_vectors import QuestionVectors
from .reranker import Reranker
from .settings import DEFAULT_WEIGHTS, Weights
from .whole_words import held_whole

__all__ = ["DEFAULT_WEIGHTS", "Best", "Retrieval", "Retriever", "Scores", "Weights", "interleave"]

_FOR_QUESTION: Final = 200
_FOR_FACET: Final = 50
_WORDS: Final = 6  # the rarest of a question bring up its candidates; all of them score these

_UNREAD: Final = 0.2
"""What share of its say a vector has of a question in a script that the packaged models do not read."""


class Best(NamedTuple):
    """What the reranker read in the passage that answers a facet best.

    Attributes:
        facet: What is asked for.
        row: The passage.
        whole: Whether it has been read in full, not only the stretch that the facet is about.
        logit: How well the passage matches the facet.
        states: What `Probe` tells from whether it answers, one row a reading, shape (readings, `WIDTH`).
    """

    facet: Facet
    row: int
    whole: bool
    logit: float
    states: Scores


class Retrieval(NamedTuple):
    """Passages found, and what speaks for them.

    Attributes:
        scores: Best first; a score is never above the one before it.
        rows: Row numbers in the same order.
        cosine: Best cosine of the whole question with any passage.
        logits: Of the passages that the reranker read, the best logit of each, by row.
        best: One for each facet of the question, in its order; none where the reranker read nothing.
        read: All that the reranker read, for each facet in the same order, best first.
    """

    scores: Scores
    rows: NDArray[np.int64]
    cosine: float = 0.0
    logits: Mapping[int, float] = {}
    best: tuple[Best, ...] = ()
    read: tuple[Read, ...] = ()


class Retriever:
    """Hybrid retrieval over one index."""

    def __init__(
        self, index: Store, vectors: QuestionVectors, reranker: Reranker, weights: Weights = DEFAULT_WEIGHTS
    ) -> None:
        """Wire an index, what encodes questions as it was built, and a reranker."""
        self._weights = weights
        self._index = index
        self._vectors = vectors
        self._reader = FacetReader(index, reranker, weights)
        # What the packaged models make of letters that they do not know is chance: words tell more.
        unread = replace(weights, dense=_UNREAD * weights.dense, reranked=_UNREAD * weights.reranked)
        self._unread = unread if vectors.knows_words else weights
        self._unread_reader = FacetReader(index, reranker, self._unread)

    def retrieve(
        self, question: Question, k: int, *, among: Selection | None = None, rerank: bool = True
    ) -> Retrieval:
        """Find passages.

        Every facet of the question ranks the same candidates by its own words and meaning, blended with the whole
        question's, and by its own outlets and days; the rankings take turns, the surest first.

        Args:
            question: The question, understood.
            k: How many to find.
            among: What may be found; None allows all.
            rerank: Whether the reranker reads the first few of each facet.

        Returns:
            The passages, best first, with what the reranker read.
        """
        unread = is_unread(question.text)
        weights, reader = (self._unread, self._unread_reader) if unread else (self._weights, self._reader)
        if not weights.facets:
            question = question.in_one()
        facets = question.facets
        # Each encoding costs 5 ms: a fast search lets the facets share the question's.
        apart = [facet.text for facet in facets] if rerank and len(facets) > 1 else []
        with stages.VECTORS:
            vectors = self._vectors.with_clauses(question.text, apart)
        rows = self._candidates(question, vectors, k, among)
        if not len(rows):
            return Retrieval(np.empty(0, np.float32), rows)
        gains = self._gains(question, rows)
        with stages.VECTORS:
            cosines = self._index.cosines(vectors, rows)
        whole = blended_scores(gains.sum(axis=1), cosines[0], weights.dense)
        boosts = self._boosts(rows, facets, question.sources)
        for number, facet in enumerate(facets):
            if weights.compound and (whole_words := compounds(facet.text)):
                boosts[number] += weights.compound * held_whole(self._index, whole_words, rows, whole)
        columns = {word: column for column, word in enumerate(question.words)}
        rankings: list[Scored] = []
        for number, facet in enumerate(facets):
            blended = whole
            if len(facets) > 1:
                words = gains[:, [columns[word] for word in facet.words]].sum(axis=1)
                own = blended_scores(words, cosines[number + 1 if apart else 0], weights.dense)
                blended = (1 - weights.facet) * whole + weights.facet * own
            rankings.append(_ordered(blended + boosts[number], rows, max(k, weights.each(len(facets)))))
        if not rerank:
            return Retrieval(*interleave(rankings, k), float(cosines[0].max()))
        logits: dict[int, float] = {}
        reads: list[Read] = []
        for number, read in enumerate(reader.read(facets, rankings)):
            rankings[number], ordered = reader.reorder(rankings[number], read)
            for row, logit in zip(ordered.rows.tolist(), ordered.logits.tolist(), strict=True):
                logits[row] = max(logit, logits.get(row, logit))
            reads.append(ordered)
        best = tuple(self._best(read) for read in reads)
        return Retrieval(*interleave(rankings, k), float(cosines[0].max()), logits, best, tuple(reads))

    def _best(self, read: Read) -> Best:
        row = int(read.rows[0])
        [passage] = self._index.passages([row])
        whole = len(passage.text.split()) <= self._weights.window
        return Best(read.facet, row, whole, float(read.logits[0]), read.states[:1])

    @stages.VECTORS
    def nearest(self, text: str, k: int = 1000) -> list[int]:
        """Find the passages whose vectors are nearest to a text's, at most `k`, best first."""
        rows: list[int] = self._index.nearest(self._vectors.of([text])[0], k)[1].tolist()
        return rows

    @stages.VECTORS
    def cosines(self, text: str, rows: NDArray[np.int64]) -> Scores:
        """Compare a text with passages: cosines, shape (len(rows),)."""
        cosines: Scores = self._index.cosines(self._vectors.of([text]), rows)[0]
        return cosines

    def _candidates(
        self, question: Question, vectors: Scores, k: int, among: Selection | None
    ) -> NDArray[np.int64]:
        depth = max(_FOR_QUESTION, k)

        def spelt(words: Sequence[str]) -> list[str]:
            order = np.argsort(-self._index.rarities(words), kind="stable")[:_WORDS]
            rarest = [words[place] for place in order.tolist()]
            return [*rarest, *(other for word in rarest for other in question.also.get(word, ()))]

        with stages.WORDS:
            found = [self._index.matching(spelt(question.words), depth, among=among)[1]]
            found += [
                self._index.matching(spelt(facet.words), _FOR_FACET, among=among)[1] for facet in question.facets
            ]
        with stages.VECTORS:
            found.append(self._index.nearest(vectors[0], depth, among=among)[1])
            found += [self._index.nearest(vector, _FOR_FACET, among=among)[1] for vector in vectors[1:]]
        return np.unique(np.concatenate(found))

    @stages.WORDS
    def _gains(self, question: Question, rows: NDArray[np.int64]) -> Scores:
        """Give what each word of the question adds to each row's BM25; of a name's spellings, the best counts."""
        others = [
            (word, other) for word, found in question.also.items() for other in found if word in question.words
        ]
        gains = self._index.bm25(rows, [*question.words, *(other for _, other in others)])
        for column, (word, _) in enumerate(others, len(question.words)):
            target = question.words.index(word)
            gains[:, target] = np.maximum(gains[:, target], gains[:, column])
        return gains

    def _boosts(self, rows: NDArray[np.int64], facets: Sequence[Facet], sources: frozenset[int]) -> list[Scores]:
        """Give what outlets and days add to each facet's scores; one without an outlet takes the question's."""
        facts = self._index.facts(rows)
        boosts = []
        for facet in facets:
            outlet = np.isin(facts.sources, list(facet.sources or sources))
            day = np.zeros(len(rows), dtype=bool)
            for first, last in facet.days:
                day |= (facts.days >= first) & (facts.days <= last)
            boosts.append((self._weights.outlet * outlet + self._weights.day * day).astype(np.float32))
        return boosts


def interleave(rankings: Sequence[Scored], k: int) -> Scored:
    """Take turns between rankings, the one with the best first score first; nothing comes twice.

    Args:
        rankings: Scores and row numbers, best first.
        k: How many to take.

    Returns:
        Scores and row numbers; a score is lowered to the one before it where it would be above.
    """
    turns = sorted(rankings, key=lambda ranking: -float(ranking[0][0]) if len(ranking[0]) else 0.0)
    taken: dict[int, float] = {}
    lowest = float("inf")
    for place in range(max((len(rows) for _, rows in turns), default=0)):
        for scores, rows in turns:
            if place < len(rows) and int(rows[place]) not in taken and len(taken) < k:
                lowest = min(lowest, float(scores[place]))
                taken[int(rows[place])] = lowest
    return np.array(list(taken.values()), np.float32), np.array(list(taken), np.int64)


def _ordered(scores: Scores, rows: NDArray[np.int64], k: int) -> Scored:
    """Sort best first; ties fall to the lesser row (rows ascend)."""
    order = np.argsort(-scores, kind="stable")[:k]
    return scores[order], rows[order]
