"""A wire story carried by many outlets is one hit, and pushes nobody out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from onrecord.index import Hit

_ALIKE: Final = 0.8
_FEWEST_WORDS: Final = 5


def fold_copies(hits: Iterable[Hit], k: int, analyze: Callable[[str], Sequence[str]]) -> list[Hit]:
    """Fold hits that say the same in the same words into the best of them.

    Two passages of different articles are copies if at least four fifths of their words are shared (Jaccard).

    Args:
        hits: Best first.
        k: How many hits to keep.
        analyze: Text to the words that are compared.

    Returns:
        At most `k` hits, best first, each with its copies from other articles.
    """
    kept: list[Hit] = []
    words: list[frozenset[str]] = []
    for hit in hits:
        own = frozenset(analyze(hit.passage.text))
        home = next((n for n, other in enumerate(words) if is_copy(own, other) and _apart(hit, kept[n])), None)
        if home is not None:
            kept[home] = replace(kept[home], also=(*kept[home].also, hit.passage))
        elif len(kept) < k:
            kept.append(hit)
            words.append(own)
    return kept


def is_copy(words: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two texts, given by their words, share four fifths of these."""
    common = len(words & other)
    return min(len(words), len(other)) >= _FEWEST_WORDS and common >= _ALIKE * (len(words) + len(other) - common)


def _apart(hit: Hit, other: Hit) -> bool:
    articles = {passage.article.id for passage in (other.passage, *other.also)}
    return hit.passage.article.id not in articles
