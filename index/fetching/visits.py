"""What is remembered of earlier visits to the web, so that what has not changed is not sent again."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final, Protocol

from ..model import Article

GONE: Final = 3
"""Looks that find nothing at an address until it counts as gone."""
DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit to an address.

    Attributes:
        url: Where it led, redirects followed: the validators below are that address's.
        etag: The version that the server named, if it did.
        modified: When the server said that it had changed last.
        mark: What was made of it; where that is another thing now, the visit does not count.
        after: When it may be visited again, in seconds since 1970: the server asked to be left alone until then.
        source: The address, given by the user, that led to it.
        first: When it was read first, in seconds since 1970; 0 where that was not noted.
        again: When it is to be looked at again; 0 for never.
        missed: Looks in a row that found nothing there; `GONE` where the server says that it is gone for good.
    """

    url: str = ""
    etag: str | None = None
    modified: str | None = None
    mark: str = ""
    after: float = 0.0
    source: str = ""
    first: float = 0.0
    again: float = 0.0
    missed: int = 0

    def met(self, before: Visit, source: str, now: float) -> Visit:
        """Note that a page is there; the older it is, the longer it is left alone: a day, then twice as long."""
        first = before.first or now
        again = now + max(DAY, now - first)
        return replace(self, source=source, first=first, again=again, missed=0)

    def missing(self, now: float, *, for_good: bool) -> Visit:
        """Note that nothing is there; looks less than half a day apart count once."""
        if for_good:
            return replace(self, missed=GONE, again=now + max(DAY, now - self.first))
        if self.missed and now < self.again:
            return self
        missed = min(self.missed + 1, GONE)
        wait = DAY / 2 if missed < GONE else max(DAY, now - self.first)
        return replace(self, missed=missed, again=now + wait)


class Earlier(Protocol):
    """What an index keeps of earlier runs."""

    def visits_due(self, source: str, now: float, most: int) -> Sequence[tuple[str, str]]:
        """Give the visits, by address, that a source led to and are to be repeated, the most overdue first."""

    def read_from(self, addresses: Sequence[str]) -> dict[str, Article]:
        """Give the stored articles that were read from addresses, by these."""


class Visits:
    """Remembers visits, each once the articles that came of it are stored.

    A visit that is remembered too early would lose articles: the next answer is "not modified".
    """

    def __init__(self, recall: Callable[[str], str | None]) -> None:
        """Begin a run.

        Args:
            recall: Gives what was kept of an address in earlier runs, None where nothing was.
        """
        self.passed = 0
        """Articles that were handed on so far; whoever hands them on counts."""
        self.noted: set[str] = set()
        """Addresses that were visited in this run."""
        self._recall = recall
        self._held: deque[tuple[int, str, str]] = deque()

    def last(self, url: str) -> Visit:
        """Give the last visit to an address in an earlier run; an empty one where there was none."""
        return visit_of(self._recall(url))

    def note(self, url: str, visit: Visit) -> None:
        """Remember a visit whose articles have all been handed on."""
        told = {name: value for name, value in asdict(visit).items() if value}
        self.noted.add(url)
        self._held.append((self.passed, url, json.dumps(told, ensure_ascii=False)))

    def due(self, stored: int | None = None) -> list[tuple[str, str]]:
        """Give what can be kept now, by address, and forget it here.

        Args:
            stored: How many of the articles that were handed on are stored; None for all.
        """
        kept = []
        while self._held and (stored is None or self._held[0][0] <= stored):
            _, url, told = self._held.popleft()
            kept.append((url, told))
        return kept


def visit_of(kept: str | None) -> Visit:
    """Read what was kept of a visit; an empty one where nothing was, or by another version."""
    try:
        return Visit(**json.loads(kept)) if kept else Visit()
    except (TypeError, ValueError):
        return Visit()
