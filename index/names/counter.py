"""The words of a corpus that are written as names, and which of them are spellings of one name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Final

from .spelling import one_family, skeleton

_NAME: Final = re.compile(r"[^\W\d_]+(?:[-'’](?![sS]\b)[^\W\d_]+)*")
_BEGINS: Final = re.compile(r"(?:^|[.!?:;…]\s*|[\"“”‘’'(\[«—–-]\s*|\n\s*)$")
_SHORTEST: Final = 4
# Names that begin with a small article: "al-Assad".
_ARTICLE: Final = re.compile(r"(?:al|el)-(?=[^\W\d_a-z])")
_NEIGHBOURS: Final = 16


class NameCounter:
    """Counts names: words that are capitalised where no sentence begins, and more often so than not."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._upper: Counter[str] = Counter()
        self._lower: Counter[str] = Counter()
        self._beside: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, text: str) -> None:
        """Count the words of a text, each once."""
        upper: set[str] = set()
        lower: set[str] = set()
        before = None
        for match in _NAME.finditer(text):
            word = match[0]
            if not (word[0].isupper() or (word[1:3] == "l-" and _ARTICLE.match(word))):
                before = None
                if len(word) >= _SHORTEST:
                    lower.add(word)
                continue
            if before is not None and before.end() + 1 == match.start():
                self._meet(before[0], word)
            before = match
            if len(word) >= _SHORTEST and not _BEGINS.search(text, max(0, match.start() - 3), match.start()):
                upper.add(word)
        self._upper.update(upper)
        self._lower.update(lower)

    def counts(self) -> dict[str, int]:
        """Give the number of texts that each name stands in."""
        return {word: n for word, n in self._upper.items() if n > self._lower[word.lower()]}

    def common(self) -> set[str]:
        """Give the words that are written in lower case at least as often as not."""
        return {word for word, n in self._lower.items() if n >= self._upper[word.capitalize()]}

    def spellings(self) -> list[list[str]]:
        """Give the names that are spelt in several ways, most frequent spelling first.

        Two spellings are one name's if their skeletons are equal and they stand beside the same other name
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"), or if they are known to be one.
        """
        groups: defaultdict[str, list[str]] = defaultdict(list)
        counts = self.counts()
        for word in sorted(counts, key=lambda word: (-counts[word], word)):
            groups[skeleton(word)].append(word)
        found = []
        for words in groups.values():
            first, *others = words
            joined = [word for word in others if self._are_one(first, word)]
            if joined:
                found.append([first, *joined])
        return found

    def _meet(self, before: str, after: str) -> None:
        for word, other in ((before, after), (after, before)):
            beside = self._beside[word]
            if len(beside) < _NEIGHBOURS:
                beside.add(skeleton(other))

    def _are_one(self, word: str, other: str) -> bool:
        if word.lower() == other.lower():
            return True
        if word.isupper() and other.isupper():  # acronyms have no spellings
            return False
        return one_family(word, other) or bool(self._beside[word] & self._beside[other])
