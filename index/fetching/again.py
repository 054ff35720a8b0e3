"""Looks again at pages that were read in earlier runs: what has changed is read anew, what is gone is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from ..errors import CorpusError
from ..model import Article
from ..reading.inputs import Located, Options, Remark
from ..reading.page import PAGE_BYTES
from .contents import located, page
from .errors import FetchError
from .fetcher import Fetched, Fetcher
from .visits import GONE, Earlier, Visit, Visits, visit_of

LISTED: Final = "page "
"""How the mark of a page begins that a sitemap listed."""
_AWAY: Final = frozenset({404, 410})
_FOR_GOOD: Final = 410


class Again:
    """Looks again, at so many pages of a source in a run.

    Attributes:
        unchanged: Pages that are as they were.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        visits: Visits,
        earlier: Earlier | None,
        options: Options,
        *,
        most: int,
        clock: Callable[[], float],
    ) -> None:
        """Prepare to look.

        Args:
            fetcher: Fetches.
            visits: What is to be remembered of this run.
            earlier: What the index keeps; None looks at nothing.
            options: How pages are read; told of what is gone.
            most: Pages of a source that are looked at.
            clock: Tells seconds since 1970.
        """
        self.unchanged = 0
        self._fetcher, self._visits, self._earlier, self._options = fetcher, visits, earlier, options
        self._most, self._clock = most, clock

    def look(self, source: str) -> Iterator[Located]:
        """Look at the pages that a source led to and that are due; yield those that have changed."""
        if self._earlier is None or not self._most:
            return
        due = [
            (url, visit_of(kept))
            for url, kept in self._earlier.visits_due(source, self._clock(), self._most)
            if url not in self._visits.noted
        ]
        stored: dict[str, Article] | None = None
        for url, last in due:
            there = last.url or url
            try:
                fetched = self._fetcher.get(url, last, most=PAGE_BYTES)
            except FetchError as error:
                if (missed := self.missed(url, last, error)) is not None:
                    self._visits.note(url, missed)
                else:
                    self._put_off(url, last, f"{error.reason}; what was read there stays")
                continue
            if fetched is None:
                self._as_before(url, last, last)
            elif fetched.url != there:
                self._moved(url, last, fetched.url)
            else:
                if stored is None:
                    stored = self._earlier.read_from([address for one, was in due for address in (one, was.url)])
                origin = there if there in stored else url
                yield from self._changed(url, last, fetched, stored.get(origin), origin)

    def missed(self, url: str, last: Visit, error: CorpusError) -> Visit | None:
        """Give what to remember of a page that was read before and is not there, and tell of it.

        Returns:
            None where the page was not read before, or where the error has another reason.
        """
        if not (isinstance(error, FetchError) and error.status in _AWAY and last.first):
            return None
        return self._missing(url, last, error.reason, for_good=error.status == _FOR_GOOD)

    def _missing(self, url: str, last: Visit, reason: str, *, for_good: bool = False) -> Visit:
        found = last.missing(self._clock(), for_good=for_good)
        if found.missed >= GONE > last.missed:
            self._tell(url, f"{reason}; it is gone, and its article stays unless --prune takes it out")
        elif found.missed < GONE:
            self._tell(url, f"{reason}; its article stays, and counts as gone from the third such day on")
        return found

    def _changed(
        self, url: str, last: Visit, fetched: Fetched, before: Article | None, origin: str
    ) -> Iterator[Located]:
        try:
            read = page(fetched, self._options)
        except CorpusError as error:
            self._put_off(url, last, f"{error.reason}; what was read there stays")
            return
        if before is None:  # taken out meanwhile
            self._as_before(url, fetched.visit, last)
            return
        now = replace(
            before,
            text=read.text,
            title=(read.title if last.mark.startswith(LISTED) else "") or before.title,
            author=read.author or before.author,
            updated=read.updated or before.updated,
        )
        if now == before:
            self._as_before(url, fetched.visit, last)
            return
        yield located(origin, now)
        self._visits.note(url, self._met(fetched.visit, last))

    def _moved(self, url: str, last: Visit, to: str) -> None:
        if urlsplit(to).path in {"", "/"}:
            self._visits.note(url, self._missing(url, last, "leads to the front page of its site"))
        else:
            self._put_off(url, last, f"leads to {to} now; what was read there stays")

    def _as_before(self, url: str, visit: Visit, last: Visit) -> None:
        self.unchanged += 1
        self._visits.note(url, self._met(visit, last))

    def _put_off(self, url: str, last: Visit, reason: str) -> None:
        self._visits.note(url, self._met(last, last))
        self._tell(url, reason)

    def _met(self, visit: Visit, last: Visit) -> Visit:
        return replace(visit, mark=last.mark).met(last, last.source, self._clock())

    def _tell(self, url: str, reason: str) -> None:
        self._options.tell(Remark(url, None, reason))
