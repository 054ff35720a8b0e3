"""The pages as they are sent: complete without a script, from this server alone, with hostile text as text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from onrecord.api.citing import fingerprint
from onrecord.api.http.app import create_app
from onrecord.api.pages.quoted import draw_topic
from onrecord.index import Article, open_writer
from onrecord.index.attribution import StatementFinder
from onrecord.search import Engine
from tests.conftest import ROOT
from tests.search.answers.archive import engine_over

WEB = ROOT / "api" / "web"
QUESTION = "/?q=what+did+Putin+say+about+Tomahawks"
VIEWS = [
    "/",
    QUESTION,
    "/?q=what+did+Macron+say+about+Tomahawks",
    "/speaker/Vladimir%20Putin",
    "/who",
    "/topic?q=Tomahawks",
    "/article/tomahawk-putin-overwhelming?start=32&end=249",
    "/like/tomahawk-putin-overwhelming",
]
HOSTILE = Article(
    "hostile",
    "<script>alert(1)</script> The mayor, Ann Low, said that the ferry \u202ewould close\u202c in May.\n"
    '"<img src=x onerror=alert(2)> is what I call a ferry," said Ann Low, the mayor of the town.\n'
    "Nobody else on the quay had anything to say about the ferry on that long and rainy afternoon.",
    title='"><svg onload=alert(3)>',
    url="https://x.example/?a=%22><script>alert(4)</script>",
    source="<b onmouseover=alert(5)>Gazette</b>",
    author="'; drop table",
    published="2025-05-01",
)


class Page(HTMLParser):
    """What a page loads and links to, what it holds inline, and its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "script" and not given.get("src"):
            self.inline.append(tag)
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        if tag in ("script", "link", "img"):
            self.loads.append(given.get("src") or given.get("href") or "")
        if tag == "a":
            self.links.append(given.get("href") or "")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("hostile") / "index"
    with open_writer(folder) as writer:
        list(writer.add([HOSTILE]))
        writer.publish()
    with TestClient(create_app(Engine.open(folder), threads=1), base_url="http://127.0.0.1") as connected:
        yield connected


@pytest.mark.parametrize("path", [*VIEWS, "/docs"])
def test_a_page_loads_from_its_own_server_and_holds_no_code(client: TestClient, path: str) -> None:
    sent = client.get(path)
    assert sent.status_code == 200
    page = Page(sent.text)
    assert page.inline == []
    assert page.loads
    for address in page.loads:
        assert "//" not in address
        assert client.get(urljoin(path, address)).status_code == 200, address


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_is_small_and_every_link_of_it_leads_somewhere(client: TestClient, path: str) -> None:
    sent = client.get(path)
    assert len(sent.content) < 100_000
    inside = {link.split("#")[0] for link in Page(sent.text).links if link.startswith("/")}
    assert inside
    for link in sorted(inside)[:25]:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("path", VIEWS)
