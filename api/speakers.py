"""Speakers whose name or role is like what somebody typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from anyascii import anyascii
from rapidfuzz import fuzz

from onrecord.index import skeleton
from onrecord.search import Speaker

_ALIKE: Final = 80.0  # one wrong letter in five
_SHORTEST_TO_MISTYPE: Final = 5


def speakers_like(speakers: Iterable[Speaker], text: str | None) -> list[Speaker]:
    """Choose speakers by part of a name, in any spelling, or of a role.

    Args:
        speakers: Whom to choose among.
        text: What is typed; blank takes everybody.

    Returns:
        Those who are called so, then those whose name or role has it inside, then those whose name is spelt alike;
        each group in the order given.
    """
    wanted = _plain(text or "")
    if not wanted:
        return list(speakers)
    rated = [(_likeness(speaker, wanted), speaker) for speaker in speakers]
    return [speaker for likeness, speaker in sorted(rated, key=lambda one: -one[0]) if likeness > 0]


def _likeness(speaker: Speaker, wanted: str) -> int:
    names = [_plain(name) for name in speaker.names]
    if wanted in names:
        return 3
    if any(wanted in text for text in (*names, *map(_plain, speaker.roles))):
        return 2
    if len(wanted) < _SHORTEST_TO_MISTYPE:
        return 0
    # Each word typed must be like one of the name: "partial" likeness finds Putin in "computing".
    alike = any(all(_spelt(word, name.split()) for word in wanted.split()) for name in names)
    return int(alike)


def _spelt(word: str, others: Iterable[str]) -> bool:
    bones = skeleton(word)
    return any(
        (bones and bones == skeleton(other)) or (word[0] == other[0] and fuzz.ratio(word, other) >= _ALIKE)
        for other in others
    )


def _plain(text: str) -> str:
    return " ".join(anyascii(text).lower().split())
