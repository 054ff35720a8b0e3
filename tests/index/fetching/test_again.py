"""Pages that were read in earlier runs are looked at again: what is corrected is read, what is gone is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Article, CorpusError, IndexWriter, Options, Remark, open_writer, read_articles
from onrecord.index.fetching import GONE, Visits, Web
from tests.index.bag import BagOfWords
from tests.index.reading.pages import wordpress
from tests.index.reading.stories import STORIES

from .site import Answer, Site, etagged, fetcher
from .test_web import entry, page, rss, urlset

DAY = 86_400.0
NOTHING: Answer = (404, {}, b"")
GONE_FOR_GOOD: Answer = (410, {}, b"")


class Nights:
    """Runs over a site and a real index, with as many days in between as a test says."""

    def __init__(self, writer: IndexWriter) -> None:
        self.writer, self.now = writer, 1_700_000_000.0
        self.told: list[Remark] = []
        self.skipped: list[CorpusError] = []
        self.unchanged = 0

    def __call__(self, *urls: str, after: float = 1.0, full_text: bool = False, look_again: int = 9) -> list[str]:
        """Run, and give the ids of what was read."""
        self.told, self.skipped, self.now = [], [], self.now + after * DAY
        visits, options, origins = Visits(self.writer.kept_visit), Options(tell=self.told.append), dict[str, str]()
        web = Web(
            fetcher(), visits, self.skipped.append, options, full_text=full_text,
            earlier=self.writer, look_again=look_again, clock=lambda: self.now,
        )  # fmt: skip
        read = []

        def passed() -> Iterator[Article]:
            for article in read_articles(
                [],
                on_skip=self.skipped.append,
                origins=origins,
                options=options,
                known=self.writer,
                others=web.read(urls),
            ):
                visits.passed += 1
                read.append(article.id)
                yield article

        for _ in self.writer.add(passed(), origins=origins):
            pass
        self.writer.keep_visits(visits.due())
        self.unchanged = web.unchanged
        return read

    def gone(self, *urls: str) -> list[str]:
        return self.writer.gone_from_web(urls, GONE)

    @property
    def said(self) -> str:
        return "\n".join(map(str, self.told))


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    with open_writer(tmp_path / "made", load=BagOfWords()) as writer:
        yield Nights(writer)


def test_a_page_counts_as_gone_from_the_third_day_on(site: Site, nights: Nights) -> None:
    page(site, "/story")
    listing = site.url("/sitemap.xml")
    site.put("/sitemap.xml", urlset((site.url("/story"), "")), "application/xml")
    assert nights(listing) == [site.url("/story")]
    site.pages["/story"] = NOTHING
    for day in range(GONE):
        assert nights.gone(listing) == []
        assert nights(listing) == []
        assert ("counts as gone from the third such day on" in nights.said) == (day < GONE - 1)
        # Another run in the same hour is no other look.
        assert nights(listing, after=0.01) == []
        assert nights.said == ""
    assert nights.gone(listing) == [site.url("/story")]
    assert nights.gone(site.url("/other.xml")) == []
    # The article is still there, and so is the page again: nothing was lost.
    assert nights.writer.living() == [site.url("/story")]
    page(site, "/story")
    assert nights(listing, after=9.0) == []
    assert nights.gone(listing) == []


def test_a_page_that_is_said_to_be_gone_is(site: Site, nights: Nights) -> None:
    page(site, "/a", 0)
    page(site, "/b", 1)
    site.put("/feed", rss(entry("/a", "In short.", "urn:a"), entry("/b", "In short.", "urn:b")), "text/xml")
    feed = site.url("/feed")
    assert nights(feed, full_text=True) == ["urn:a", "urn:b"]
    site.pages["/b"] = GONE_FOR_GOOD
    assert nights(feed, full_text=True) == []
    told = f"{site.url('/b')}: is gone (status 410); it is gone, and its article stays unless --prune takes it out"
    assert told in nights.said
    assert nights.gone(feed) == ["urn:b"]
    nights.writer.remove(nights.gone(feed))
    assert nights.gone(feed) == []


def test_a_correction_is_read_without_a_word_of_the_sitemap(site: Site, nights: Nights) -> None:
    story = wordpress(STORIES[0]).replace(STORIES[0].url, site.url("/story"))
    site.pages["/story"] = etagged(story.encode(), "text/html")
    site.put("/sitemap.xml", urlset((site.url("/story"), "")), "application/xml")
    listing = site.url("/sitemap.xml")
    nights(listing)
    before = nights.writer.read_from([site.url("/story")])[site.url("/story")]
    first = before.text.split(".")[0]
    assert nights(listing) == []
    assert nights.unchanged == 2
    site.pages["/story"] = etagged(story.replace(first, f"Corrected: {first}").encode(), "text/html", '"two"')
    assert nights(listing, after=1.5) == [site.url("/story")]
    after = nights.writer.read_from([site.url("/story")])[site.url("/story")]
    assert after.text == f"Corrected: {before.text}"
    assert after.published == before.published


def test_the_older_a_page_the_longer_it_is_left_alone(site: Site, nights: Nights) -> None:
    page(site, "/story")
    site.put("/sitemap.xml", urlset((site.url("/story"), "")), "application/xml")
    looks = []
    for day in range(1, 40):
        site.asked.clear()
        nights(site.url("/sitemap.xml"))
        looks += [day] * site.paths().count("/story")
    assert looks == [1, 2, 3, 5, 9, 17, 33]


def test_no_more_pages_than_are_asked_for_and_none_without_being_asked(site: Site, nights: Nights) -> None:
    for number in range(3):
        page(site, f"/{number}", number)
    site.put("/map.xml", urlset(*((site.url(f"/{number}"), "") for number in range(3))), "application/xml")
    nights(site.url("/map.xml"))
    for look_again in (0, 2):
        site.asked.clear()
        nights(site.url("/map.xml"), look_again=look_again)
        assert len(site.paths()) == 1 + look_again


def test_a_page_that_fails_is_neither_gone_nor_lost(site: Site, nights: Nights) -> None:
    for number, path in enumerate(("/broken", "/empty", "/home", "/moved")):
        page(site, path, number)
    paths = ("/broken", "/empty", "/home", "/moved")
    site.put("/map.xml", urlset(*((site.url(path), "") for path in paths)), "application/xml")
    listing = site.url("/map.xml")
    assert len(nights(listing)) == 4
    site.pages["/broken"] = (500, {}, b"")
    site.put("/empty", "<html></html>")
    site.send_on("/home", "/")
    site.put("/", "<html><body>News</body></html>")
    site.send_on("/moved", "/elsewhere")
    page(site, "/elsewhere", 5)
    assert nights(listing) == []
    assert "/broken: cannot be had (status 500); what was read there stays" in nights.said
    assert "/empty: no article found on this page; what was read there stays" in nights.said
    assert "/home: leads to the front page of its site; its article stays" in nights.said
    assert f"/moved: leads to {site.url('/elsewhere')} now; what was read there stays" in nights.said
    assert nights.gone(listing) == []
    assert len(nights.writer.living()) == 4


def test_what_a_feed_tells_takes_no_pages_place(site: Site, nights: Nights) -> None:
    page(site, "/a")
    feed = site.url("/feed")
    site.put("/feed", rss(entry("/a", "In short.", "urn:a")), "text/xml")
    nights(feed, full_text=True)
    whole = nights.writer.read_from([site.url("/a")])[site.url("/a")].text
    site.put("/feed", rss(entry("/a", "In short, again.", "urn:a")), "text/xml")
    for answer in (NOTHING, (500, {}, b"")):
        site.pages["/a"] = answer
        assert nights(feed, full_text=True) == []
    assert nights.writer.read_from([site.url("/a")])[site.url("/a")].text == whole


def test_a_page_that_was_given_by_its_address(site: Site, nights: Nights) -> None:
    page(site, "/story")
    nights(site.url("/story"))
    site.pages["/story"] = GONE_FOR_GOOD
    nights(site.url("/story"))
    assert "is gone (status 410)" in str(nights.skipped[0])
    assert nights.gone(site.url("/story")) == [site.url("/story")]


def test_what_an_older_version_kept_of_a_page_is_looked_at_from_now_on(site: Site, nights: Nights) -> None:
    page(site, "/story")
    listing = site.url("/sitemap.xml")
    site.put("/sitemap.xml", urlset((site.url("/story"), "")), "application/xml")
    nights(listing)
    nights.writer.keep_visits([(site.url("/story"), f'{{"url": "{site.url("/story")}", "mark": "page "}}')])
    nights(listing)
    site.pages["/story"] = GONE_FOR_GOOD
    nights(listing)
    assert nights.gone(listing) == [site.url("/story")]
