"""One request to change the index, from its acceptance to its end."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
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
    """

    articles: tuple[Article, ...] = ()
    removed: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Count the articles that are concerned."""
        return len(self.articles) + len(self.removed)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of those articles."""
        return (*(article.id for article in self.articles), *self.removed)

    def to_json(self) -> str:
        """Write it down, so that `from_json` gives the same."""
        return json.dumps({"articles": [asdict(article) for article in self.articles], "removed": self.removed})

    @classmethod
    def from_json(cls, text: str) -> Puts:
        """Read what `to_json` wrote."""
        stored = json.loads(text)
        return cls(tuple(Article(**one) for one in stored["articles"]), tuple(stored["removed"]))


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
