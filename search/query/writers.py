"""Finds the bylines that words for somebody mean: what Roe wrote, Roe said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from onrecord.index import is_role, name_key, other_sex, plain_words

_PARTED: Final = re.compile(r"\s*(?:[,;|/&]|\band\b|\bat\b|\bin\b|\bfor\b|\bwith\b)\s*", re.IGNORECASE)
_BY: Final = re.compile(r"^\W*by\s+", re.IGNORECASE)
_FULL_NAME: Final = 2
_OWNED: Final = re.compile(r"['’]s$")

WRITERS: Final = (
    "author blogger columnist commentator contributor correspondent critic editor essayist expert journalist"
    " reporter reviewer writer"
)
"""What whoever wrote an article may be called in a question that does not name them."""


class Writers:
    """The bylines of one corpus; read when first asked for, as an archive may have many."""

    def __init__(self, bylines: Sequence[str]) -> None:
        """Take bylines.

        Args:
            bylines: As articles have them: "Jane Roe", "By Jane Roe and John Poe", "Jane Roe in Harrow".
        """
        self._bylines = bylines

    @cached_property
    def _by_last(self) -> Mapping[str, Sequence[tuple[str, tuple[str, ...], str]]]:
        """Names, their words and their bylines, by the last word."""
        found: defaultdict[str, list[tuple[str, tuple[str, ...], str]]] = defaultdict(list)
        for byline in self._bylines:
            for name in _PARTED.split(_BY.sub("", byline)):
                words = tuple(map(name_key, plain_words(name)))
                # A byline of one word is a desk or an agency.
                if len(words) >= _FULL_NAME and name.split()[-1][0].isupper():
                    found[words[-1]].append((name, words, byline))
        return found

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word.lower() for byline in self._bylines for word in plain_words(byline))

    def has_word(self, word: str) -> bool:
        """Tell whether a word stands in a byline."""
        return word.lower() in self._words

    def meant(self, phrase: str) -> frozenset[str]:
        """Find the bylines of whoever a phrase may mean.

        Args:
            phrase: As a question has it: "Jane Roe", "Roe", "the Post's Roe".

        Returns:
            The bylines whole; none where the phrase's last word is no writer's last name, where its words go with
            another first name, or where two writers are called so.
        """
        words = [name_key(word) for word in plain_words(phrase)]
        if not words:
            return frozenset()
        named = self._by_last.get(words[-1], [])
        full = [one for one in named if len(words) >= _FULL_NAME and words[-2] in one[1]]
        before = phrase.split()[-2:-1]
        # "Ann Roe" is no Jane Roe; "the Post's Roe" and "critic Roe" may be.
        if not full and any(one[0].isupper() and not (_OWNED.search(one) or is_role(one)) for one in before):
            return frozenset()
        found = [one for one in full or named if not other_sex(phrase, one[0])]
        return (
            frozenset(byline for *_, byline in found)
            if len({words for _, words, _ in found}) == 1
            else frozenset()
        )
