"""Finds the bylines that words for somebody mean: what Roe wrote, Roe said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from onrecord.index import is_role, other_sex, plain_words, skeleton

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
    """The bylines of one corpus."""

    def __init__(self, bylines: Iterable[str]) -> None:
        """Read bylines.

        Args:
            bylines: As articles have them: "Jane Roe", "By Jane Roe and John Poe", "Jane Roe in Harrow".
        """
        self._by_last: defaultdict[str, list[tuple[str, tuple[str, ...], str]]] = defaultdict(list)
        for byline in bylines:
            for name in _PARTED.split(_BY.sub("", byline)):
                words = tuple(map(_bone, plain_words(name)))
                # A byline of one word is a desk or an agency.
                if len(words) >= _FULL_NAME and name.split()[-1][0].isupper():
                    self._by_last[words[-1]].append((name, words, byline))

    def meant(self, phrase: str) -> frozenset[str]:
        """Find the bylines of whoever a phrase may mean.

        Args:
            phrase: As a question has it: "Jane Roe", "Roe", "the Post's Roe".

        Returns:
            The bylines whole; none where the phrase's last word is no writer's last name, where its words go with
            another first name, or where two writers are called so.
        """
        words = [_bone(word) for word in plain_words(phrase)]
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


def _bone(word: str) -> str:
    plain = _OWNED.sub("", word)
    return skeleton(plain) or plain.lower().strip(".")
