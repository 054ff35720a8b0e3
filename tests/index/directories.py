"""Directories of a few names and speakers."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.index import Directory, Speaker, skeleton
from onrecord.index.caches.directory import WrittenNames, write_directory
from onrecord.index.entities.joining import join_speakers
from onrecord.index.entities.linking import SpeakerCount
from onrecord.index.entities.speaker_counts import Heard
from onrecord.index.entities.surnames import Evidence
from onrecord.index.storage.schema import Connection


def heard_of(rows: Iterable[SpeakerCount]) -> tuple[Heard, sqlite3.Connection]:
    """Hear everybody, in no article."""
    scratch = sqlite3.connect(":memory:", factory=Connection)
    heard = Heard(scratch)
    heard.put((*row, 0, 0) for row in rows)
    return heard, scratch


def joined_speakers(
    rows: Iterable[SpeakerCount],
    common: frozenset[str] = frozenset(),
    evidence: Evidence | None = None,
    shorts: Iterable[tuple[str, Sequence[str]]] = (),
) -> list[Speaker]:
    """Join the names of those who speak."""
    heard, scratch = heard_of(rows)
    return list(join_speakers(heard.counts(), scratch, common, evidence, shorts))


def directory_of(
    path: Path,
    rows: Iterable[SpeakerCount] = (),
    counts: Mapping[str, int] | None = None,
    spellings: Iterable[Sequence[str]] = (),
) -> Directory:
    """Write names and speakers, and open them."""
    rising = sorted(counts or {}, key=lambda word: (counts or {})[word])
    words = [(word.lower(), word) for word in rising]
    names = WrittenNames(words, [(skeleton(word), word) for word in rising], spellings)
    heard, scratch = heard_of(rows)
    write_directory(path, names, join_speakers(heard.counts(), scratch), heard.voices(), scratch)
    return Directory(path)
