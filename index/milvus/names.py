"""How names are written in a revision, and who speaks; what `caches.directory` looks up on disk."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from ..entities.linking import Speaker
from ..errors import IndexCorrupt
from .conditions import EVERYTHING, Column, Condition, between, one_of
from .layout import Kind
from .parts import text_key, whole
from .revision import Revision

_KEPT: Final = 4096
_BODY: Final = "part", "body"


class MilvusNames:
    """Names and speakers of one revision, for any number of threads."""

    def __init__(self, revision: Revision) -> None:
        """Read from a revision; what was looked up is kept."""
        self._revision = revision
        self._found = lru_cache(_KEPT)(self._look_up)
        self._speaker = lru_cache(_KEPT)(self._read_speaker)
        self._everybody: list[Speaker] | None = None

    def name(self, word: str) -> str | None:
        """Give a name as the corpus writes it, whatever the case it is asked for in."""
        found: str | None = self._found(Kind.NAME, word.lower())
        return found

    def named_like(self, skeleton_: str, /) -> str | None:
        """Give the most frequent name with a skeleton."""
        found: str | None = self._found(Kind.SKELETON, skeleton_)
        return found

    def skeletons(self, initial: str, shortest: int, longest: int) -> list[str]:
        """Give the skeletons that begin with a letter and are of some lengths."""
        wanted = one_of(Column.NUMBER, [ord(initial[0])]) & between(Column.LENGTH, shortest, longest)
        texts = self._texts(Kind.SKELETON, wanted)
        return sorted(bone for bone, _ in texts if bone.startswith(initial))

    def spellings(self, word: str) -> tuple[str, ...]:
        """Give all spellings of a name, most frequent first; none if it has but one."""
        return tuple(self._found(Kind.SPELLINGS, word.lower()) or ())

    def speakers(self) -> list[Speaker]:
        """Give everybody whose words are there and who has a name, most statements first."""
        if self._everybody is None:
            rows = whole(self._revision.names(Kind.SPEAKER, EVERYTHING, _BODY))
            everybody = [self._told(text) for text in rows.values()]
            self._everybody = [one for one in everybody if one.named and one.statements]
        return list(self._everybody)

    def speaker(self, number: int) -> Speaker:
        """Give a speaker by number; 0 has most statements."""
        return self._speaker(number)

    def speaker_named(self, name: str) -> int | None:
        """Give the number of whom articles call by just this name."""
        found: int | None = self._found(Kind.SPEAKER_NAME, name)
        return found

    def speakers_with_words(self, words: Sequence[str]) -> list[int]:
        """Give the numbers of those who have one of some words (skeletons) in their names, ascending."""
        return sorted(set().union(*self._numbers(Kind.SPEAKER_WORD, words).values()))

    def speakers_with_stems(self, wanted: Iterable[str]) -> Iterator[Speaker]:
        """Yield those who have all of some stems in their names and roles, most statements first."""
        each = set(wanted)
        found = self._numbers(Kind.SPEAKER_STEM, sorted(each))
        if not each or len(found) < len(each):
            return
        for number in sorted(set.intersection(*found.values())):
            yield self.speaker(number)

    def last_words(self, initial: str) -> list[str]:
        """Give the last words (skeletons) of speakers' names that begin with a letter, ascending."""
        texts = self._texts(Kind.LAST_WORD, one_of(Column.NUMBER, [ord(initial[0])]))
        return sorted(word for word, _ in texts if word.startswith(initial))

    def voices(self, names: Sequence[str]) -> list[int]:
        """Give the numbers that statements note for names as resolved in articles; unknown ones have none."""
        return sorted(set().union(*self._numbers(Kind.VOICE, names).values()))

    def _look_up(self, kind: Kind, key: str) -> Any:
        texts = self._texts(kind, Condition(f"{Column.KEY.value} == {text_key(key)}"))
        return next((value for text, value in texts if text == key), None)

    def _numbers(self, kind: Kind, keys: Sequence[str]) -> dict[str, set[int]]:
        """Give the numbers that stand beside keys, by those keys that are there."""
        found: dict[str, set[int]] = {}
        wanted = set(keys)
        for text, number in self._texts(kind, one_of(Column.KEY, map(text_key, wanted))):
            if text in wanted:
                found.setdefault(text, set()).add(number)
        return found

    def _texts(self, kind: Kind, condition: Condition) -> list[tuple[str, Any]]:
        """Read pairs of keys and what stands beside them."""
        try:
            return [
                (key, value)
                for text in whole(self._revision.names(kind, condition, _BODY)).values()
                for key, value in [json.loads(text)]
            ]
        except (ValueError, TypeError, RecursionError) as error:
            raise self._damaged() from error

    def _read_speaker(self, number: int) -> Speaker:
        rows = self._revision.names(Kind.SPEAKER, one_of(Column.NUMBER, [number]), _BODY)
        for text in whole(rows).values():
            return self._told(text)
        raise self._damaged()

    def _told(self, text: str) -> Speaker:
        try:
            name, names, roles, statements, named = json.loads(text)
            return Speaker(name, names, Counter(roles), statements, bool(named))
        except (ValueError, TypeError, RecursionError) as error:
            raise self._damaged() from error

    def _damaged(self) -> IndexCorrupt:
        return IndexCorrupt(f"{self._revision.place}: the names are damaged; put the revision there again")
