"""What somebody said on the same matter on different days: pairs of statements, side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import SMALL_WORDS, Store
from onrecord.index.days import day_of

from ..model import Citation, Compared
from ..query.sides import leaning

# From eval/same_matter.py, which fits them on the development half of its pairs and scores the other.
_WEIGHTS: Final = np.array([5.64, 4.88, -0.86])
_BIAS: Final = -5.57
ENOUGH: Final = 0.65
"""Probability from which on two statements are shown as of one matter."""
_REPEATED: Final = 0.8
"""Share of the shorter one's words from which on the other repeats it."""
_MOST_SHARED: Final = 30.0
_EACH: Final = 2
"""Pairs in which one statement is shown."""
_READ: Final = 400
"""Pairs that are looked through for what one of them denies."""
_FEWEST_WORDS: Final = 4
_NOT: Final = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|without|cannot|den(?:y|ies|ied))\b|n['’]t\b)(?P<scope>[^.,;:!?()“”\"]*)",
    re.IGNORECASE,
)
_SCOPE: Final = 4
"""Words behind a negation that it may deny."""
_TELLING: Final = 0.45
"""Share of the highest rarity that a word has at least for its denial to say something."""


class Figures(NamedTuple):
    """What speaks for pairs being of one matter.

    Attributes:
        features: Cosine of their passages' vectors; share of the shorter one's words that both have, by rarity;
            the rarity of these in all, in parts of 30. Shape (n, n, 3).
        words: Of each, as the index compares them.
    """

    features: NDArray[np.float64]
    words: Sequence[frozenset[str]]


def figures(index: Store, texts: Sequence[str], rows: Sequence[int]) -> Figures:
    """Compare statements, each with each, without encoding anything.

    Args:
        index: The corpus.
        texts: Their words.
        rows: The passages that they begin in.
    """
    words = [frozenset(index.words(text)) for text in texts]
    every = sorted(frozenset[str]().union(*words))
    number = {word: n for n, word in enumerate(every)}
    held = np.zeros((len(texts), len(every)), np.float32)
    for n, some in enumerate(words):
        held[n, [number[word] for word in some]] = 1.0
    weighted = held * index.rarities(every)[None, :] if every else held
    shared = (weighted @ held.T).astype(np.float64)
    whole = np.maximum(weighted.sum(axis=1, dtype=np.float64), 1e-6)
    vectors = index.vectors(np.array(rows, dtype=np.int64)).astype(np.float32)
    cosines = (vectors @ vectors.T).astype(np.float64)
    share = np.minimum(shared / np.minimum(whole[:, None], whole[None, :]), 1.0)
    total = np.minimum(shared, _MOST_SHARED) / _MOST_SHARED
    return Figures(np.stack([cosines, share, total], axis=2), words)


def probabilities(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """Tell how probable it is that pairs are of one matter, shape features.shape[:-1]."""
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(features @ _WEIGHTS + _BIAS)))
    return found


def compared(index: Store, listed: Sequence[Citation], k: int) -> list[Compared]:
    """Pair what somebody said on the same matter on different days.

    Those come first of which one denies a word that both use, or of which one has words of being for something and
    the other of being against; then the likeliest. What merely repeats the other is no pair.

    Args:
        index: The corpus.
        listed: Statements of one speaker.
        k: How many pairs.
    """
    said = _placed(index, [one for one in listed if _day(one) and len(one.quote.split()) >= _FEWEST_WORDS])
    if not said:
        return []
    days = np.array([_day(one) for one, _ in said])
    found = figures(index, [one.quote for one, _ in said], [row for _, row in said])
    likely = probabilities(found.features)
    likely[(days[:, None] <= days[None, :]) | (found.features[..., 1] >= _REPEATED)] = 0.0
    order = np.argsort(-likely, axis=None, kind="stable")[:_READ]
    pairs = []
    for later, earlier in zip(*np.unravel_index(order, likely.shape), strict=True):
        if likely[later, earlier] < ENOUGH:
            break
        first, second = said[earlier][0], said[later][0]
        pairs.append(
            Compared(
                first,
                second,
                int(days[later] - days[earlier]),
                float(likely[later, earlier]),
                _denied(index, first.quote, second.quote, found.words[earlier] & found.words[later]),
                leaning(_told(first)) * leaning(_told(second)) < 0,
            )
        )
    pairs.sort(key=lambda one: not (one.denied or one.opposed))
    return _spread(pairs)[:k]


def _placed(index: Store, listed: Sequence[Citation]) -> list[tuple[Citation, int]]:
    """Give statements with the rows of their passages."""
    names = {one.statement.speaker for one in listed if one.statement is not None and one.statement.speaker}
    rows = {
        (one.statement.article.id, one.statement.start): one.row
        for one in index.statements(sorted(names))
        if one.row is not None
    }
    return [(one, rows[one.article.id, one.start]) for one in listed if (one.article.id, one.start) in rows]


def _denied(index: Store, one: str, other: str, shared: frozenset[str]) -> tuple[str, ...]:
    """Give the telling words that both have and one of them denies, as they are written there."""
    least = _TELLING * float(np.log(max(index.n_passages, 2)))
    in_one, in_other = _in_scope(index, one), _in_scope(index, other)
    words = sorted(word for word in shared if (word in in_one) != (word in in_other))
    kept = zip(words, index.rarities(words).tolist(), strict=True) if words else ()
    written = {**in_other, **in_one}
    return tuple(written[word] for word, rarity in kept if rarity >= least)


def _in_scope(index: Store, text: str) -> dict[str, str]:
    """Give the words that stand behind a negation, as the index compares them -> as they are written."""
    found: dict[str, str] = {}
    for negation in _NOT.finditer(text):
        for written in negation["scope"].split()[:_SCOPE]:
            bare = written.strip("'’‘")
            if bare.lower() not in SMALL_WORDS:
                found |= dict.fromkeys(index.words(bare), bare)
    return found


def _spread(pairs: Sequence[Compared]) -> list[Compared]:
    """Leave out pairs of statements that have been shown often enough."""
    shown: Counter[tuple[str, int]] = Counter()
    kept = []
    for pair in pairs:
        places = [(one.article.id, one.start) for one in (pair.earlier, pair.later)]
        if max(shown[place] for place in places) < _EACH:
            kept.append(pair)
            shown.update(places)
    return kept


def _told(one: Citation) -> str:
    return f"{one.statement.cue if one.statement is not None else ''} {one.quote}"


def _day(one: Citation) -> int | None:
    day = day_of(one.article.published)
    return None if day is None else day.toordinal()
