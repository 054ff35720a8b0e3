"""Scripts that stand in articles or in addresses never run in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from onrecord.api.http.app import create_app
from onrecord.index import open_writer
from onrecord.search import Engine
from tests.api.test_pages import HOSTILE

from .conftest import WAIT_MS, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

RUN = "window.__ran=1;alert(1)"
SPEAKER = '<img src=x onerror="window.__ran=1">'
BOMBS = [
    f"<script>{RUN}</script>",
    f'"><script>{RUN}</script>',
    f"'><img src=x onerror={RUN}>",
    f"javascript:{RUN}",
    f"<svg/onload={RUN}>",
    "</title><script>window.__ran=1</script>",
    "{{constructor.constructor('window.__ran=1')()}}",
    '"autofocus onfocus="window.__ran=1',
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("hostile") / "index"
    text = (
        HOSTILE.text.replace("alert(", "window.__ran=1;alert(") + f'\n\n"{SPEAKER} is on," said Bo {SPEAKER} Lund.'
    )
    links = (f"javascript:{RUN}", f"data:text/html,<script>{RUN}</script>", f'https://x.example/"onclick="{RUN}')
    with open_writer(folder) as writer:
        list(
            writer.add(
                replace(
                    HOSTILE,
                    id=f'h{number}"><script>{RUN}</script>',
                    url=link,
                    text=f"{number}. {text}",
                    title=bomb,
                )
                for number, (link, bomb) in enumerate(zip(links, BOMBS, strict=False))
            )
        )
        writer.publish()
    with serving(create_app(Engine.open(folder), threads=2)) as address:
        yield address


def test_no_script_of_an_article_or_an_address_runs(browser: Browser, hostile: str) -> None:
    id_ = quote(f'h0"><script>{RUN}</script>', safe="")
    stored = [
        "/",
        "/?q=what+did+Ann+Low+say+about+the+ferry",
        f"/article/{id_}?start=0&end=40",
        f"/like/{id_}",
        "/who",
    ]
    stored += [f"/speaker/{quote('Ann Low')}", "/topic?q=ferry"]
    shapes = (
        "/?q={}",
        "/?q=ferry&source={}",
        "/?q=ferry&previous={}",
        "/speaker/{}",
        "/topic?q={}",
        "/article/{}?mark={}",
    )
    reflected = [
        shape.replace("{}", quote(bomb, safe="")) for shape, bomb in zip(shapes * 2, BOMBS * 2, strict=False)
    ]
    context = browser.new_context(base_url=hostile)
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    ran: list[str] = []

    def asked(dialog: Dialog) -> None:
        ran.append(page.url)
        dialog.dismiss()

    page.on("dialog", asked)
    page.on("request", lambda request: None if request.url.startswith(hostile) else ran.append(request.url))
    for path in [*stored, *reflected]:
        page.goto(path, wait_until="load")
        # What waits for an event gets it.
        page.evaluate(
            "for (const one of document.querySelectorAll('*'))"
            " for (const event of ['mouseover', 'focus', 'error', 'load']) one.dispatchEvent(new Event(event))"
        )
        if page.evaluate("window.__ran"):
            ran.append(path)
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.protocol)")
        assert set(links) <= {"http:", "https:"}, path
    context.close()
    assert ran == []
