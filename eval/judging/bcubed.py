"""B-cubed: how well things are put into clusters (Bagga and Baldwin, LREC 1998)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class BCubed(NamedTuple):
    """Means over all things.

    Attributes:
        precision: Of the things that are together with it, the share that belong there.
        recall: Of the things that belong together with it, the share that are there.
        f1: The harmonic mean of the two.
    """

    precision: float
    recall: float
    f1: float


def b_cubed(found: Mapping[Thing, Hashable], right: Mapping[Thing, Hashable]) -> BCubed:
    """Compare two ways of clustering the same things.

    Args:
        found: The cluster that each thing was put into.
        right: The cluster that it belongs to.

    Raises:
        ValueError: They are not the same things, or none.
    """
    if found.keys() != right.keys() or not found:
        raise ValueError(f"not the same things: {len(found)} and {len(right)}")
    ours, theirs = Counter(found.values()), Counter(right.values())
    both = Counter((found[thing], right[thing]) for thing in found)
    # Things of one cell of the table share their precision and recall.
    precision = sum(n * n / ours[one] for (one, _), n in both.items()) / len(found)
    recall = sum(n * n / theirs[other] for (_, other), n in both.items()) / len(found)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))
