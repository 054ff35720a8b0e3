"""Articles that repeat one before them: wire stories, and new versions under other addresses."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import Final

from .diskmap import DiskMap

_SHARE: Final = 0.8
_SHORTEST: Final = 40


class Duplicates:
    """Counts the articles of a run whose paragraphs stood for the most part in one earlier article of it.

    Paragraphs are compared by a hash of their letters and digits; short ones (datelines, "He said no more.") tell
    nothing. Of what was read a hash a paragraph is kept, on the disk.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.count = 0
        self._first = DiskMap()
        self._articles = 0

    def add(self, text: str) -> bool:
        """Tell whether a text repeats one before it, and remember it."""
        self._articles += 1
        number = str(self._articles)
        shared: Counter[str] = Counter()
        whole = 0
        for line in text.split("\n"):
            letters = "".join(filter(str.isalnum, line.casefold()))
            whole += len(letters)
            if len(letters) < _SHORTEST:
                continue
            key = blake2b(letters.encode("utf-8", "replace"), digest_size=8).hexdigest()
            if (first := self._first.get(key)) is None:
                self._first[key] = number
            elif first != number:
                shared[first] += len(letters)
        repeats = bool(shared) and max(shared.values()) >= _SHARE * whole
        self.count += repeats
        return repeats
