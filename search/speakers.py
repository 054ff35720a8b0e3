"""The people and bodies that speak in a corpus: one entry each, however articles write them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from anyascii import anyascii
from rapidfuzz import fuzz, process

from index import skeleton

_WORD: Final = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_TITLES: Final = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister premier chancellor senator"
    " sen rep representative congressman congresswoman governor gov mayor judge justice secretary king queen prince"
    " princess pope bishop general gen colonel captain lt sgt officer chief director chairman chairwoman chair ceo"
    " head coach spokesman spokeswoman spokesperson inspector detective attorney analyst economist ambassador envoy"
    " author actor singer the a an of for former ex leader candidate jr sr ii iii".split()
)
_ALIKE: Final = 84.0
_STEM: Final = 5


def words_of(name: str) -> tuple[str, ...]:
    """Give the skeletons of a name's words, titles left out unless there is nothing else."""
    words = [word.removesuffix("'s").removesuffix("’s").strip(".") for word in _WORD.findall(name)]
    kept = [word for word in words if anyascii(word).lower() not in _TITLES]
    return tuple(skeleton(word) or word.lower() for word in kept or words)


@dataclass(slots=True)
class Speaker:
    """Somebody whose statements are indexed.

    Attributes:
        name: The name that articles use most among the fullest ones.
        names: All names, as resolved in their articles, most frequent first.
        roles: What articles call the speaker, with counts.
        statements: Number of statements.
    """

    name: str
    names: list[str]
    roles: Counter[str] = field(default_factory=Counter)
    statements: int = 0


class SpeakerBook:
    """Finds the speaker whom a question means."""

    def __init__(self, rows: Iterable[tuple[str, str | None, int]]) -> None:
        """Join the names that belong to one speaker.

        Args:
            rows: Resolved name, role or None, and number of statements.
        """
        counts: Counter[str] = Counter()
        roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name, role, number in rows:
            counts[name] += number
            if role:
                roles[name][role] += number
        self.speakers = _joined(counts, roles)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, speaker in enumerate(self.speakers):
            for word in {word for name in speaker.names for word in words_of(name)}:
                self._by_word[word].append(number)
        self._lasts = sorted({words_of(speaker.name)[-1] for speaker in self.speakers if words_of(speaker.name)})

    def find(self, asked: str) -> Speaker | None:
        """Find a speaker by name, part of a name, role, or both.

        Args:
            asked: As the question has it: "Zelenskiy", "mayor Carrow", "the Russian president".

        Returns:
            The speaker with most statements among those that agree best, or None.
        """
        words = words_of(asked)
        if not words:
            return None
        return self._by_name(words, asked) or self._by_role(asked) or self._by_likeness(words, asked)

    def _by_name(self, words: Sequence[str], asked: str) -> Speaker | None:
        numbers = {number for word in words for number in self._by_word.get(word, ())}
        best: tuple[float, Speaker] | None = None
        for number in sorted(numbers):
            speaker = self.speakers[number]
            rank = max(_agreement(words, words_of(name)) for name in speaker.names)
            if rank <= 0:
                continue
            others = [word for word in words if not any(word in words_of(name) for name in speaker.names)]
            if others and not _described(others, speaker):
                continue
            score = rank + min(speaker.statements, 10_000) / 1e5
            if best is None or score > best[0]:
                best = (score, speaker)
        return None if best is None else best[1]

    def _by_role(self, asked: str) -> Speaker | None:
        wanted = _stems(asked) - {"the", "a", "an", "of", "for", "s"}
        found = [
            speaker
            for speaker in self.speakers
            if any(wanted <= _stems(f"{role} {speaker.name}") for role in speaker.roles)
        ]
        return max(found, key=lambda speaker: speaker.statements, default=None) if wanted else None

    def _by_likeness(self, words: Sequence[str], asked: str) -> Speaker | None:
        last = words[-1]
        if len(last) < _STEM:
            return None
        alike = process.extractOne(last, self._lasts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if alike is None or alike[0][0] != last[0]:
            return None
        return self._by_name((*words[:-1], alike[0]), asked)


def _joined(counts: Counter[str], roles: dict[str, Counter[str]]) -> list[Speaker]:
    speakers: list[Speaker] = []
    by_last: defaultdict[str, list[Speaker]] = defaultdict(list)
    full_first = sorted(counts, key=lambda name: (len(words_of(name)) < 2, -counts[name], name))  # noqa: PLR2004
    for name in full_first:
        words = words_of(name)
        last = words[-1] if words else ""
        home = next((other for other in by_last[last] if _same(words, words_of(other.name))), None)
        if home is None:
            home = Speaker(name, [])
            speakers.append(home)
            by_last[last].append(home)
        home.names.append(name)
        home.statements += counts[name]
        home.roles.update(roles.get(name, {}))
    return sorted(speakers, key=lambda speaker: (-speaker.statements, speaker.name))


def _same(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names with the same last word are one person's."""
    if len(words) == 1 or len(others) == 1:
        return words[-1] == others[-1] and (len(words) == 1) >= (len(others) == 1)
    first, other = words[0], others[0]
    return first == other or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _agreement(asked: Sequence[str], name: Sequence[str]) -> float:
    """Grade how well a question's words fit a name: 0 where they do not, more for more words in common."""
    if not name:
        return 0.0
    common = [word for word in asked if word in name]
    if not common:
        return 0.0
    if name[-1] in common:
        return 1.0 + len(common)
    return 0.5 * len(common) / len(name) if len(common) == len(asked) else 0.0


def _described(words: Sequence[str], speaker: Speaker) -> bool:
    known = {skeleton(word)[:_STEM] for role in speaker.roles for word in _WORD.findall(role)}
    return all(word[:_STEM] in known for word in words)


def _stems(text: str) -> set[str]:
    words = (anyascii(word).lower().removesuffix("'s") for word in _WORD.findall(text))
    return {word[:_STEM] for word in words}
