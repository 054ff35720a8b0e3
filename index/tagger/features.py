"""What the tagger sees of each word: its number in the vocabulary, its ending, its shape and its quote marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import _lru_cache_wrapper, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ..model import Span
from ..text.quotations import Quotation

Numbering: TypeAlias = "_lru_cache_wrapper[tuple[int, ...]]"

SUFFIXES = 2048  # buckets that the words' last three characters are hashed into
SHAPES = 9  # kinds of shape: see `shape`
TITLE_CASE = 2  # the shape of most names
PLACES = 5  # places in regard to quote marks: outside, opening mark, inside, closing mark, inside one left open

_OPENING, _INSIDE, _CLOSING, _LEFT_OPEN = range(1, PLACES)

_LONG = 64
_BEFORE_SOURCE = frozenset({",", ".", "!", "?", "(", "—", "–", "as", "”", '"'})
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "our"})
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


def numbering(vocabulary: Mapping[str, int]) -> Numbering:
    """Give what numbers a word, as `features` has it outside of quote marks, by its number in a vocabulary."""

    @lru_cache(maxsize=1 << 16)
    def numbers(word: str) -> tuple[int, ...]:
        folded = normal(word)
        return vocabulary.get(folded, 0), crc32(folded[-3:].encode()) % SUFFIXES, shape(word), 0

    return numbers


def _citing(words: Sequence[str]) -> Iterator[int]:
    """Number each "per" that names a source: ", per Roe", "(per the Roe Post", "as per", but not "$2 per day"."""
    if "per" not in words and "Per" not in words:
        return
    for place in range(len(words) - 1):
        before, following = words[place - 1] if place else ".", words[place + 1]
        named = following[0].isupper() or following[0] == "@" or following.lower() in _DETERMINERS
        if words[place].lower() == "per" and before.lower() in _BEFORE_SOURCE and named:
            yield place


def features(
    text: str, tokens: Sequence[Span], quoted: Sequence[Quotation], numbers: Numbering
) -> NDArray[np.int64]:
    """Number what the tagger sees of some words in a row, among the quotations of their paragraph.

    "Per", which the tagger has not learnt, is read as "according".

    Returns:
        Shape (len(tokens), 4): word (0 for one not in the vocabulary), ending, shape, place.
    """
    words = [text[start:end] for start, end in tokens]
    for place in _citing(words):
        words[place] = "According" if words[place][0].isupper() else "according"
    # What an article has for a word may be as long as the article: that is not kept.
    seen = [numbers(word) if len(word) < _LONG else numbers.__wrapped__(word) for word in words]
    rows = np.fromiter(chain.from_iterable(seen), dtype=np.int64, count=4 * len(seen)).reshape(-1, 4)
    for quote in quoted:
        edges = (quote.outer.start, quote.inner.start, quote.inner.end, quote.outer.end)
        opens, begins, ends, behind = (bisect_left(tokens, edge, key=itemgetter(0)) for edge in edges)
        rows[opens:begins, 3] = _OPENING
        rows[begins:ends, 3] = _INSIDE if quote.closed else _LEFT_OPEN
        rows[ends:behind, 3] = _CLOSING
    return rows
