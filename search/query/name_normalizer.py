"""Spells the names of a question as the corpus spells them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from math import ceil
from typing import Final, NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process

from onrecord.index import Names, skeleton, words_of
from onrecord.index.lexicon.word_classes import given_name

from .fuzzy_names import full_name

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’](?![sS]\b)[^\W\d_]+)*")
_INITIALS: Final = re.compile(r"\b(?:[A-Z]\. ?){2,4}(?=[A-Z][a-z])|\b[A-Z]{2,4} (?=[A-Z][a-z])")
# Countries and the like are no initials.
_NO_INITIALS: Final = frozenset("US UK UN EU USA UAE USSR DC".split())
_SHORTEST: Final = 4
_ALIKE: Final = 84.0
# What follows an owner is a thing: "trumps remark", but "tomahawks between ...".
_NO_THING: Final = (
    "a|about|after|against|and|are|as|at|before|between|but|by|did|during|for|from|had|has|have|if|in|into|is|of|on|or"
    "|over|since|than|that|the|to|until|was|were|when|while|will|with|without"
)
_PLURAL: Final = re.compile(rf"(?<![\w'-])[a-z]{{4,}}s(?=\s+(?!(?:{_NO_THING})\b)[a-z])")
_FAR_BETTER_KNOWN: Final = 10
_FEW: Final = 5


class NameBook:
    """The names of a corpus, each with the ways it is spelt there."""

    def __init__(self, directory: Names) -> None:
        """Look names up in a corpus."""
        self._directory = directory

    def spellings(self, word: str, *, known: bool, beside: str | None = None) -> tuple[str, ...]:
        """Give the corpus's spellings of a name.

        Args:
            word: One word, as somebody typed it.
            known: Whether it stays as it is; if not, the name most like it will do.
            beside: The first name before it, as typed: speakers of other first names are not meant.

        Returns:
            The most frequent first; none where the word is no name there, not even misspelt.
        """
        if len(word) < _SHORTEST:
            return ()
        name = self._directory.name(word)
        if name is None and not known:
            name = self._directory.named_like(skeleton(word)) or self._most_like(skeleton(word))
            if name and beside and skeleton(name) != skeleton(word) and self._statements(name):
                return ()
        return () if name is None else self._directory.spellings(name) or (name,)

    def person(self, first: str, last: str) -> tuple[str, str] | None:
        """Give the name of a speaker who is called like two words, one of which is none of the corpus's.

        Args:
            first: A first name as it was typed.
            last: A last name as it was typed.
        """
        return full_name(self._directory, first, last) if min(len(first), len(last)) > 1 else None

    def with_apostrophes(self, text: str) -> str:
        """Write "trumps remark" as "trump's remark": in a text without capitals and apostrophes.

        Args:
            text: As it was typed.
        """
        if text != text.lower() or "'" in text or "’" in text:
            return text
        return _PLURAL.sub(lambda word: self._owned(word[0]), text)

    def _owned(self, word: str) -> str:
        if given_name(word):
            return word
        one, many = (self._statements(form) for form in (word[:-1], word))
        return f"{word[:-1]}'s" if one > many * _FAR_BETTER_KNOWN else word

    def _statements(self, last: str) -> int:
        """Count the statements of the best known speaker whose name ends with a word."""
        bone = skeleton(last) or last
        numbers = self._directory.speakers_with_words([bone])[:_FEW]
        speakers = (self._directory.speaker(number) for number in numbers)
        return max(
            (one.statements for one in speakers if one.named and words_of(one.name)[-1:] == (bone,)), default=0
        )

    def _most_like(self, key: str) -> str | None:
        if len(key) <= _SHORTEST:
            return None
        # Words of other lengths cannot be so like.
        least = _ALIKE / (200 - _ALIKE)
        shortest, longest = max(_SHORTEST + 1, ceil(least * len(key))), int(len(key) / least)
        found = self._directory.skeletons(key[0], shortest, longest)
        best = process.extractOne(key, found, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return None if best is None else self._directory.named_like(best[0])


class Respelling(NamedTuple):
    """A question in the corpus's own spelling.

    Attributes:
        text: The question, each name spelt as most of the corpus spells it.
        also: Those names, and how else the corpus spells them.
    """

    text: str
    also: dict[str, tuple[str, ...]]


def respell(
    text: str, book: NameBook, known: Callable[[str], bool], slip: Callable[[str], object] = lambda _: None
) -> Respelling:
    """Spell the names of a question as the corpus does.

    However a name was typed, the same question comes out, and so the same passages are found.

    Args:
        text: The question.
        book: The corpus's names.
        known: Whether a word stands in the corpus as it is.
        slip: Tells words that are typed wrongly and, alone, are no names.

    Returns:
        The question and the other spellings, without those that differ in nothing but case.
    """
    also: dict[str, tuple[str, ...]] = {}

    def usual(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() in people:
            return people[match.start()]
        beside = firsts.get(match.start())
        settled = known(word) or bool(not beside and slip(word))
        spellings = book.spellings(word, known=settled, beside=beside)
        if not spellings:
            return _parted(word)
        others = {anyascii(other).lower(): other for other in (word, *spellings[1:])}
        also[spellings[0]] = tuple(other for key, other in others.items() if key != anyascii(spellings[0]).lower())
        return _parted(word if word.lower() == spellings[0].lower() else spellings[0])

    def joined(match: re.Match[str]) -> str:
        letters = re.findall("[A-Z]", match[0])
        name, apart = "".join(letters), "".join(f"{letter}. " for letter in letters)
        if name in _NO_INITIALS:
            return match[0]
        if not known(name):
            return apart
        also[name] = (apart.strip(),)
        return f"{name} "

    text = _INITIALS.sub(joined, text.replace("’", "'"))
    firsts, people = _people(text, book, known)
    text = _WORD.sub(usual, text)
    return Respelling(text, {name: others for name, others in also.items() if others})


def _people(text: str, book: NameBook, known: Callable[[str], bool]) -> tuple[dict[int, str], dict[int, str]]:
    """Find the words of a question that are first and last names, not both of which the corpus has.

    Returns:
        By where last names begin, the first names before them; by where words begin, how the corpus has them.
    """
    firsts: dict[int, str] = {}
    people: dict[int, str] = {}
    plain = text == text.lower()
    for first, last in pairwise(_WORD.finditer(text)):
        named = plain or (first[0][0].isupper() and last[0][0].isupper())
        if (
            not named
            or last.start() != first.end() + 1
            or first.start() in people
            or (known(first[0]) and known(last[0]))
        ):
            continue
        if found := book.person(first[0], last[0]):
            people |= {first.start(): found[0], last.start(): found[1]}
        elif given_name(first[0]):
            firsts[last.start()] = first[0]
    return firsts, people


def _parted(word: str) -> str:
    """Write "Jean-Luc" as "Jean Luc", which are the same words; "long-range" stays."""
    return word.replace("-", " ") if word[0].isupper() else word
