"""What a user says about indexing, and what is told of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.index import Changes, Meter, Options

    from .skips import Skips


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user may say about indexing.

    Attributes:
        model: The encoder, for a new index.
        device: Where a sentence-transformers model runs.
        columns: Fields of an article, and the columns of tables that hold them.
        day_first: How a date like 03/04/2023 is to be read; None reads it as the index was told before.
        prune: Whether to remove the articles that were read from these paths before and are gone from them.
        notice: Whether to count them where they are not removed.
        yes: Whether to do so without asking.
        readd: Whether to take in again what a user removed.
        full_text: Whether the pages of a feed's entries are fetched.
        allow_private: Whether addresses of the own network may be fetched from.
        most: Pages of a feed or sitemap that are fetched in a run.
        look_again: Pages of earlier runs, of each address, that are looked at again.
        language: Of articles that state none; None has it detected.
    """

    model: str | None = None
    device: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    prune: bool = False
    notice: bool = False
    yes: bool = False
    readd: bool = False
    full_text: bool = False
    allow_private: bool = False
    most: int = 1_000
    look_again: int = 0
    language: str | None = None

    def options(self, skips: Skips, meter: Meter, *, told_before: bool | None) -> Options:
        """Give how files are read.

        Args:
            skips: Told of what is remarked on.
            meter: Told of the files that are read.
            told_before: How the index was told to read a date like 03/04/2023, where it was.
        """
        from onrecord.index import Options

        by_memory = self.day_first is None and told_before is not None
        day_first = told_before if by_memory else self.day_first
        return Options(self.columns, day_first, skips.tell, meter, self.language, by_memory=by_memory)


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in sources did.

    Attributes:
        changes: Counts of their articles and passages.
        kept_out: Articles that a user removed before, and which stay out.
        gone: Articles that are gone from their sources and were not removed.
        unchanged: What on the web has not changed since it was read before.
    """

    changes: Changes
    kept_out: int
    gone: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Built:
    """What indexing did, or would do.

    Attributes:
        changes: Counts of articles and passages.
        skips: What was passed over.
        revision: The published one; of a dry run 0.
        seconds: How long it took.
        repeated: Articles that nearly repeat another one of the run.
        kept_out: Articles that a user removed before, and which stay out.
        languages: New and changed articles by language.
        gone: Articles that are gone from their sources and were not removed.
        unchanged: What on the web has not changed since it was read before.
    """

    changes: Changes
    skips: Skips
    revision: int
    seconds: float
    repeated: int = 0
    kept_out: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    gone: int = 0
    unchanged: int = 0


def difference(before: Changes, after: Changes) -> Changes:
    """Give what was done between two counts."""
    from dataclasses import astuple

    from onrecord.index import Changes

    return Changes(*(now - then for then, now in zip(astuple(before), astuple(after), strict=True)))


def nothing(sources: Sequence[Path | str], skips: Skips) -> Exception:
    """Say that there is no article at all."""
    from onrecord.index import OnrecordError

    skips.end()
    names = ", ".join(map(str, sources))
    return OnrecordError(f"{names}: no article to index; give files or folders of articles, or addresses")


def gone(stored: Mapping[str, str], read: Collection[str], paths: Sequence[Path], skips: Skips) -> Iterator[str]:
    """Give the ids of articles whose file lies under a path, but which were not read there this time.

    What stands in a file or folder that could not be read in full counts as there.
    """
    roots = {path.resolve() for path in paths}
    for id_, origin in stored.items():
        places = {Path(origin), *Path(origin).parents}
        if id_ not in read and not roots.isdisjoint(places) and skips.paths.isdisjoint(places):
            yield id_
