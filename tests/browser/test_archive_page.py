"""Files and folders taken in by a browser: with a script, without one, by keys, and for a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from .conftest import WAIT_MS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page

Opened = Callable[..., "Page"]


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


@pytest.fixture
def opened(browser: Browser, changing: str) -> Iterator[Opened]:
    contexts = []

    def open_(**settings: object) -> Page:
        context = browser.new_context(base_url=changing, **settings)  # type: ignore[arg-type]
        context.set_default_timeout(WAIT_MS)
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


def test_a_file_goes_in_is_told_of_as_it_is_read_and_answers(opened: Opened) -> None:
    page = opened()
    page.goto("/")
    page.click("header a[href='/archive']")
    quoted = "“The lighthouse will be sold by spring,” harbour master Olive Brandt told reporters."
    page.set_input_files("#file", [file("light.txt", quoted), file("odd.exe", "MZ")])
    page.click("form.upload button")
    page.wait_for_url("**/archive/changes/*")
    # The script shows the end by itself, and says it.
    expect(page.locator("[data-state]")).to_have_text("done", timeout=WAIT_MS)
    expect(page.locator("#status")).to_have_text("done")
    assert ".exe" in page.locator("#progress").inner_text()
    page.fill("#q", "what did Olive Brandt say about the lighthouse")
    page.press("#q", "Enter")
    page.wait_for_url("**/?q=**")
    assert "lighthouse will be sold" in page.locator("figure.quote").first.inner_text()


def test_without_javascript_the_page_comes_anew_until_all_is_in(opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/archive")
    page.set_input_files("#file", [file("tide.txt", "“The tide was late,” said pilot Jon Aske on the quay.")])
    page.click("form.upload button")
    page.wait_for_url("**/archive/changes/*")
    expect(page.locator("[data-state]")).to_have_text("done", timeout=WAIT_MS)
    page.goto("/archive#changes")
    assert "tide.txt" in page.locator("#changes ~ .scroll").inner_text()


def test_a_folder_is_watched_and_left_by_keys_alone(opened: Opened) -> None:
    page = opened()
    page.goto("/archive")
    row = page.locator(".folders li", has_text="articles/desk")
    row.locator("button", has_text="Watch").focus()
    page.keyboard.press("Enter")
    expect(row.locator("strong")).to_have_text("watched")
    for _ in range(200):
        page.reload()
        if "articles/desk" in page.locator("#changes ~ .scroll").inner_text(timeout=WAIT_MS):
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail("it was not taken in")
    row.locator("button", has_text="Stop").focus()
    page.keyboard.press("Enter")
    expect(row.locator("strong")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_runs_over_the_side(
    opened: Opened, scheme: Literal["light", "dark"]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(color_scheme=scheme, bypass_csp=True, viewport={"width": 320, "height": 700})
    page.goto("/archive")
    page.set_input_files("#file", [file("x" * 150 + ".exe", "MZ")])
    page.click("form.upload button")
    page.wait_for_url("**/archive/changes/*")
    expect(page.locator("[data-state]")).to_have_text("done", timeout=WAIT_MS)
    change = page.url
    page.goto("/saved?q=what+did+Putin+say+about+Tomahawks")
    page.click("main form.topic button")
    page.wait_for_url("**/saved")
    for path in (change, "/archive?check=1", "/archive/changes/none", "/saved"):
        page.goto(path)
        for summary in page.locator("details > summary").all()[:3]:
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        found = Axe().run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        assert [(path, one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
