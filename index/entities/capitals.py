"""Which words an article writes with a capital only where a sentence begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import BODIES, given_name, plain
from ..switches import rule

_MANY: Final = 8
_ALONE: Final = 2
_LOWER: Final = re.compile(r"(?<![\w’'@/.-])[a-z]{2,}\b(?![.@/]\w)")
_WORD: Final = re.compile(r"\w+")
_ASKS: Final = re.compile(r"[^.!?\n]*\?")
_ORDINALS: Final = frozenset({"First", "Second", "Third"})
_NUMBERS: Final = _ORDINALS | {"All", "No", "One"}
_MARKS: Final = frozenset("“‘\"'")


@lru_cache(maxsize=4)
def lower_words(text: str) -> frozenset[str]:
    """List the words that a text writes in lower case."""
    return frozenset(_LOWER.findall(text))


@lru_cache(maxsize=4)
def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def is_common(text: str, word: str) -> bool:
    """Whether a text writes a word in lower case too, and not but once among many capitals: "discogs"."""
    small = plain(word)
    return small in lower_words(text) and text.count(word) < _MANY * _counted(text)[small]


@rule("first words of sentences", otherwise=lambda *_: False)
def is_stray(text: str, own: Sequence[str], start: int, end: int) -> bool:
    """Whether a name's first word only begins a sentence: "Should Vexa’s board agree", "Will Roe win?".

    The text writes the word in small letters too, and the rest of the name without it.
    """
    rest, first = " ".join(own[1:]), plain(own[0])
    if not rest or rest[0].islower() or plain(own[-1]) in BODIES or text[start - 1 : start] in _MARKS:
        return False
    known = first in lower_words(text) or first in words("auxiliaries")
    if not known or text.count(f"{own[0]} {rest}") > 1 or text.count(rest) <= _ALONE:
        return False
    return given_name(own[0]) is None or _ASKS.match(text, end) is not None


@rule("names that count", otherwise=lambda *_: False)
def is_counted(text: str, phrase: str) -> bool:
    """Whether a name begins with a number: "First Union", or "All Blacks" where it stands inside a sentence."""
    first, *rest = phrase.split()
    if first not in _NUMBERS or not rest:
        return False
    is_body = first in _ORDINALS and plain(rest[0]) in BODIES
    return is_body or re.search(rf"[a-z,] {re.escape(phrase)}\b", text) is not None
