"""Descriptions: words for somebody that are no name, such as "the Orlo ecologist"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.index import SMALL_WORDS, plain_words, stems

from .office_words import other_words

NO_DESCRIPTION: Final = SMALL_WORDS | frozenset(
    "his her its their one some someone somebody anyone who that this those these".split()
)


def description(phrase: str) -> tuple[frozenset[str], ...]:
    """Give the stems of words that describe somebody, and of other words for the same."""
    words = " ".join(told_words(phrase))
    return tuple(dict.fromkeys(frozenset(stems(said)) for said in other_words(words) if stems(said)))


def told_words(phrase: str) -> list[str]:
    """Give the words that describe somebody, without small ones."""
    return [word for word in plain_words(phrase) if word.lower() not in NO_DESCRIPTION]


def share_described(wanted: Sequence[frozenset[str]], text: str) -> float:
    """Tell which share of a description a text holds, in those words for it that it holds most of."""
    held = stems(text)
    return max((len(one & held) / len(one) for one in wanted), default=0.0)
