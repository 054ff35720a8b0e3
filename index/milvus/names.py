"""How names are written in a revision, and who speaks; what `caches.directory` looks up on disk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ..entities.linking import Speaker
from ..errors import IndexCorrupt
from .conditions import EVERYTHING, Column, Condition, between, one_of
from .layout import Kind
from .parts import BODY, named, read_parts, whole
from .revision import Revision

_KEPT: Final = 16_384
_AT_ONCE: Final = 64


class MilvusNames:
    """Names and speakers of one revision, for any number of threads."""

    def __init__(self, revision: Revision) -> None:
        """Read from a revision; what was looked up is kept."""
        self._revision = revision
        self._kept: dict[tuple[Kind, str], Any] = {}
        self._everybody: list[Speaker] | None = None

    def name(self, word: str) -> str | None:
        """Give a name as the corpus writes it, whatever the case it is asked for in."""
        found: str | None = self._one(Kind.NAME, word.lower())
        return found

    def named_like(self, skeleton_: str, /) -> str | None:
        """Give the most frequent name with a skeleton."""
        found: str | None = self._one(Kind.SKELETON, skeleton_)
        return found

    def skeletons(self, initial: str, shortest: int, longest: int) -> list[str]:
        """Give the skeletons that begin with a letter and are of some lengths."""
        wanted = one_of(Column.NUMBER, [ord(initial[0])]) & between(Column.LENGTH, shortest, longest)
        texts = self.texts(Kind.SKELETON, wanted)
        return sorted(bone for bone, _ in texts if bone.startswith(initial))

    def spellings(self, word: str) -> tuple[str, ...]:
        """Give all spellings of a name, most frequent first; none if it has but one."""
        return tuple(self._one(Kind.SPELLINGS, word.lower()) or ())

    def speakers(self) -> list[Speaker]:
        """Give everybody whose words are there and who has a name, most statements first."""
        if self._everybody is None:
            found = self.texts(Kind.SPEAKER, EVERYTHING)
            everybody = [self._told(held) for _, held in sorted(found, key=lambda pair: int(pair[0]))]
            self._everybody = [one for one in everybody if one.named and one.statements]
        return list(self._everybody)

    def speaker(self, number: int) -> Speaker:
        """Give a speaker by number; 0 has most statements."""
        return self._read([number])[0]

    def speaker_named(self, name: str) -> int | None:
        """Give the number of whom articles call by just this name."""
        return next(iter(self._numbers(Kind.SPEAKER_NAME, [name])), None)

    def speakers_with_words(self, words: Sequence[str]) -> list[int]:
        """Give the numbers of those who have one of some words (skeletons) in their names, ascending."""
        return self._numbers(Kind.SPEAKER_WORD, words)

    def speakers_with_stems(self, wanted: Iterable[str]) -> Iterator[Speaker]:
        """Yield those who have all of some stems in their names and roles, most statements first."""
        found = self.look_up(Kind.SPEAKER_STEM, wanted)
        numbers = sorted(set.intersection(*(set(numbers or ()) for numbers in found.values()))) if found else []
        for at in range(0, len(numbers), _AT_ONCE):
            yield from self._read(numbers[at : at + _AT_ONCE])

    def last_words(self, initial: str) -> list[str]:
        """Give the last words (skeletons) of speakers' names that begin with a letter, ascending."""
        texts = self.texts(Kind.LAST_WORD, one_of(Column.NUMBER, [ord(initial[0])]))
        return sorted(word for word, _ in texts if word.startswith(initial))

    def voices(self, names: Sequence[str]) -> list[int]:
        """Give the numbers that statements note for names as resolved in articles; unknown ones have none."""
        return self._numbers(Kind.VOICE, names)

    def look_up(self, kind: Kind, keys: Iterable[str]) -> dict[str, Any]:
        """Give what stands beside keys of a kind, None where nothing does; it is kept.

        Raises:
            IndexCorrupt: A row is damaged.
            StoreError: Nobody answers.
        """
        wanted = set(keys)
        kept = self._kept
        known = {key: kept[kind, key] for key in wanted if (kind, key) in kept}
        if missing := wanted - known.keys():
            read = read_parts(self._revision, "names", {key: named(kind, key) for key in sorted(missing)})
            told = dict(map(self._pair, read.values()))
            fresh = {key: told.get(key) for key in missing}
            known |= fresh
            # Replaced, never changed: another thread may be reading it.
            before = kept if len(kept) < _KEPT else {}
            self._kept = {**before, **{(kind, key): held for key, held in fresh.items()}}
        return known

    def texts(self, kind: Kind, condition: Condition) -> list[tuple[str, Any]]:
        """Give the keys of a kind that a condition lets through, and what stands beside them."""
        return [self._pair(text) for text in whole(self._revision.names(kind, condition, BODY)).values()]

    def _one(self, kind: Kind, key: str) -> Any:
        return self.look_up(kind, [key])[key]

    def _numbers(self, kind: Kind, keys: Sequence[str]) -> list[int]:
        found = self.look_up(kind, keys).values()
        return sorted({int(number) for numbers in found for number in numbers or ()})

    def _read(self, numbers: Sequence[int]) -> list[Speaker]:
        found = self.look_up(Kind.SPEAKER, map(str, numbers))
        return [self._told(found[str(number)]) for number in numbers]

    def _pair(self, text: str) -> tuple[str, Any]:
        try:
            key, held = json.loads(text)
        except (ValueError, TypeError, RecursionError) as error:
            raise self._damaged() from error
        return key, held

    def _told(self, held: Any) -> Speaker:
        try:
            name, names, roles, statements, named_ = held
            return Speaker(name, list(names), Counter(roles), int(statements), bool(named_))
        except (ValueError, TypeError) as error:
            raise self._damaged() from error

    def _damaged(self) -> IndexCorrupt:
        return IndexCorrupt(f"{self._revision.place}: the names are damaged; put the revision there again")
