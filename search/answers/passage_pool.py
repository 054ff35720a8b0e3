"""Chooses the passages that are cut into units: those found, their neighbours, and the rest of the best articles.

An article says once whom and what it is about; the paragraph that answers says "he" and "the deal". So what stands
beside a passage that was found, or in an article of which several were found, may answer without a word of the
question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Selection, Store

from ..query.idf import word_shares, words_held
from ..query.query_parser import Question
from .confidence import sigmoid

_BESIDE: Final = 2
"""So many passages before and behind one that was found are its neighbours."""

_ARTICLES: Final = 3
"""Of so many articles, those with the best passages, every passage is looked at."""


class Standing(NamedTuple):
    """What the searches say of a passage.

    Attributes:
        rank: One over its place in the search for the question; 0 where that did not find it.
        spoken: The same for the search of passages in which those speak who are asked for.
        cosine: Of its vector with the topic's.
        near: The best of both for it and its neighbours, less for farther ones.
        article: The sum of both over the passages of its article.
        matches: How well the reranker found it, or a neighbour, to match: from 0 to 1, less for farther ones.
        held: Share of the topic's words, by rarity, that it or its headline holds.
        held_beside: Share that these and its neighbours hold.
    """

    rank: float
    spoken: float
    cosine: float
    near: float
    article: float
    matches: float
    held: float
    held_beside: float


def passages_of(
    index: Store,
    topic: Question,
    first: Mapping[int, float],
    spoken: Sequence[int],
    *,
    cosines: Callable[[NDArray[np.int64]], NDArray[np.float32]],
    among: Selection | None,
    alone: bool = False,
) -> dict[int, Standing]:
    """Choose passages.

    Args:
        index: The corpus.
        topic: What the words are about.
        first: What the search for the question found, best first, with the reranker's logits.
        spoken: What that of passages in which those speak who are asked for found, best first.
        cosines: Compares the topic with passages.
        among: Passages that may be looked at; None allows all.
        alone: Choose those found, and no others.

    Returns:
        What the searches say of each, by row.
    """
    ranks = _reciprocal(first), _reciprocal(spoken)
    found = list(dict.fromkeys([*first, *spoken]))
    articles: dict[int, list[int]] = {}
    its: dict[int, int] = {}  # the first passage of the article of each
    for row in found:
        if row not in its:
            rows: list[int] = index.of_article(row).tolist()
            articles[rows[0]] = rows
            its |= dict.fromkeys(rows, rows[0])
    shares = dict.fromkeys(articles, 0.0)
    for row in found:
        shares[its[row]] += sum(one.get(row, 0.0) for one in ranks)
    near = _beside({row: max(one.get(row, 0.0) for one in ranks) for row in found}, articles, its)
    matches = _beside({row: sigmoid(logit) for row, logit in first.items()}, articles, its)
    pool = found
    if not alone:
        best = sorted(shares, key=lambda one: -shares[one])[:_ARTICLES]
        pool = list(dict.fromkeys([*found, *near, *(row for one in best for row in articles[one])]))
    pool = allowed(index, pool, among)
    if not pool:
        return {}
    held = _held(index, topic, articles)
    return {
        row: Standing(
            ranks[0].get(row, 0.0),
            ranks[1].get(row, 0.0),
            float(cosine),
            near.get(row, 0.0),
            shares[its[row]],
            matches.get(row, 0.0),
            *held[row],
        )
        for row, cosine in zip(pool, cosines(np.array(pool)), strict=True)
    }


def _held(index: Store, topic: Question, articles: Mapping[int, Sequence[int]]) -> dict[int, tuple[float, float]]:
    """Tell the share of the topic's words, by rarity, that a passage holds, and that its neighbours too do."""
    share = word_shares(index, topic.words)
    held: dict[int, tuple[float, float]] = {}
    for rows in articles.values():
        own = words_held(index, topic, rows)
        beside = own.copy()
        beside[1:] |= own[:-1]
        beside[:-1] |= own[1:]
        held |= zip(rows, zip((own @ share).tolist(), (beside @ share).tolist(), strict=True), strict=True)
    return held


def allowed(index: Store, rows: Sequence[int], among: Selection | None) -> list[int]:
    """Keep the passages that may be looked at, in their order; None allows all."""
    kept = rows if among is None else index.allowed(sorted(rows), among)
    return [row for row in rows if row in kept]


def _reciprocal(rows: Iterable[int]) -> dict[int, float]:
    return {row: 1 / place for place, row in enumerate(rows, 1)}


def _beside(
    weights: Mapping[int, float], articles: Mapping[int, Sequence[int]], its: Mapping[int, int]
) -> dict[int, float]:
    """Spread the weights of passages to their neighbours, less to farther ones; of several the greatest counts."""
    spread: dict[int, float] = {}
    for row, weight in weights.items():
        rows = articles[its[row]]
        place = rows.index(row)
        for other in range(max(0, place - _BESIDE), min(len(rows), place + _BESIDE + 1)):
            spread[rows[other]] = max(spread.get(rows[other], 0.0), weight / (1 + abs(other - place)))
    return spread
