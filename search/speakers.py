"""The people and bodies that speak in a corpus: one entry each, however articles write them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from anyascii import anyascii
from rapidfuzz import fuzz, process

from index import is_role, other_sex, skeleton

_WORD: Final = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
_SMALL: Final = frozenset("the a an of for at in on from during to and with by as".split())
_PRONOUNS: Final = frozenset(
    "he she they we i you it who which that this his her their our my one some many".split()
)
_ALIKE: Final = 84.0
_STEM: Final = 5


def words_of(name: str) -> tuple[str, ...]:
    """Give the skeletons of a name's words, titles left out unless there is nothing else."""
    words = [word for word in _plain_words(name) if word.lower() not in _SMALL]
    kept = [word for word in words if not is_role(word)]
    return tuple(skeleton(word) or word.lower() for word in kept or words)


def _nameless(name: str) -> bool:
    """Whether words only say what somebody is ("the mayor"), or say nothing."""
    return all(is_role(word) or word.lower() in _SMALL for word in _plain_words(name))


def _plain_words(text: str) -> list[str]:
    words = (re.sub(r"['’]s?$", "", word).strip(".'’") for word in _WORD.findall(text.replace("-", " ")))
    return [word for word in words if word]


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
            if name.lower() in _PRONOUNS or _nameless(name):
                continue
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
        exact = next((speaker for speaker in self.speakers if asked in speaker.names), None)
        return exact or self._by_name(asked) or self._by_role(asked) or self._by_likeness(asked)

    def _by_name(self, asked: str) -> Speaker | None:
        words = _plain_words(asked)
        bones = [skeleton(word) or word.lower() for word in words]
        numbers = sorted({number for word in bones for number in self._by_word.get(word, ())})
        rated = [
            (max(_agreement(words, bones, words_of(name), speaker) for name in speaker.names), -number)
            for number in numbers
            for speaker in [self.speakers[number]]
            if not other_sex(asked, speaker.name)
        ]
        best, number = max(rated, default=(0.0, 0))
        return self.speakers[-number] if best > 0 else None

    def _by_role(self, asked: str) -> Speaker | None:
        # "Senate Republicans" are many, and no one of them.
        if not any(is_role(word) and not word.endswith("s") for word in _plain_words(asked)):
            return None
        wanted = _stems(asked)
        found = (
            speaker
            for speaker in self.speakers
            if any(wanted <= _stems(f"{role} {speaker.name}") for role in speaker.roles)
        )
        return next(found, None)

    def _by_likeness(self, asked: str) -> Speaker | None:
        words = words_of(asked)
        if not words or len(words[-1]) < _STEM:
            return None
        alike = process.extractOne(words[-1], self._lasts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if alike is None or alike[0] == words[-1] or alike[0][0] != words[-1][0]:
            return None
        return self._by_name(" ".join((*words[:-1], alike[0])))


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


def _agreement(words: Sequence[str], bones: Sequence[str], name: Sequence[str], speaker: Speaker) -> float:
    """Grade how well a question's words fit a name: 0 where they do not, more for more words in common.

    The last word of the name must be there. What stands before it must be more of the name, or say what the
    person is; what stands after it must not go on: "Ivanka Trump" and "the Trump campaign" are not Trump.
    """
    if not name:
        return 0.0
    if name[-1] not in bones:
        return 0.5 if list(bones) == [name[0]] else 0.0
    place = len(bones) - 1 - list(reversed(bones)).index(name[-1])
    after = words[place + 1 : place + 2]
    before = place - 1
    while before >= 0 and bones[before] in name:
        before -= 1
    described = {skeleton(word) for role in speaker.roles for word in _plain_words(role)}
    if after and after[0].lower() not in _SMALL:
        return 0.0
    if before >= 0 and not (
        is_role(words[before]) or words[before].lower() in _SMALL or bones[before] in described
    ):
        initial = len(bones[before]) == 1 and before + 1 <= place
        if not initial:
            return 0.0
    return 1.0 + len(set(bones) & set(name))


def _stems(text: str) -> set[str]:
    words = (anyascii(word).lower() for word in _plain_words(text))
    return {word[:_STEM] for word in words if word not in _SMALL}
