"""One request to change the index, from its acceptance to its end."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from onrecord.index import Article

State = Literal["queued", "running", "done", "failed"]
ENDED: Final = frozenset({"done", "failed"})


@dataclass(frozen=True, slots=True)
class Puts:
    """What a request changes.

    Attributes:
        articles: Are added, or take the place of those with their ids.
        removed: Ids of articles that are taken out, after that.
        folder: A folder of files that the writer reads, after that.
        uploaded: Whether it was uploaded: its files are deleted when they were read, and what was removed by
            hand comes back with them.
        day_first: How a date like 03/04/2025 in them is to be read; None reads it as the index was told before.
    """

    articles: tuple[Article, ...] = ()
    removed: tuple[str, ...] = ()
    folder: Path | None = None
    uploaded: bool = False
    day_first: bool | None = None

    def __len__(self) -> int:
        """Count the articles that are concerned."""
        return len(self.articles) + len(self.removed)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of those articles."""
        return (*(article.id for article in self.articles), *self.removed)

    def to_json(self) -> str:
        """Write it down, so that `from_json` gives the same."""
        folder = None if self.folder is None else str(self.folder)
        return json.dumps(
            {
                "articles": [asdict(article) for article in self.articles],
                "removed": self.removed,
                "folder": folder,
                "uploaded": self.uploaded,
                "day_first": self.day_first,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Puts:
        """Read what `to_json` wrote."""
        stored = json.loads(text)
        folder = stored.get("folder")
        return cls(
            tuple(Article(**one) for one in stored["articles"]),
            tuple(stored["removed"]),
            None if folder is None else Path(folder),
            stored.get("uploaded", False),
            stored.get("day_first"),
        )


@dataclass(frozen=True, slots=True)
class Job:
    """A request that was accepted.

    Attributes:
        id: Names it to clients.
        number: Counts the requests, in the order in which they are worked on.
        state: How far it is.
        articles: How many it concerns.
        accepted: When it was; ISO 8601, UTC.
        ended: When it was done, or failed.
        added: Articles that were new.
        updated: Articles that took another's place.
        unchanged: Articles that were there already.
        removed: Articles that were taken out.
        revision: The first revision of the index that has it.
        detail: Why it failed, or what it waits for.
        name: What it is called for people: files that were uploaded, a folder that was read.
        part: How much of its files was read, 0 to 1; None where it has none.
        skipped: Files, lines and articles that were passed over.
        notes: What else there is to say of its files, a line each: the first of what was passed over.
    """

    id: str
    number: int
    state: State
    articles: int
    accepted: str
    ended: str | None = None
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    revision: int | None = None
    detail: str | None = None
    name: str | None = None
    part: float | None = None
    skipped: int = 0
    notes: tuple[str, ...] = ()
