"""What the tagger sees of each word: its number in the vocabulary, its ending, its shape and its quote marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ...model import Span
from ..quotes import Quotation

SUFFIXES = 2048
"""Buckets that the words' last three characters are hashed into."""

SHAPES = 9
"""Kinds of shape: see `shape`."""

TITLE_CASE = 2
"""The shape of most names."""

PLACES = 5
"""Places in regard to quote marks: outside, opening mark, inside, closing mark, inside one left open."""

_MARKS = {"“": '"', "”": '"', "''": '"', "``": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"}


def normal(word: str) -> str:
    """Fold a word's case and its typographic marks: "’S" becomes "'s", and a curly quote mark a straight one."""
    return _MARKS.get(word) or word.lower().replace("’", "'")


def shape(word: str) -> int:
    """Number the outline of a word.

    Returns:
        0 for a mark, 1 lower, 2 Title, 3 UPPER, 4 digits, 5 MiXed, 6 a single capital, 7 with @ or #, 8 dotted.
    """
    outlines = (
        (7, word[0] in "@#"),
        (0, not word[0].isalnum()),
        (4, word[0].isdigit()),
        (8, "." in word),
        (1, word.islower()),
        (6, len(word) == 1),
        (3, word.isupper()),
        (TITLE_CASE, word[0].isupper() and word[1:].islower()),
    )
    return next((number for number, fits in outlines if fits), 5)


@lru_cache(maxsize=1 << 16)
def _hashes(word: str) -> tuple[str, int, int]:
    folded = normal(word)
    return folded, crc32(folded[-3:].encode()) % SUFFIXES, shape(word)


def features(
    text: str, tokens: Sequence[Span], quoted: Sequence[Quotation], vocabulary: Mapping[str, int]
) -> NDArray[np.int64]:
    """Number what the tagger sees of some words in a row.

    Returns:
        Shape (len(tokens), 4): word (0 for one not in the vocabulary), ending, shape, place.
    """
    rows = np.zeros((len(tokens), 4), dtype=np.int64)
    upcoming = iter(quoted)
    quote = next(upcoming, None)
    for row, token in enumerate(tokens):
        folded, suffix, outline = _hashes(text[token.start : token.end])
        while quote is not None and token.start >= quote.outer.end:
            quote = next(upcoming, None)
        rows[row] = vocabulary.get(folded, 0), suffix, outline, _place(token, quote)
    return rows


def _place(token: Span, quote: Quotation | None) -> int:
    if quote is None or token.start < quote.outer.start:
        return 0
    if token.start < quote.inner.start:
        return 1
    if token.start >= quote.inner.end:
        return 3
    return 2 if quote.closed else 4
