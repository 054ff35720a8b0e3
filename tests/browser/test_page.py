"""The page in a real browser: by mouse, by keys alone, without JavaScript, narrow, and for a screen reader."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from ..conftest import ROOT
from .conftest import WAIT_MS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ASKED = "/?q=what+did+Putin+say+about+Tomahawks"
VIEWS = [
    "/",
    ASKED,
    "/?q=what+did+Macron+say+about+Tomahawks",
    "/speaker/Saoirse%20Vandenberg",
    "/who",
    "/who?like=nobody+at+all",
    "/topic",
    "/topic?q=Tomahawks",
    "/article/tomahawk-putin-overwhelming?start=32&end=249",
    "/article/none",
    "/like/tomahawk-putin-overwhelming",
    "/?q=Putin+on+Tomahawks+in+October+2025&kind=direct",
]


def test_a_question_its_citation_and_the_way_back(page: Page) -> None:
    page.goto("/")
    page.fill("#q", "what did Putin say about Tomahawks")
    page.press("#q", "Enter")
    page.wait_for_url("**/?q=what+did+Putin**")
    first = page.locator("figure.quote").first
    words = first.locator("blockquote").inner_text()
    assert first.locator(".speaker").inner_text() == "Vladimir Putin"
    first.locator("blockquote a").click()
    page.wait_for_url("**/article/**")
    assert page.locator("#words").inner_text() in words
    assert page.locator("#words").is_visible()
    page.go_back()
    assert page.locator("figure.quote").first.locator("blockquote").inner_text() == words


def test_narrowing_by_outlet_and_month_and_taking_it_off(page: Page) -> None:
    page.goto(ASKED)
    page.click("details.narrow summary")
    page.locator(".facets a", has_text="Harbour Gazette").click()
    page.wait_for_url("**source=Harbour+Gazette**")
    chip = page.locator(".chips:not(.understood) .chip")
    assert "Harbour Gazette" in chip.inner_text()
    chip.click()
    page.wait_for_url(lambda url: "source=" not in url)
    page.click("details.narrow summary")
    page.locator(".bars a").nth(1).click()
    page.wait_for_url("**since=20**until=20**")


def test_narrowing_by_speaker_and_kind(page: Page) -> None:
    page.goto("/?q=Tomahawks")
    page.click("details.narrow summary")
    page.locator(".facets a", has_text="Vladimir Putin").click()
    page.wait_for_url("**speaker=Vladimir+Putin**")
    speaking = page.locator("ol.hits li .facts").all_inner_texts()
    assert all("Vladimir Putin" in one for one in speaking if "Found by" in one)
    page.click("details.narrow summary")
    page.locator(".facets a[href*='kind=']").first.click()
    page.wait_for_url("**kind=**")
    assert page.locator(".chips:not(.understood) .chip").count() == 2


def test_what_was_understood_can_be_taken_off(page: Page) -> None:
    page.goto("/?q=what+did+Putin+say+about+Tomahawks+in+October+2025")
    page.locator(".understood a.chip", has_text="October").click()
    page.wait_for_url(lambda url: "October" not in url)
    assert page.locator("figure.quote").count() >= 1
    page.locator(".understood a.chip", has_text="Putin").click()
    page.wait_for_url(lambda url: "Putin" not in url)


def test_more_like_a_passage_and_the_spreadsheet(page: Page) -> None:
    page.goto(ASKED)
    link = page.locator("nav.ways a[href^='/v1/export/']").get_attribute("href")
    assert link is not None
    assert page.request.get(link).text().count("Vladimir Putin") > 1
    page.locator("ol.hits li a", has_text="More like this").first.click()
    page.wait_for_url("**/like/**")
    assert page.locator("ol.hits li").count() > 3


def test_the_bookmarklet_asks_about_selected_words(page: Page) -> None:
    text = (ROOT / "docs" / "integrations" / "bookmarklet.md").read_text()
    [script] = re.findall(r"^javascript:(.*)$", text, re.MULTILINE)
    assert html.unescape(re.findall(r'href="javascript:([^"]*)"', text)[0]) == script
    page.goto("/article/tomahawk-putin-overwhelming")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    asked = page.evaluate(f"(() => {{ let to; const open = url => {{ to = url; }}; {script}; return to; }})()")
    assert parse_qs(urlsplit(asked).query)["q"] == [page.locator("h1").inner_text()]


def test_a_refusal_leads_to_who_spoke_of_it(page: Page) -> None:
    page.goto("/?q=what+did+Macron+say+about+Tomahawks")
    assert page.locator("section.notice").is_visible()
    assert page.locator("section.notice .on a").count() >= 1
    page.locator("nav.ways a").first.click()
    page.wait_for_url("**/topic?**")


def test_a_speakers_page_is_narrowed_by_topic_and_goes_out_as_a_table(page: Page) -> None:
    page.goto("/speaker/Vladimir%20Putin")
    every = page.locator("figure.quote").count()
    page.fill("input[name=about]", "Tomahawks")
    page.press("input[name=about]", "Enter")
    page.wait_for_url("**about=Tomahawks**")
    assert 0 < page.locator("figure.quote").count() <= every
    link = page.locator("a[href^='/v1/export/']").get_attribute("href")
    assert link is not None
    assert page.request.get(link).text().startswith("article,title,")


def test_keys_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("what did Putin say about Tomahawks")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=**")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    focused = page.locator("figure.quote").first
    assert focused.evaluate("one => one === document.activeElement")
    page.keyboard.press("c")
    expect(page.locator("#status")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Vladimir Putin" in copied
    # Again on the same words: the next form, and round to the first.
    forms = []
    for name in ("Markdown", "BibTeX", "CSL-JSON", "Link", "Plain text"):
        page.keyboard.press("c")
        expect(page.locator("#status")).to_have_text(f"Copied: {name}")
        forms.append(page.evaluate("navigator.clipboard.readText()"))
    assert "@article{" in forms[1]
    assert forms[4] == copied
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")


_FOCUS = "document.activeElement.textContent"


def test_back_and_escape_lead_to_where_one_was_reading(page: Page) -> None:
    page.goto(ASKED)
    for link in (page.locator("ol.hits h3 a").nth(5), page.locator("nav.ways a").first):
        link.scroll_into_view_if_needed()
        link.focus()
        expect(link).to_be_in_viewport(ratio=1)
        left = page.evaluate(_FOCUS)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "q=what+did+Putin" not in url)
        page.go_back()
        expect(page.locator(":focus")).to_have_text(left)
        expect(page.locator(":focus")).to_be_in_viewport()
    for _ in range(6):
        page.keyboard.press("j")
    expect(page.locator(":focus")).to_be_in_viewport()
    left = page.evaluate(_FOCUS)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text(left)
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    page.go_back()
    expect(page.locator(":focus")).to_have_text(left)
    expect(page.locator(":focus")).to_be_in_viewport()


def test_an_article_s_statements_are_walked_and_cited_by_keys(page: Page) -> None:
    page.goto("/article/tomahawk-putin-overwhelming?start=32&end=249")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert "#:~:text=" in (page.locator("[data-cited] a").get_attribute("href") or "")
    page.keyboard.press("c")
    expect(page.locator("#status")).to_have_text("Copied: Plain text")
    assert "very serious" in page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    words = page.evaluate("document.activeElement.textContent")
    # Another statement is cited at its own address.
    page.keyboard.press("c")
    page.wait_for_url(lambda url: "start=32&" not in url)
    assert words in page.locator("#words").inner_text()
    page.keyboard.press("c")
    expect(page.locator("#status")).to_have_text("Copied: Plain text")
    assert words in page.evaluate("navigator.clipboard.readText()")


def test_passages_are_read_on(page: Page) -> None:
    page.goto(ASKED)
    quote = page.locator("figure.quote blockquote").first.inner_text()
    first = page.locator("ol.hits .rank").all_inner_texts()
    page.click("a[rel=next]")
    page.wait_for_url("**at=10**")
    assert page.locator("ol.hits .rank").all_inner_texts() == [str(int(one) + 10) for one in first]
    assert page.locator("figure.quote blockquote").first.inner_text() == quote
    page.click("a[rel=prev]")
    page.wait_for_url(lambda url: "at=10" not in url)


def test_a_thread_keeps_what_is_left_unsaid(page: Page) -> None:
    page.goto(ASKED)
    page.fill("main form.topic input[name=q]", "and about sanctions?")
    page.press("main form.topic input[name=q]", "Enter")
    page.wait_for_url("**previous=what+did+Putin**")
    assert "Putin" in page.locator(".understood").inner_text()


def test_the_skip_link_keeps_the_address(page: Page) -> None:
    page.goto(ASKED)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert "q=what+did+Putin" in page.url


def test_history_stays_on_this_machine_and_can_be_forgotten(page: Page) -> None:
    page.goto(ASKED)
    page.goto("/")
    history = page.locator("#history")
    assert history.locator("a").first.inner_text() == "what did Putin say about Tomahawks"
    history.locator("button").click()
    page.reload()
    assert not page.locator("#history").is_visible()


def test_an_arriving_answer_is_announced(page: Page) -> None:
    page.goto(ASKED)
    words = page.locator("figure.quote blockquote").first.inner_text().strip("“” \n")
    expect(page.locator("#status")).to_contain_text(words[:40])
    assert page.locator("#status").get_attribute("role") == "status"


def test_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", "what did Putin say about Tomahawks")
    page.click("form.ask button")
    page.wait_for_url("**/?q=**")
    assert page.locator("figure.quote").count() >= 1
    page.locator("details.cite summary").first.click()
    assert "@article{" in page.locator("details.cite").first.inner_text()
    page.locator("figure.quote blockquote a").first.click()
    page.wait_for_url("**/article/**")
    assert page.locator("mark").count() >= 1
    context.close()


@pytest.mark.parametrize(("width", "shown"), [(320, False), (1280, True)])
@pytest.mark.parametrize("scripts", [True, False])
def test_filters_are_folded_where_there_is_no_room(
    browser: Browser, address: str, width: int, *, shown: bool, scripts: bool
) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 700}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.goto("/")
    outlet = page.locator(".filters select")
    assert outlet.is_visible() == shown
    if not shown:
        page.locator(".filters summary").click()
        assert outlet.is_visible()
    outlet.select_option("Harbour Gazette")
    page.fill("#q", "trams")
    page.press("#q", "Enter")
    page.wait_for_url("**source=Harbour+Gazette**")
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", VIEWS)
def test_nothing_runs_over_the_side(browser: Browser, address: str, path: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 700})
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: Literal["light", "dark"]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The policy of the page keeps foreign scripts out, axe's too.
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.goto(path)
    # On a wide screen filters are open, without a summary to click.
    for summary in page.locator("details > summary:visible").all()[:3]:
        summary.click()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
    context.close()
