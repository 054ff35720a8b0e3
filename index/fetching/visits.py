"""What is remembered of earlier visits to the web, so that what has not changed is not sent again."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit to an address.

    Attributes:
        url: Where it led, redirects followed: the validators below are that address's.
        etag: The version that the server named, if it did.
        modified: When the server said that it had changed last.
        mark: What was made of it; where that is another thing now, the visit does not count.
        after: When it may be visited again, in seconds since 1970: the server asked to be left alone until then.
    """

    url: str = ""
    etag: str | None = None
    modified: str | None = None
    mark: str = ""
    after: float = 0.0


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
        self._recall = recall
        self._held: deque[tuple[int, str, str]] = deque()

    def last(self, url: str) -> Visit:
        """Give the last visit to an address in an earlier run; an empty one where there was none."""
        kept = self._recall(url)
        try:
            return Visit(**json.loads(kept)) if kept else Visit()
        except (TypeError, ValueError):  # kept by another version
            return Visit()

    def note(self, url: str, visit: Visit) -> None:
        """Remember a visit whose articles have all been handed on."""
        told = {name: value for name, value in asdict(visit).items() if value}
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
