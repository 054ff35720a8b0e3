"""Texts in capitals throughout, as old wires are, in the letters that they would be printed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import CALENDAR, CALLED, COUNTRIES, FUNCTION_WORDS, given_name

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CAPITAL: Final = 0.9
"""Share of the letters; below it capitals are headlines and names of bodies."""
_FEWEST: Final = 60
"""Letters."""
_NAMES: Final = 2
"""Words of a name behind a given one: "MARIA DE DUARTE"."""
_SENTENCE: Final = re.compile(r"(?:^|[.!?]\s+|\n\s*)[\"“]?$|\s[\"“]$")
_NO_NAMES: Final = (
    FUNCTION_WORDS
    | CALLED
    | CALENDAR
    | words("reporting_forms")
    | words("small_words")
    | frozenset("will may can shall must might would could should".split())
)


def printed(text: str) -> str:
    """Write a text that is in capitals throughout as it would be printed; any other stays as it is.

    Names of persons are told by given names, by what stands behind them, and wherever these words come again.

    Args:
        text: A reading.

    Returns:
        As many characters.
    """
    if sum(map(text.count, "eta")) > (1 - _CAPITAL) * len(text):
        return text  # as nearly every text shows without a look at each letter
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < _FEWEST or sum(map(str.isupper, letters)) < _CAPITAL * len(letters):
        return text
    names = {word.upper() for word in (*_names(text), *CALENDAR, *COUNTRIES)} | {"I"}

    def written(word: re.Match[str]) -> str:
        named = not names.isdisjoint((word[0].upper(), re.split("[’']", word[0].upper())[0]))
        opens = _SENTENCE.search(text[max(0, word.start() - len("!\n\n “")) : word.start()])
        shown = _titled(word[0]) if named or opens else word[0].lower()
        return shown if len(shown) == len(word[0]) else word[0]

    return _WORD.sub(written, text)


def _names(text: str) -> Iterator[str]:
    """Yield the words of persons' names."""
    found = list(_WORD.finditer(text))
    for number, word in enumerate(found):
        if not (_may_name(word) and _is_given(word)):
            continue
        named = [word]
        for following in found[number + 1 : number + 1 + _NAMES]:
            if not _may_name(following):
                break
            named.append(following)
            if not _is_given(following):
                break
        yield from (one[0] for one in named if len(named) > 1)


def _is_given(word: re.Match[str]) -> bool:
    return given_name(word[0].capitalize()) is not None


def _may_name(word: re.Match[str]) -> bool:
    return word[0].lower() not in _NO_NAMES


def _titled(word: str) -> str:
    return re.sub(r"(?<=[-’'])[^\W\d_](?=[^\W\d_])", lambda one: one[0].upper(), word.capitalize())
