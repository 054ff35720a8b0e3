"""Spells the names of a question as the corpus spells them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process

from index import skeleton

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’](?![sS]\b)[^\W\d_]+)*")
_SHORTEST: Final = 4
_ALIKE: Final = 84.0


class NameBook:
    """The names of a corpus, each with the ways it is spelt there."""

    def __init__(self, counts: Mapping[str, int], spellings: Sequence[Sequence[str]]) -> None:
        """Prepare the names.

        Args:
            counts: How many passages each name stands in.
            spellings: Names that are spelt in several ways, most frequent spelling first.
        """
        self._groups = {word.lower(): tuple(group) for group in spellings for word in group}
        self._names = {word.lower(): word for word in sorted(counts, key=lambda word: counts[word])}
        self._by_skeleton = {skeleton(word): word for word in sorted(counts, key=lambda word: counts[word])}
        self._skeletons = [key for key in self._by_skeleton if len(key) > _SHORTEST]

    def spellings(self, word: str, *, known: bool) -> tuple[str, ...]:
        """Give the corpus's spellings of a name.

        Args:
            word: One word, as somebody typed it.
            known: Whether it stands in the corpus as it is; if not, the name most like it will do.

        Returns:
            The most frequent first; none where the word is no name there, not even misspelt.
        """
        if len(word) < _SHORTEST:
            return ()
        name = self._names.get(word.lower())
        if name is None and not known:
            name = self._by_skeleton.get(skeleton(word)) or self._most_like(skeleton(word))
        return () if name is None else self._groups.get(name.lower(), (name,))

    def _most_like(self, key: str) -> str | None:
        if len(key) <= _SHORTEST:
            return None
        best = process.extractOne(key, self._skeletons, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return self._by_skeleton[best[0]] if best is not None and best[0][0] == key[0] else None


class Respelling(NamedTuple):
    """A question in the corpus's own spelling.

    Attributes:
        text: The question, each name spelt as most of the corpus spells it.
        also: Those names, and how else the corpus spells them.
    """

    text: str
    also: dict[str, tuple[str, ...]]


def respell(text: str, book: NameBook, known: Callable[[str], bool]) -> Respelling:
    """Spell the names of a question as the corpus does.

    However a name was typed, the same question comes out, and so the same passages are found.

    Args:
        text: The question.
        book: The corpus's names.
        known: Whether a word stands in the corpus as it is.

    Returns:
        The question and the other spellings, without those that differ in nothing but case.
    """
    also: dict[str, tuple[str, ...]] = {}

    def usual(match: re.Match[str]) -> str:
        word = match[0]
        spellings = book.spellings(word, known=known(word))
        if not spellings:
            return word
        plain = {anyascii(word).lower(), anyascii(spellings[0]).lower()}
        others = {anyascii(other).lower(): other for other in (word, *spellings[1:])}
        also[spellings[0]] = tuple(other for key, other in others.items() if key != anyascii(spellings[0]).lower())
        return word if len(plain) == 1 else spellings[0]

    text = _WORD.sub(usual, text)
    return Respelling(text, {name: others for name, others in also.items() if others})
