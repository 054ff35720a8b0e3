"""Feeds, sitemaps and pages of a site become articles, once each, and are asked for no oftener than needed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from onrecord.index import Article, CorpusError, Options, Remark, read_articles
from onrecord.index.fetching import Visits, Web
from onrecord.index.fetching.sitemap import read_sitemap
from tests.index.reading.pages import wordpress
from tests.index.reading.stories import STORIES

from .site import Site, etagged, fetcher

STORY = STORIES[0]


def page(site: Site, path: str, number: int = 0) -> None:
    """Have a story's page."""
    story = STORIES[number]
    site.put(path, wordpress(story).replace(story.url, site.url(path)))


class Run:
    """Runs over a site, one after the other, with what is remembered in between."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.known: dict[str, str] = {}
        self.skipped: list[CorpusError] = []
        self.told: list[Remark] = []
        self.unchanged = 0

    def origin_of(self, id_: str) -> str | None:
        return self.known.get(id_)

    def __call__(self, *urls: str, full_text: bool = False, most: int = 1000) -> list[Article]:
        self.skipped, self.told = [], []
        visits = Visits(self.kept.get)
        options = Options(tell=self.told.append)
        web = Web(fetcher(), visits, self.skipped.append, options, full_text=full_text, most=most)
        read = []
        for article in read_articles(
            [], on_skip=self.skipped.append, origins=self.known, options=options, known=self, others=web.read(urls)
        ):
            visits.passed += 1
            read.append(article)
        self.kept.update(visits.due())
        self.unchanged = web.unchanged
        return read

    @property
    def reasons(self) -> str:
        return "\n".join(map(str, [*self.skipped, *self.told]))


@pytest.fixture
def run() -> Run:
    return Run()


def rss(*entries: str, title: str = "The Ferry Post") -> bytes:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"<language>en-gb</language>{items}</channel></rss>"
    ).encode()


def entry(link: str, text: str = "", guid: str = "", title: str = "Told") -> str:
    told = f"<title>{title}</title><link>{link}</link><pubDate>Wed, 01 Oct 2025 10:00:00 +0200</pubDate>"
    return told + (f"<description>{text}</description>" if text else "") + (f"<guid>{guid}</guid>" if guid else "")


def urlset(*urls: tuple[str, str], news: str = "") -> bytes:
    every = "".join(
        f"<url><image:image><image:loc>http://pictures.example/p.jpg</image:loc></image:image><loc>{url}</loc>"
        f"{f'<lastmod>{changed}</lastmod>' if changed else ''}{news}</url>"
        for url, changed in urls
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{every}</urlset>'
    ).encode()


def test_a_feed_tells_its_entries(site: Site, run: Run) -> None:
    feed = rss(entry("/a", "The ferry is late.", "urn:a"), entry("/b", "It sank.", "17"), entry("/c"))
    site.put("/feed.xml", feed, "application/rss+xml")
    first, second = run(site.url("/feed.xml"))
    assert (first.id, first.url, first.text) == ("urn:a", site.url("/a"), "The ferry is late.")
    assert (first.source, first.language, first.published) == ("The Ferry Post", "en", "2025-10-01T10:00:00+02:00")
    assert second.id == site.url("/b")  # "17" is a name on that site alone
    assert run.known[first.id] == site.url("/a")
    assert f"{site.url('/feed.xml')}:3: the feed tells no text of this entry; --full-text fetches its page" in (
        run.reasons
    )
    assert site.paths() == ["/feed.xml"]


def test_an_encoding_that_only_the_server_tells(site: Site, run: Run) -> None:
    feed = rss(entry("/a", "Привет, паром опоздал.")).decode().encode("cp1251")
    site.put("/feed", feed, "text/xml; charset=windows-1251")
    [article] = run(site.url("/feed"))
    assert article.text == "Привет, паром опоздал."


def test_full_text_comes_from_the_page(site: Site, run: Run) -> None:
    page(site, "/story")
    site.put("/feed", rss(entry("/story", "In short.", "urn:story"), entry("/gone", "What is left.")), "text/xml")
    first, second = run(site.url("/feed"), full_text=True)
    assert first.id == "urn:story"
    assert len(first.text) > 200
    assert first.author == STORY.author
    assert second.text == "What is left."
    assert "/gone: is not there (status 404); what the feed tells of it is taken" in run.reasons


def test_entries_that_were_read_are_not_fetched_again(site: Site, run: Run) -> None:
    page(site, "/one", 0)
    page(site, "/two", 1)
    old = entry("/one", "In short.", "urn:one")
    site.put("/feed", rss(old), "text/xml")
    assert len(run(site.url("/feed"), full_text=True)) == 1
    site.put("/feed", rss(entry("/two", "", "urn:two"), old), "text/xml")
    site.asked.clear()
    assert [one.id for one in run(site.url("/feed"), full_text=True)] == ["urn:two"]
    assert site.paths() == ["/feed", "/two"]
    assert run.unchanged == 1
    # What a feed tells anew is read anew; and asked for the full text, what was told in short is fetched.
    site.put("/feed", rss(old.replace("Told", "Corrected")), "text/xml")
    assert [one.title for one in run(site.url("/feed"), full_text=True)] == ["Corrected"]


def test_a_feed_that_has_not_changed_is_not_read(site: Site, run: Run) -> None:
    site.pages["/feed"] = etagged(rss(entry("/a", "The ferry is late.")), "text/xml")
    assert len(run(site.url("/feed"))) == 1
    assert run(site.url("/feed")) == []
    assert run.unchanged == 1
    # Without --full-text it was read in another way.
    page(site, "/a")
    assert len(run(site.url("/feed"), full_text=True)) == 1


def test_a_page_that_fails_for_now_is_tried_again(site: Site, run: Run) -> None:
    site.pages["/feed"] = etagged(rss(entry("/a", "In short.", "urn:a")), "text/xml")
    site.pages["/a"] = (500, {}, b"")
    assert [one.text for one in run(site.url("/feed"), full_text=True)] == ["In short."]
    page(site, "/a")
    [article] = run(site.url("/feed"), full_text=True)
    assert len(article.text) > 200


def test_visits_are_remembered_no_sooner_than_their_articles_are_stored(site: Site) -> None:
    site.pages["/feed"] = etagged(rss(entry("/a", "One."), entry("/b", "Two.")), "text/xml")
    visits, unheard = Visits(lambda _: None), list[CorpusError]()
    read = Web(fetcher(), visits, unheard.append, Options()).read([site.url("/feed")])
    for _ in range(2):
        next(read)
        visits.passed += 1
    assert list(read) == []
    assert visits.due(0) == []
    assert [url for url, _ in visits.due(1)] == [site.url("/a")]
    rest = dict(visits.due(2))
    assert list(rest) == [site.url("/b"), site.url("/feed")]
    assert json.loads(rest[site.url("/feed")])["etag"] == '"one"'


def test_a_page_by_its_address(site: Site, run: Run) -> None:
    page(site, "/story")
    [article] = run(site.url("/story"))
    assert (article.id, article.url, article.title) == (site.url("/story"), site.url("/story"), STORY.title)


def test_a_page_cannot_pass_for_another_sites(site: Site, run: Run) -> None:
    site.put("/story", wordpress(STORY))
    [article] = run(site.url("/story"))
    assert (article.id, article.url) == (site.url("/story"), site.url("/story"))


def test_a_feed_cannot_take_the_place_of_another_sites_article(site: Site, run: Run) -> None:
    run.known["urn:theirs"] = "https://other.example/story"
    run.known["urn:file"] = "/srv/articles/a.jsonl"
    site.put("/feed", rss(entry("/a", "Mine now.", "urn:theirs"), entry("/b", "Mine.", "urn:file")), "text/xml")
    assert [one.id for one in run(site.url("/feed"))] == ["urn:file"]
    assert 'the id "urn:theirs" is taken by https://other.example/story; that one is kept' in run.reasons
    assert 'takes the place of the article "urn:file" of /srv/articles/a.jsonl' in run.reasons


@pytest.mark.parametrize("packed", [False, True])
def test_sitemaps_of_sitemaps(site: Site, run: Run, packed: bool) -> None:  # noqa: FBT001
    page(site, "/old", 0)
    page(site, "/new", 1)
    inner = urlset((site.url("/old"), "2025-01-01"), (site.url("/new"), "2025-02-01T10:00:00Z"))
    name = "/inner.xml.gz" if packed else "/inner.xml"
    site.put(name, gzip.compress(inner) if packed else inner, "application/gzip" if packed else "application/xml")
    outer = f"<sitemapindex><sitemap><loc>{site.url(name)}</loc></sitemap></sitemapindex>"
    site.put("/sitemap.xml", outer, "application/xml")
    assert [one.id for one in run(site.url("/sitemap.xml"))] == [site.url("/new"), site.url("/old")]
    assert run.skipped == []
    # What has not changed is not asked for again; what has, is.
    site.put(name, inner.replace(b"2025-01-01", b"2025-03-01"), "application/xml")
    site.asked.clear()
    assert [one.id for one in run(site.url("/sitemap.xml"))] == [site.url("/old")]
    assert site.paths() == ["/sitemap.xml", name, "/old"]


def test_a_sitemap_of_news_tells_what_a_page_does_not(site: Site, run: Run) -> None:
    text = " ".join("The ferry to the island was late again on this cold and windy day." for _ in range(12))
    site.put("/bare", f"<html><body><article><p>{text}</p></article></body></html>")
    news = (
        "<news:news><news:publication><news:name>The Ferry Post</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2025-10-01T08:00:00+02:00</news:publication_date>"
        "<news:title>Late again</news:title></news:news>"
    )
    site.put("/news.xml", urlset((site.url("/bare"), ""), news=news), "application/xml")
    [article] = run(site.url("/news.xml"))
    assert (article.title, article.published) == ("Late again", "2025-10-01T08:00:00+02:00")
    assert (article.source, article.language) == ("The Ferry Post", "en")


def test_a_sitemap_lists_its_own_site_alone_and_never_without_end(site: Site, run: Run) -> None:
    page(site, "/a", 0)
    page(site, "/b", 1)
    site.put("/sitemap.txt", f"{site.url('/a')}\n{site.url('/b')}\nhttp://other.example/c\n", "text/plain")
    assert len(run(site.url("/sitemap.txt"), most=1)) == 1
    assert "lists more than is fetched in a run; the rest waits for the next" in run.reasons
    assert len(run(site.url("/sitemap.txt"), most=1)) == 1
    assert run(site.url("/sitemap.txt"), most=1) == []
    assert "1 addresses of other sites in a sitemap are left out" in run.reasons
    loop = f"<sitemapindex><sitemap><loc>{site.url('/loop.xml')}</loc></sitemap></sitemapindex>"
    site.put("/loop.xml", loop, "application/xml")
    assert run(site.url("/loop.xml")) == []
    assert "a sitemap below 3 others; it is left out" in run.reasons


def test_no_entity_of_a_sitemap_is_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for declared in (
        f'<!ENTITY a SYSTEM "{secret.as_uri()}">',
        '<!ENTITY b "bbbbbbbbbb">'
        + "".join(f'<!ENTITY b{n} "{"&b;" * 10 if n == 0 else f"&b{n - 1};" * 10}">' for n in range(9))
        + '<!ENTITY a "&b8;">',
    ):
        hostile = (
            f"<!DOCTYPE x [{declared}]><urlset><url><loc>http://a.example/1</loc></url>"
            "<url><loc>http://a.example/&a;</loc></url></urlset>"
        )
        listed = read_sitemap("http://a.example/sitemap.xml", hostile.encode())
        assert listed[0].url == "http://a.example/1"
        assert all("secret" not in one.url and len(one.url) < 100 for one in listed)


def test_a_feed_opens_no_file_of_this_machine(site: Site, run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss(entry("/a", "A secret.")))
    site.put("/name", str(secret), "application/rss+xml")
    hostile = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{secret.as_uri()}">]><rss version="2.0"><channel><item>'
    site.put(
        "/entity", hostile + "<title>t</title><description>x &a;</description></item></channel></rss>", "text/xml"
    )
    read = run(site.url("/name"), site.url("/entity"))
    assert "secret" not in " ".join(one.text + one.title for one in read)
    assert "neither RSS nor Atom" in run.reasons or "not of a kind" in run.reasons


def test_files_of_other_kinds(site: Site, run: Run) -> None:
    site.put("/dump.jsonl", json.dumps({"id": "j", "text": "The ferry is late."}), "application/octet-stream")
    site.put("/note", "The ferry is late again.", "text/plain; charset=utf-8")
    site.put("/list.json", json.dumps([{"text": "One."}, {"text": "Two."}]), "application/json")
    site.put("/film", b"\0" * 10, "video/mp4")
    found = run(*map(site.url, ("/dump.jsonl", "/note", "/list.json", "/film")))
    assert [one.id for one in found] == [
        "j", site.url("/note"), site.url("/list.json#1"), site.url("/list.json#2")
    ]  # fmt: skip
    assert "/film: not of a kind that is read (video/mp4)" in run.reasons


def test_one_that_cannot_be_had_stops_no_other(site: Site, run: Run) -> None:
    site.put("/feed", rss(entry("/a", "The ferry is late.")), "text/xml")
    site.put("/empty", "<rss><channel></channel></rss>", "text/xml")
    site.put("/broken.xml", "<urlset><url><loc>", "text/xml")
    urls = [*map(site.url, ("/none", "/empty", "/broken.xml")), "http://[", site.url("/feed")]
    assert len(run(*urls)) == 1
    assert len(run.skipped) == 4
    assert f"{site.url('/none')}: is not there (status 404)" in run.reasons


def test_who_asked_to_be_left_alone_is_not_asked_by_the_next_run(site: Site, run: Run) -> None:
    site.pages["/feed"] = (429, {"Retry-After": "3600"}, b"")
    assert run(site.url("/feed")) == []
    site.asked.clear()
    assert run(site.url("/feed")) == []
    assert site.asked == []
    assert "asked to be left alone until" in run.reasons
