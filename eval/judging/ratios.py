"""Shares whose two sides add up over articles, and how far chance alone could have moved them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..significance import RESAMPLES, Interval


class Ratio(NamedTuple):
    """A share, kept as what it is the share of.

    Precision is right / found, recall right / there, and F1 2 * right / (found + there): each a ratio of sums, so
    that figures of articles add up to the figure of a corpus.
    """

    part: float
    whole: float

    @property
    def value(self) -> float:
        """The share; 0 of nothing is 0."""
        return self.part / self.whole if self.whole else 0.0


Figures = Mapping[str, Ratio]
"""Figures of one article by name."""


@dataclass(slots=True)
class Count:
    """A tally of what was right, what was found and what was there to be found."""

    right: int = 0
    found: int = 0
    there: int = 0

    def add(self, right: int, found: int, there: int) -> None:
        """Add to the three tallies."""
        self.right += right
        self.found += found
        self.there += there

    @property
    def precision(self) -> Ratio:
        """Share of what was found that is right."""
        return Ratio(self.right, self.found)

    @property
    def recall(self) -> Ratio:
        """Share of what was there that is right."""
        return Ratio(self.right, self.there)

    @property
    def f1(self) -> Ratio:
        """Harmonic mean of precision and recall."""
        return Ratio(2 * self.right, self.found + self.there)


def total(articles: Sequence[Figures]) -> dict[str, Ratio]:
    """Add the figures of some articles up; a figure that an article lacks adds nothing."""
    names = dict.fromkeys(name for figures in articles for name in figures)
    return {
        name: Ratio(*map(sum, zip(*(figures[name] for figures in articles if name in figures), strict=True)))
        for name in names
    }


def ratio_interval(
    ratios: Sequence[Ratio], *, confidence: float = 0.95, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """Interval of a ratio of sums over articles, by the percentile bootstrap over whole articles (Efron 1979).

    Args:
        ratios: One an article, at least one.
        confidence: Share of intervals like this one that cover the figure over all such articles.
        resamples: How many samples of the articles, with replacement, to draw.
        seed: The same seed gives the same interval.

    Raises:
        ValueError: There are no articles.
    """
    return _interval(_resampled(ratios, resamples, seed), confidence)


def difference_interval(
    a: Sequence[Ratio], b: Sequence[Ratio], *, confidence: float = 0.95, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """Interval of the difference `a - b` of two systems' figures over the same articles, resampled together.

    Raises:
        ValueError: There are no articles, or not the same number for both.
    """
    if len(a) != len(b):
        raise ValueError(f"not the same articles: {len(a)} != {len(b)} figures")
    return _interval(_resampled(a, resamples, seed) - _resampled(b, resamples, seed), confidence)


def _resampled(ratios: Sequence[Ratio], resamples: int, seed: int) -> NDArray[np.float64]:
    if not ratios:
        raise ValueError("no articles to resample")
    values = np.asarray(ratios, dtype=np.float64)
    rng = np.random.default_rng(seed)
    # How often each article is drawn, which is all that a sample's sums depend on.
    drawn = rng.multinomial(len(values), np.full(len(values), 1 / len(values)), size=resamples)
    parts, wholes = (drawn @ values).T
    shares: NDArray[np.float64] = np.divide(parts, wholes, out=np.zeros(resamples), where=wholes > 0)
    return shares


def _interval(values: NDArray[np.float64], confidence: float) -> Interval:
    tail = (1 - confidence) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return Interval(float(low), float(high))
