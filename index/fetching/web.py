"""Addresses of the web in, articles out: feeds, sitemaps, pages, and files of every kind that is read."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ..errors import CorpusError
from ..model import Article
from ..reading.feed import feed_records
from ..reading.fields import to_article
from ..reading.inputs import Located, Options, Remark, Skip
from ..reading.naming import same_site
from ..reading.page import PAGE_BYTES
from .again import LISTED, Again
from .contents import file, kind_of, located, outlet, page, telling, unpacked
from .entries import entry_article, entry_id, entry_mark
from .errors import FetchError
from .fetcher import Fetched, Fetcher
from .sitemap import Listed, read_sitemap
from .urls import joined
from .visits import Earlier, Visit, Visits

MOST_PAGES: Final = 1_000
MOST_MAPS: Final = 500
_DEEPEST: Final = 3

_Read = Generator[Located, None, bool]
"""Articles, and in the end whether all that was there was read, so that it need not come again."""


class Web:
    """Reads what stands at addresses; nothing else is ever fetched than what these, and what they list, name."""

    def __init__(
        self,
        fetcher: Fetcher,
        visits: Visits,
        on_skip: Skip,
        options: Options,
        *,
        full_text: bool = False,
        most: int = MOST_PAGES,
        earlier: Earlier | None = None,
        look_again: int = 0,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Prepare to read.

        Args:
            fetcher: Fetches.
            visits: What is remembered of earlier runs, and is to be of this one.
            on_skip: Told of what cannot be had or read.
            options: How it is read.
            full_text: Whether the page of a feed's entry is fetched, and not only what the feed tells.
            most: Pages of a feed or sitemap that are fetched in a run.
            earlier: What the index keeps of earlier runs.
            look_again: Pages of earlier runs, of each address, that are looked at again.
            clock: Tells seconds since 1970.
        """
        self._unchanged, self._clock, self._source = 0, clock, ""
        self._again = Again(fetcher, visits, earlier, options, most=look_again, clock=clock)
        self._fetcher, self._visits, self._on_skip, self._options = fetcher, visits, on_skip, options
        self._full_text, self._most = full_text, most
        self._seen: set[str] = set()

    @property
    def unchanged(self) -> int:
        """Feeds, sitemaps, entries and pages that have not changed since they were read before."""
        return self._unchanged + self._again.unchanged

    def read(self, urls: Sequence[str]) -> Iterator[Located]:
        """Read addresses, one after the other; one that cannot be had is told, and stops no other."""
        for url in urls:
            self._source = url
            try:
                yield from self._given(url)
                yield from self._again.look(url)
            except CorpusError as error:
                self._on_skip(error)
                self._note_missing(url, error)
                if until := self._fetcher.left_alone_until(url):
                    self._visits.note(url, replace(self._visits.last(url), after=until))

    def _given(self, url: str) -> Iterator[Located]:
        mark = "full" if self._full_text else "read"
        last = self._visits.last(url)
        fetched = self._fetcher.get(url, last if last.mark in {"", mark} else replace(last, url=""))
        if fetched is None:
            self._unchanged += 1
            return
        whole = yield from self._kind(fetched)
        if whole:
            # It is fetched in every run: no other look is needed.
            self._visits.note(url, replace(self._met(fetched.visit, url, mark), again=0.0))

    def _met(self, visit: Visit, url: str, mark: str) -> Visit:
        """Note that an address was read, in the way that the mark says."""
        return replace(visit, mark=mark).met(self._visits.last(url), self._source, self._clock())

    def _kind(self, fetched: Fetched) -> _Read:
        """Read what was fetched, as what it is."""
        fetched = unpacked(fetched)
        kind = kind_of(fetched)
        if kind == "feed":
            return (yield from self._feed(fetched))
        if kind == "sitemap":
            return (yield from self._sitemap(fetched))
        if kind == "page":
            yield located(fetched.url, page(fetched, self._options))
        else:
            yield from file(fetched, kind, self._on_skip, self._options)
        return True

    def _feed(self, fetched: Fetched) -> _Read:
        told = f"application/xml; charset={fetched.charset}" if fetched.charset else ""
        try:
            records = feed_records(fetched.data, Path("feed"), told)
        except CorpusError as error:
            raise CorpusError(fetched.url, None, error.reason) from None
        whole, pages = True, 0
        for number, record in enumerate(records, start=1):
            record["url"] = link = joined(fetched.url, record["url"] or "")
            record["id"] = entry_id(record, fetched.url)
            mark = entry_mark(record)
            known = link or str(record["id"])
            if self._is_known(known, f"{self._full_text}{mark}"):
                continue
            read, visit = None, Visit(mark=f"{self._full_text}{mark}")
            if self._full_text and link:
                if pages == self._most:
                    self._tell(
                        fetched.url, f"more than {self._most:,} new entries; the rest waits for the next run"
                    )
                    return False
                pages += 1
                read, visit = self._entry_page(link, f"{self._full_text}{mark}")
                whole = whole and bool(visit.mark)
            try:
                if read is not None or not visit.first:
                    advice = "" if self._full_text else "; --full-text fetches its page"
                    article = entry_article(record, read, fetched.url, number, self._options, advice=advice)
                    yield located(known if link else fetched.url, article, number)
            except CorpusError as error:
                self._on_skip(error)
            self._visits.note(known, visit)
        return whole

    def _entry_page(self, link: str, mark: str) -> tuple[Article | None, Visit]:
        """Read the page of an entry, None where that fails, and tell what to remember.

        Where a page that was read before fails, what was read stays: the feed's few words do not take its place.
        """
        last = self._visits.last(link)
        try:
            fetched = self._fetcher.get(link, most=PAGE_BYTES)
            if fetched is None:
                return None, replace(last, mark=mark)
            return page(fetched, self._options), self._met(fetched.visit, link, mark)
        except CorpusError as error:
            passing = isinstance(error, FetchError) and error.passing
            visit = replace(last, mark="" if passing else mark)
            if (missed := self._again.missed(link, visit, error)) is not None:
                return None, missed
            kept = "what was read there stays" if last.first else "what the feed tells of it is taken"
            self._tell(str(error.place), f"{error.reason}; {kept}")
            return None, visit

    def _sitemap(self, fetched: Fetched, depth: int = 1) -> _Read:
        whole, pages, maps, others = True, 0, 0, 0
        for one in read_sitemap(fetched.url, fetched.data):
            if not same_site(one.url, fetched.url):
                others += 1
                continue
            if pages == self._most or maps == MOST_MAPS:
                self._tell(fetched.url, "lists more than is fetched in a run; the rest waits for the next")
                whole = False
                break
            try:
                if one.is_map:
                    maps += 1
                    whole = (yield from self._map_below(one, depth)) and whole
                elif not self._is_known(one.url, f"{LISTED}{one.changed}"):
                    pages += 1
                    yield from self._listed(one)
            except CorpusError as error:
                self._on_skip(error)
                self._note_missing(one.url, error)
                whole = whole and not (isinstance(error, FetchError) and error.passing)
        if others:
            self._tell(fetched.url, f"{others:,} addresses of other sites in a sitemap are left out")
        return whole

    def _map_below(self, one: Listed, depth: int) -> _Read:
        if depth == _DEEPEST:
            raise CorpusError(one.url, None, f"a sitemap below {depth} others; it is left out")
        fetched = self._fetcher.get(one.url, self._visits.last(one.url))
        if fetched is None:
            self._unchanged += 1
            return True
        whole = yield from self._sitemap(unpacked(fetched), depth + 1)
        if whole:
            self._visits.note(one.url, fetched.visit)
        return whole

    def _listed(self, one: Listed) -> Iterator[Located]:
        last = self._visits.last(one.url)
        fetched = self._fetcher.get(one.url, last, most=PAGE_BYTES)
        if fetched is None:
            self._unchanged += 1
            self._visits.note(one.url, self._met(last, one.url, f"{LISTED}{one.changed}"))
            return
        article = page(fetched, self._options)
        told = to_article(
            {**one.facts, "id": article.id, "text": article.text},
            Path("map"),
            None,
            telling(one.url, self._options),
        )
        fuller = replace(
            article,
            title=article.title or told.title,
            source=outlet(article) or told.source or article.source,
            published=article.published or told.published,
            language=article.language or told.language,
        )
        yield located(fetched.url, fuller)
        self._visits.note(one.url, self._met(fetched.visit, one.url, f"{LISTED}{one.changed}"))

    def _is_known(self, url: str, mark: str) -> bool:
        """Tell whether a page needs no reading: it was met in this run, or is as it was in an earlier one."""
        if url in self._seen:
            return True
        self._seen.add(url)
        last = self._visits.last(url)
        if known := last.mark == mark:
            self._unchanged += 1
            if last.url and not last.first:  # of a version that looked at nothing again
                self._visits.note(url, self._met(last, url, mark))
        return known

    def _note_missing(self, url: str, error: CorpusError) -> None:
        if (missed := self._again.missed(url, self._visits.last(url), error)) is not None:
            self._visits.note(url, missed)

    def _tell(self, url: str, reason: str) -> None:
        self._options.tell(Remark(url, None, reason))
