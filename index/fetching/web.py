"""Addresses of the web in, articles out: feeds, sitemaps, pages, and files of every kind that is read."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from ..errors import CorpusError
from ..model import Article
from ..reading.feed import feed_records
from ..reading.fields import to_article
from ..reading.inputs import Located, Options, Remark, Skip
from ..reading.naming import same_site
from .contents import file, kind_of, located, outlet, page, telling, unpacked
from .errors import FetchError
from .fetcher import Fetched, Fetcher
from .sitemap import Listed, read_sitemap
from .urls import joined
from .visits import Visit, Visits

MOST_PAGES: Final = 1_000
MOST_MAPS: Final = 500
_PAGE_BYTES: Final = 16 * 2**20
_DEEPEST: Final = 3

_Read = Generator[Located, None, bool]
"""Articles, and in the end whether all that was there was read, so that it need not come again."""


class Web:
    """Reads what stands at addresses; nothing else is ever fetched than what these, and what they list, name.

    Attributes:
        unchanged: Feeds, sitemaps, entries and pages that have not changed since they were read before.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        visits: Visits,
        on_skip: Skip,
        options: Options,
        *,
        full_text: bool = False,
        most: int = MOST_PAGES,
    ) -> None:
        """Prepare to read.

        Args:
            fetcher: Fetches.
            visits: What is remembered of earlier runs, and is to be of this one.
            on_skip: Told of what cannot be had or read.
            options: How it is read.
            full_text: Whether the page of a feed's entry is fetched, and not only what the feed tells.
            most: Pages of a feed or sitemap that are fetched in a run.
        """
        self.unchanged = 0
        self._fetcher, self._visits, self._on_skip, self._options = fetcher, visits, on_skip, options
        self._full_text, self._most = full_text, most
        self._seen: set[str] = set()

    def read(self, urls: Sequence[str]) -> Iterator[Located]:
        """Read addresses, one after the other; one that cannot be had is told, and stops no other."""
        for url in urls:
            try:
                yield from self._source(url)
            except CorpusError as error:
                self._on_skip(error)
                if until := self._fetcher.left_alone_until(url):
                    self._visits.note(url, replace(self._visits.last(url), after=until))

    def _source(self, url: str) -> Iterator[Located]:
        mark = "full" if self._full_text else "read"
        last = self._visits.last(url)
        fetched = self._fetcher.get(url, last if last.mark in {"", mark} else replace(last, url=""))
        if fetched is None:
            self.unchanged += 1
            return
        whole = yield from self._kind(fetched)
        if whole:
            self._visits.note(url, replace(fetched.visit, mark=mark))

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
            record["id"] = _entry_id(record, fetched.url)
            mark = _mark(record)
            known = link or str(record["id"])
            if self._is_known(known, f"{self._full_text}{mark}"):
                continue
            read = None
            if self._full_text and link:
                if pages == self._most:
                    self._tell(
                        fetched.url, f"more than {self._most:,} new entries; the rest waits for the next run"
                    )
                    return False
                pages += 1
                read, passing = self._entry_page(link)
                whole = whole and not passing
                if passing:
                    mark = ""
            try:
                yield located(
                    known if link else fetched.url, self._entry(record, read, fetched.url, number), number
                )
            except CorpusError as error:
                self._on_skip(error)
            self._visits.note(known, Visit(mark=f"{self._full_text}{mark}"))
        return whole

    def _entry_page(self, link: str) -> tuple[Article | None, bool]:
        """Read the page of an entry; give None where that fails, and whether it may go better another time."""
        try:
            fetched = self._fetcher.get(link, most=_PAGE_BYTES)
            return (None if fetched is None else page(fetched, self._options)), False
        except CorpusError as error:
            self._tell(str(error.place), f"{error.reason}; what the feed tells of it is taken")
            return None, isinstance(error, FetchError) and error.passing

    def _entry(self, record: Mapping[str, Any], read: Article | None, url: str, number: int) -> Article:
        """Make an article of an entry and of its page, where that was read."""
        if read is None and not record["text"]:
            advice = "" if self._full_text else "; --full-text fetches its page"
            raise CorpusError(url, number, f"the feed tells no text of this entry{advice}")
        text = record["text"] if read is None else read.text
        try:
            told = to_article({**record, "text": text}, Path("feed"), number, telling(url, self._options))
        except CorpusError as error:
            raise CorpusError(url, number, error.reason) from None
        if read is None:
            return told
        return replace(
            told,
            title=told.title or read.title,
            url=read.url or told.url,
            source=outlet(read) or told.source or read.source,
            author=read.author or told.author,
            published=read.published or told.published,
            updated=read.updated or told.updated,
            language=read.language or told.language,
        )

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
                elif not self._is_known(one.url, f"page {one.changed}"):
                    pages += 1
                    yield from self._listed(one)
            except CorpusError as error:
                self._on_skip(error)
                whole = whole and not (isinstance(error, FetchError) and error.passing)
        if others:
            self._tell(fetched.url, f"{others:,} addresses of other sites in a sitemap are left out")
        return whole

    def _map_below(self, one: Listed, depth: int) -> _Read:
        if depth == _DEEPEST:
            raise CorpusError(one.url, None, f"a sitemap below {depth} others; it is left out")
        fetched = self._fetcher.get(one.url, self._visits.last(one.url))
        if fetched is None:
            self.unchanged += 1
            return True
        whole = yield from self._sitemap(unpacked(fetched), depth + 1)
        if whole:
            self._visits.note(one.url, fetched.visit)
        return whole

    def _listed(self, one: Listed) -> Iterator[Located]:
        last = self._visits.last(one.url)
        fetched = self._fetcher.get(one.url, last, most=_PAGE_BYTES)
        if fetched is None:
            self.unchanged += 1
            self._visits.note(one.url, replace(last, mark=f"page {one.changed}"))
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
        self._visits.note(one.url, replace(fetched.visit, mark=f"page {one.changed}"))

    def _is_known(self, url: str, mark: str) -> bool:
        """Tell whether a page needs no reading: it was met in this run, or is as it was in an earlier one."""
        if url in self._seen:
            return True
        self._seen.add(url)
        if known := self._visits.last(url).mark == mark:
            self.unchanged += 1
        return known

    def _tell(self, url: str, reason: str) -> None:
        self._options.tell(Remark(url, None, reason))


def _entry_id(record: Mapping[str, Any], url: str) -> str:
    """Give an entry's own id, where that is a name for the whole web, else its address."""
    stated = str(record["id"] or "")
    if ":" in stated:
        return stated
    return str(record["url"] or f"{url}#{stated or _mark(record)}")


def _mark(record: Mapping[str, Any]) -> str:
    """Give what changes when a feed tells something else of an entry."""
    told = "\x1f".join(f"{name}={record[name]}" for name in sorted(record))
    return blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()
