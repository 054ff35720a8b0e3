"""The outlets that a question names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

_SECTION: Final = re.compile(r"\s[-|–]\s|:\s")
_LONG: Final = 2


class OutletSpan(NamedTuple):
    """An outlet in a question.

    Attributes:
        start: First character of its name.
        end: One past the last.
        sources: The outlets meant, as numbers of the index: "The Independent" means all its sections.
    """

    start: int
    end: int
    sources: frozenset[int]


class OutletBook:
    """Finds a corpus's outlets by name: in full, without its section, without "The" or ".com"."""

    def __init__(self, names: Iterable[str]) -> None:
        """Prepare the names.

        Args:
            names: The outlets, in the order of their numbers.
        """
        meant: defaultdict[str, set[int]] = defaultdict(set)
        for number, name in enumerate(names):
            for alias in _aliases(name):
                meant[alias].add(number)
        self._patterns = [
            (_pattern(alias), frozenset(meant[alias])) for alias in sorted(meant, key=lambda a: (-len(a), a))
        ]

    def find(self, question: str) -> list[OutletSpan]:
        """Find the outlets that a question names, in its order; the longest name wins where two overlap."""
        found: list[OutletSpan] = []
        for pattern, sources in self._patterns:
            for match in pattern.finditer(question):
                if not any(match.start() < other.end and other.start < match.end() for other in found):
                    found.append(OutletSpan(match.start(), match.end(), sources))
        return sorted(found)


def _aliases(name: str) -> set[str]:
    aliases = {name, _SECTION.split(name)[0].strip()} - {""}
    aliases |= {alias[:-4] for alias in aliases if alias.lower().endswith(".com")} - {""}
    for alias in list(aliases):
        words = alias.split()
        if words[0].lower() == "the" and len(words) > _LONG:
            aliases.add(" ".join(words[1:]))
        if len(words) == _LONG and words[1].lower() == "news" and words[0].isupper():
            aliases.add(words[0])
    return aliases


def _pattern(alias: str) -> re.Pattern[str]:
    """Match a name; one common word ("Fortune", "Time") only when it is written as a name."""
    # A question may be respelt: "Post Gazette" for "Post-Gazette", and another apostrophe.
    text = r"\s+".join(map(re.escape, alias.split())).replace(r"\-", r"[-\s]")
    text = re.sub("['’]", "['’]", text)
    if alias.isalpha():
        return re.compile(rf"(?<![\w.])(?:{text}|{text.upper()})(?!\w)")
    return re.compile(rf"(?<![\w.]){text}(?!\w)", re.IGNORECASE)
