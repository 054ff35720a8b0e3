"""How far chance alone could have moved a mean, or made the difference between two systems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 9_999
_BATCH_VALUES = 2_000_000


class Interval(NamedTuple):
    """The ends of a confidence interval."""

    low: float
    high: float


def bootstrap_interval(
    values: Sequence[float], *, confidence: float = 0.95, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """Interval of the mean of one value a question, by the percentile bootstrap (Efron 1979).

    Args:
        values: One value a question, at least one.
        confidence: Share of intervals like this one that cover the mean over all such questions.
        resamples: How many samples of the questions, with replacement, to draw.
        seed: The same seed gives the same interval.

    Raises:
        ValueError: There are no values.
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.size == 0:
        raise ValueError("no values to resample")
    rng = np.random.default_rng(seed)
    means = [
        sample[rng.integers(sample.size, size=(n, sample.size))].mean(axis=1) for n in _batches(sample, resamples)
    ]
    tail = (1 - confidence) / 2
    low, high = np.quantile(np.concatenate(means), [tail, 1 - tail])
    return Interval(float(low), float(high))


def cluster_interval(
    values: Sequence[float],
    clusters: Sequence[str],
    *,
    confidence: float = 0.95,
    resamples: int = 1_999,
    seed: int = 0,
) -> Interval:
    """Interval of a mean whose values come in clusters (questions on one article), by drawing whole clusters.

    Args:
        values: One value a question, at least one.
        clusters: What each belongs to.
        confidence: Share of intervals like this one that cover the mean over all such questions.
        resamples: How many samples of the clusters, with replacement, to draw.
        seed: The same seed gives the same interval.

    Raises:
        ValueError: There are no values.
    """
    sample = np.asarray(values, dtype=np.float64)
    if sample.size == 0:
        raise ValueError("no values to resample")
    _, numbers = np.unique(clusters, return_inverse=True)
    sums, sizes = np.bincount(numbers, weights=sample), np.bincount(numbers)
    drawn = np.random.default_rng(seed).integers(len(sizes), size=(resamples, len(sizes)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    tail = (1 - confidence) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return Interval(float(low), float(high))


def paired_test(a: Sequence[float], b: Sequence[float], *, resamples: int = RESAMPLES, seed: int = 0) -> float:
    """Two-sided p of the difference between two systems' means, by paired randomisation.

    The chance that a difference at least as large comes about when each question's two values are swapped at
    random (Smucker, Allan and Carterette 2007), the observed values counted as one of the draws, so that p is
    never 0 (Phipson and Smyth 2010).

    Args:
        a: One system's values, one a question.
        b: The other's, for the same questions in the same order.
        resamples: How many times to swap.
        seed: The same seed gives the same p.

    Raises:
        ValueError: The two differ in length, or are empty.
    """
    if len(a) != len(b) or not len(a):
        raise ValueError(f"not the same questions: {len(a)} != {len(b)} values")
    difference = np.asarray(a, dtype=np.float64) - np.asarray(b, dtype=np.float64)
    rng = np.random.default_rng(seed)
    # Sums of floats in another order differ in their last digits: an equal difference must still count.
    observed = abs(float(difference.sum())) - 1e-9
    extreme = 0
    for n in _batches(difference, resamples):
        signs = rng.integers(0, 2, size=(n, difference.size), dtype=np.int8) * np.int8(2) - np.int8(1)
        extreme += int(np.count_nonzero(np.abs(signs @ difference) >= observed))
    return (extreme + 1) / (resamples + 1)


def _batches(sample: NDArray[np.float64], resamples: int) -> Iterator[int]:
    """Sizes that add up to `resamples`, each small enough to keep memory at some tens of megabytes."""
    size = max(1, _BATCH_VALUES // sample.size)
    for done in range(0, resamples, size):
        yield min(size, resamples - done)
