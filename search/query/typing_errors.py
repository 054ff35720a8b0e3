"""Mends words that stand nowhere in a corpus by its own words; a known word is never touched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from string import ascii_lowercase
from typing import Final

from rapidfuzz.distance import OSA

from onrecord.index import Store
from onrecord.index.lexicon.word_classes import given_name

from .idf import PLAIN

_WORD: Final = re.compile(r"(?<![\w'’-])[^\W\d_]{4,}(?![\w-])")
_SHORTEST: Final = 5
_LONG: Final = 8
_MOST: Final = 5
# Questions are put with these; an archive's words of the same letters are no better.
_OFTEN: Final = """
    respond responded react reacted claim claimed warn warned promise promised position quote reaction response
    believe recently yesterday
""".split()
_ASKING: Final = tuple(word for word in dict.fromkeys([*PLAIN, *_OFTEN]) if len(word) > len("the"))

# Parts of words that British and American English spell in two ways.
_SPELT: Final = tuple(
    pair.split(":")
    for pair in "our:or ise$:ize$ ising$:izing$ ised$:ized$ isation:ization yse:yze tre$:ter$"
    " ence$:ense$ ogue:og lled$:led$ lling$:ling$ llor:lor ae:e".split()
)


class TypingErrors:
    """Mends questions for one corpus."""

    def __init__(self, index: Store, is_word: Callable[[str], bool] | None = None) -> None:
        """Look words up in a corpus.

        Args:
            index: The corpus.
            is_word: Tells words of the language.
        """
        self._index = index
        self._is_word = is_word or (lambda _: False)

    def settled(self, word: str) -> bool:
        """Tell whether a word is no slip for a name: one of the language, in small letters, or a given name."""
        return given_name(word) is not None or (word.islower() and self._is_word(word))

    def mend(self, text: str, known: Callable[[str], bool]) -> tuple[str, dict[str, str]]:
        """Put the corpus's own words for words that it lacks, where one is an edit or two away.

        Args:
            text: The question; its names are spelt as the corpus spells them.
            known: Whether a word stands in the corpus.

        Returns:
            The question, and what was typed -> what was put in its place: at most five words.
        """
        words: dict[str, str] = {}

        def mended(match: re.Match[str]) -> str:
            word = match[0]
            if word.lower() in _ASKING or known(word) or len(words) >= _MOST:
                return word
            # An unknown word with a capital is a stranger's name, unless the sentence gives it the capital.
            if variant := next((one for one in variants(word) if known(one)), None):
                words[word] = variant
                return variant
            if self._is_word(word) or given_name(word) or not (word.islower() or _begins_a_sentence(text, match)):
                return word
            meant = _asking(word.lower()) or ((self.slip(word) or self._nearest(word)) if word.islower() else None)
            if meant is None:
                return word
            words[word] = meant.capitalize() if word[0].isupper() else meant
            return words[word]

        return _WORD.sub(mended, text), words

    def slip(self, word: str) -> str | None:
        """Find the word of the language that a word in small letters is one slip from; the corpus's commonest.

        Args:
            word: What neither the language nor the corpus has: "shiping", which is no Schilling.
        """
        if len(word) < _SHORTEST or not word.islower():
            return None
        near = {one: far for one, far in edits(word) if self._is_word(one) and given_name(one) is None}
        rare = {one: self._index.rarities(self._index.words(one)) for one in near}
        held = (one for one in near if rare[one].all())
        return min(held, key=lambda one: near[one] + float(rare[one].sum()), default=None)

    def _nearest(self, word: str) -> str | None:
        if len(word) < _SHORTEST:
            return None
        least = 1 if len(word) < _LONG else 2
        counts = Counter(one.lower() for passage in self._index.alike(word) for one in _WORD.findall(passage.text))
        near = (
            (OSA.distance(word, one, score_cutoff=least), -count, one)
            for one, count in counts.items()
            if one[0] == word[0] and abs(len(one) - len(word)) <= 1
        )
        best = min((one for one in near if one[0] <= least), default=None)
        return None if best is None else best[2]


def edits(word: str) -> Iterator[tuple[str, float]]:
    """Give what one slip makes a word of, behind its first letter.

    Yields:
        Words, and how much rarer than others the slip is, in nats: who types swaps two letters, or takes one for
        two alike, more often than they leave another out, and that more often than they hit a wrong one.
    """
    for place in range(1, len(word) + 1):
        head, tail = word[:place], word[place:]
        for letter in ascii_lowercase:
            yield head + letter + tail, 0.0 if letter in (head[-1], tail[:1]) else 2.0
            if tail:
                yield head + letter + tail[1:], 3.0
        if head[-1] == tail[:1]:
            yield head + tail[1:], 0.0
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], 0.0


def variants(word: str) -> Iterator[str]:
    """Spell a word as the other side of the Atlantic does: "favourite" and "favorite", "theater" and "theatre"."""
    for one, other in _SPELT:
        for old, new in ((one, other), (other, one)):
            if re.search(old, word):
                yield re.sub(old, new.removesuffix("$"), word)


def _begins_a_sentence(text: str, word: re.Match[str]) -> bool:
    """Whether a word has a capital only because it comes first: a name goes on with another."""
    return not text[: word.start()].strip(" \"'“‘") and text[word.end() :].lstrip()[:1].islower()


def _asking(word: str) -> str | None:
    near = (one for one in _ASKING if one[0] == word[0] and OSA.distance(word, one, score_cutoff=1) == 1)
    return next(near, None)