def test_every_word_of_the_page_is_a_word_and_no_part_of_a_program(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert 'data-copy="Copy"' in text
    assert not re.findall(r"built-in|&lt;(?:function|bound|object)| at 0x|\bNone\b", text)


def test_the_start_page_shows_what_the_archive_holds_and_questions_that_it_answers(client: TestClient) -> None:
    text = client.get("/").text
    held = client.get("/v1/info").json()
    assert f"{held['articles']} articles" in text
    questions = re.findall(r'href="(/\?q=What[^"]*)" dir="auto"|dir="auto" href="(/\?q=What[^"]*)"', text)
    assert len(questions) >= 3
    for one, other in questions:
        assert "<blockquote" in client.get(one or other).text


def test_words_and_names_of_articles_run_in_their_own_direction(client: TestClient) -> None:
    text = client.get(QUESTION).text
    shown = re.findall(r"<blockquote[^>]*>|<a[^>]*/speaker/[^>]*>|<input[^>]*name=.q.[^>]*>", text)
    assert len(shown) > 6
    assert [one for one in shown if 'dir="auto"' not in one] == []


def test_an_answer_stands_in_the_page_with_who_where_and_when(client: TestClient) -> None:
    text = client.get(QUESTION).text
    cited = client.get("/ask", params={"q": "what did Putin say about Tomahawks"}).json()["citations"]
    assert cited
    for one in cited:
        assert one["article"]["source"] in text
    assert "Vladimir Putin" in text
    assert "<mark>Tomahawk" in text
    assert "#:~:text=" in text
    assert "@article{" in text


def test_a_refusal_says_why_and_leads_on(client: TestClient) -> None:
    text = client.get("/?q=what+did+Macron+say+about+Tomahawks").text
    reason = client.get("/ask", params={"q": "what did Macron say about Tomahawks"}).json()["reason"]
    assert reason in text.replace("&#39;", "'")
    assert "/topic?q=" in text
    assert "/speaker/Vladimir%20Putin?about=Tomahawks" in text


def test_narrowing_by_speaker_and_kind_goes_into_the_table(client: TestClient) -> None:
    text = client.get(f"{QUESTION}&kind=direct&speaker=Vladimir+Putin").text
    [table] = [link for link in Page(text).links if link.startswith("/v1/export/")]
    rows = list(csv.DictReader(io.StringIO(client.get(table).text)))
    assert rows
    assert {(row["speaker"], row["kind"]) for row in rows} == {("Vladimir Putin", "direct")}
    assert client.get(f"{QUESTION}&kind=nonsense").status_code == 422


def test_each_who_is_asked_for_has_a_way_to_the_rest_and_a_table(client: TestClient) -> None:
    asked = "What did Putin and Trump say about Tomahawks?"
    links = Page(client.get("/", params={"q": asked}).text).links
    for name in ("Vladimir%20Putin", "Donald%20Trump"):
        [rest] = [link for link in links if link.startswith(f"/speaker/{name}?about=Tomahawks")]
        assert client.get(rest).status_code == 200
    tables = [link for link in links if link.startswith("/v1/export/")]
    rows = [list(csv.DictReader(io.StringIO(client.get(one).text))) for one in tables]
    assert [{row["speaker"] for row in of_one} for of_one in rows] == [{"Vladimir Putin"}, {"Donald Trump"}]


def test_all_that_somebody_said_is_of_the_time_and_the_outlet_that_are_asked_for(client: TestClient) -> None:
    asked = "What did Putin say about Tomahawks in October 2025, according to the Harbour Gazette?"
    links = Page(client.get("/", params={"q": asked}).text).links
    [rest] = [link for link in links if link.startswith("/speaker/Vladimir%20Putin?")]
    fields = {"about": "Tomahawks", "since": "2025-10-01", "until": "2025-10-31", "source": "Harbour Gazette"}
    assert dict(parse_qsl(urlsplit(rest).query)) == fields
    drawn = client.get(rest).text
    assert "/speaker/Vladimir%20Putin?about=Tomahawks" in Page(drawn).links
    table = client.get("/v1/statements", params={"by": "Vladimir Putin", **fields}).json()
    assert table["total"] == drawn.count("<blockquote") > 0
    # What is chosen beside the question bounds the list, too.
    links = Page(client.get(f"{QUESTION}&since=2025-10-02").text).links
    assert "/speaker/Vladimir%20Putin?about=Tomahawks&since=2025-10-02" in links
    assert client.get("/speaker/Vladimir%20Putin?since=soon").status_code == 422
    several = "/speaker/Vladimir%20Putin?source=Harbour+Gazette&source=Capital+Monitor"
    assert client.get(several).status_code == 200


def test_what_has_no_answer_is_said_before_the_quotes(client: TestClient) -> None:
    asked = "What did Peskov say about Tomahawks and who steered the submarine to Lisbon?"
    text = client.get("/", params={"q": asked}).text
    assert 0 < text.index("who steered the submarine to Lisbon?”") < text.index("<blockquote")
    assert '<details class="filters">' in text


@pytest.mark.parametrize(
    "address",
    [
        "/?q=Tomahawks&source=Harbour+Gazette&source=Capital+Monitor",
        "/?q=Tomahawks&q=ferries",
        "/speaker/Vladimir%20Putin?about=Tomahawks&about=sanctions",
        "/who?like=Putin&like=Trump",
    ],
)
def test_of_what_is_given_several_times_none_is_dropped_in_silence(client: TestClient, address: str) -> None:
    sent = client.get(address, headers={"Accept": "text/html"})
    assert sent.status_code == 422
    assert "given several times; give it once" in sent.text
    assert sent.headers["content-type"].startswith("text/html")


def test_filters_are_chips_that_come_off(client: TestClient) -> None:
    text = client.get(f"{QUESTION}&source=Harbour+Gazette&since=2025-10-01").text
    links = [link for link in Page(text).links if link.startswith("/?q=what") and "at=" not in link]
    assert any("since=2025-10-01" in link and "source=" not in link for link in links)
    assert any("source=" in link and "since=" not in link for link in links)
    assert set(re.findall(r"<(?:span|bdi)[^>]*>([^<]*)</(?:span|bdi)>\s*·\s*<time", text)) == {"Harbour Gazette"}


def test_what_cannot_be_done_is_a_page_that_says_so(client: TestClient) -> None:
    for path, status in (
        ("/?q=war&since=soon", 422),
        ("/article/none", 404),
        ("/speaker/Nobody%20Atall", 404),
        (f"/?q={'x' * 2001}", 422),
    ):
        sent = client.get(path)
        assert sent.status_code == status, path
    assert "since &#39;soon&#39; is not a day" in client.get("/?q=war&since=soon").text


def test_a_link_finds_words_that_moved_and_says_when_they_are_gone(client: TestClient) -> None:
    text = client.get("/articles/tomahawk-putin-overwhelming").json()["text"]
    mark = fingerprint(text[32:249])
    path = "/article/tomahawk-putin-overwhelming"
    assert "have moved" not in client.get(f"{path}?start=32&end=249&mark={mark}").text
    assert "have moved" in client.get(f"{path}?start=12&end=229&mark={mark}").text
    assert "no longer in this article" in client.get(f"{path}?start=32&end=249&mark=000000000000").text


@pytest.mark.parametrize(
    "path", ["/", "/?q=what+did+the+mayor+say+about+the+ferry", "/article/hostile?start=0&end=40"]
)
def test_hostile_text_is_text(hostile: TestClient, path: str) -> None:
    sent = hostile.get(path)
    page = Page(sent.text)
    assert page.inline == []
    assert "img" not in page.tags
    assert page.tags.count("script") == 1
    assert not [link for link in page.links if link.lower().startswith("javascript:")]
    assert "\u202e" not in sent.text
    assert "script-src" not in sent.headers["content-security-policy"]
    assert "unsafe-inline" not in sent.headers["content-security-policy"]


def test_scripts_never_make_markup_of_text() -> None:
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|DOMParser")
    scripts = list(WEB.glob("*.js"))
    assert len(scripts) == 2
    assert [script.name for script in scripts if forbidden.search(script.read_text())] == []


def test_a_speakers_statements_come_some_at_a_time_and_their_changes_first(client: TestClient) -> None:
    page = client.get("/speaker/Donald%20Trump").text
    assert len(page.encode()) < 100_000
    older = re.findall(r'href="(/speaker/[^"]*at=\d+)" rel="next"', page)
    assert older
    rest = client.get(older[0]).text
    words = [set(re.findall(r"<blockquote[^>]*><a[^>]*>(.*?)</a>", one)) for one in (page, rest)]
    assert words[1]
    assert "same matter" in page
    assert "same matter" not in rest
    assert 'rel="prev"' in rest
    pairs = client.get("/speaker/Saoirse%20Vandenberg").text.partition('id="pairs"')[2].partition("</section>")[0]
    assert pairs.index("not to raise parking charges") < pairs.index("would rise by a fifth")
    assert "55 days later" in pairs


def every_page(client: TestClient, address: str) -> list[str]:
    """Read the passages on, page by page, to the last."""
    pages = [client.get(address).text]
    while on := re.findall(r'href="(/\?q=[^"]*)#found" rel="next"', pages[-1]):
        pages.append(client.get(on[0].replace("&amp;", "&")).text)
    return [one.partition('<ol class="hits">')[2] for one in pages]


def test_passages_come_by_day(client: TestClient) -> None:
    pages = every_page(client, f"{QUESTION}&order=day")
    days = [day for one in pages for day in re.findall(r'<time datetime="([^"]+)"', one)]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 3


def test_a_facet_s_count_is_what_it_leaves(client: TestClient) -> None:
    text = client.get(QUESTION).text
    assert "the passages that match best: 200;" in text
    shown = re.compile(r'href="(/\?q=[^"]*&amp;(?:speaker|kind)=[^"]*)">[^<]*</a> <span class="facts">(\d+)<')
    facets = shown.findall(text)
    assert len(facets) > 5
    for address, count in facets[:2] + facets[-2:]:
        narrowed = client.get(address.replace("&amp;", "&")).text
        assert f"of {count}</span>" in narrowed.replace(",", "")
    quotes = re.findall(r"<blockquote.*?</blockquote>", text)
    on = re.findall(r'href="(/\?q=[^"]*)#found" rel="next"', text)[0].replace("&amp;", "&")
    assert re.findall(r"<blockquote.*?</blockquote>", client.get(on).text) == quotes


def test_a_speaker_s_own_words_lead_to_statements(client: TestClient) -> None:
    topics = re.findall(
        r'href="(/speaker/Saoirse%20Vandenberg\?about=\w+)"', client.get("/speaker/Saoirse%20Vandenberg").text
    )
    assert topics
    assert "<blockquote" in client.get(topics[0]).text


def test_a_passage_tells_why_it_is_there(client: TestClient) -> None:
    found = client.get("/?q=what+did+the+Harbour+Gazette+report+about+Putin").text.partition('<ol class="hits">')[
        2
    ]
    first = found.partition("</li>")[0]
    assert re.search(r"Found by words \(<[^>]*>[^<]*Putin[^<]*</span>\), the outlet", first), first
    spoken = client.get(QUESTION).text.partition('<ol class="hits">')[2].split("</li>")
    with_him = [one for one in spoken if ">Vladimir Putin</a>" in one]
    assert with_him
    assert all(", the speaker" in one for one in with_him)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere", 404, "/nowhere"),
        ("/static/nothing.css", 404, "/static/nothing.css"),
        ("/a<b>\u202e", 404, "/a&lt;b&gt;⟨U+202E⟩"),
        ("/?at=-1", 422, "query.at"),
    ],
)
def test_a_browser_gets_a_page_where_something_is_wrong(
    client: TestClient, address: str, status: int, said: str
) -> None:
    drawn = client.get(address, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (drawn.status_code, drawn.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert said in drawn.text
    assert 'href="/static/style.css"' in drawn.text
    assert "Content-Security-Policy" in drawn.headers
    told = client.get(address)
    assert (told.status_code, told.headers["content-type"]) == (status, "application/problem+json")
    assert "Accept" in told.headers["vary"]
    api = client.get(f"/v1{address}", headers={"Accept": "text/html"})
    assert api.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/speakers", "/who"),
        ("/speakers?like=Kremlin%20aide", "/who?like=Kremlin+aide"),
        ("/statements?by=Putin&about=Tomahawks", "/speaker/Putin?about=Tomahawks"),
        ("/statements?about=Tomahawks", "/topic?q=Tomahawks"),
        ("/ask?q=what+did+Putin+say&since=2025-10-01", "/?q=what+did+Putin+say&since=2025-10-01"),
        ("/search?q=Tomahawks", "/?q=Tomahawks"),
        ("/articles/tomahawk-valdai", "/article/tomahawk-valdai"),
        ("/articles/tomahawk-valdai/similar", "/like/tomahawk-valdai"),
        ("/articles", "/archive"),
        ("/info", "/archive"),
    ],
)
def test_a_browser_at_an_address_for_programs_comes_to_the_page_of_it(
    client: TestClient, address: str, page: str
) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    led = client.get(address, headers=browser, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, page)
    assert "Accept" in led.headers["vary"]
    assert client.get(address, headers=browser).headers["content-type"].startswith("text/html")
    told = client.get(address)
    assert (told.status_code, told.headers["content-type"]) == (200, "application/json")
    assert "Accept" in told.headers["vary"]
    assert client.get(f"/v1{address}", headers=browser).headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "address", ["/speakers?k=2", "/ask?q=Putin&source=A&source=B", "/health", "/export/speakers"]
)
def test_what_no_page_shows_just_so_stays_for_programs(client: TestClient, address: str) -> None:
    told = client.get(address, headers={"Accept": "text/html,*/*"}, follow_redirects=False)
    assert told.status_code == 200
    assert "json" in told.headers["content-type"]


def test_a_topic_has_one_row_for_each_speaker(tmp_path: Path) -> None:
    said = (
        "“The tram is dear,” said Zinzi Ann Roe.",
        "“The tram is late,” said Ann Roe.",
        "“The tram,” said Bo Lind.",
    )
    articles = [Article(id=f"{n}", text=text) for n, text in enumerate(said)]
    with engine_over(tmp_path, articles, StatementFinder.load()) as engine:
        names = {one.statement.speaker for one in engine.said(None, "tram") if one.statement is not None}
        assert names == {"Zinzi Ann Roe", "Ann Roe", "Bo Lind"}
        drawn = bytes(draw_topic(engine, "tram").body).decode()
    assert (drawn.count(">Ann Roe</a>"), drawn.count(">Zinzi Ann Roe</a>")) == (1, 0)
