"""The four pictures of docs/: `make screenshots`, or `python -m tests.browser.screenshots INDEX`."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

import uvicorn
from playwright.sync_api import sync_playwright

from onrecord.api.http.app import create_app
from onrecord.index import open_writer, read_articles
from onrecord.search import Engine

from ..conftest import ROOT, SAMPLE
from .conftest import FLAGS

FOLDER: Final = ROOT / "docs" / "screenshots"
ARTICLE: Final = "/article/tomahawk-putin-overwhelming"
"""Shown at its first statement."""
SHOTS: Final[tuple[tuple[str, str, int, Literal["light", "dark"]], ...]] = (
    ("answer", "/?q=what+did+Putin+say+about+Tomahawks", 1280, "light"),
    ("speaker", "/speaker/Saoirse%20Vandenberg", 1280, "dark"),
    ("refusal", "/?q=what+did+Macron+say+about+Tomahawks", 390, "light"),
    ("article", ARTICLE, 390, "dark"),
)


def main(index: Path, folder: Path = FOLDER) -> None:
    """Serve an index, and take the pictures."""
    folder.mkdir(exist_ok=True)
    engine = Engine.open(index)
    article = engine.index.article(ARTICLE.rpartition("/")[2])
    assert article is not None
    said = engine.index.statements_in(article)[0]
    server = uvicorn.Server(uvicorn.Config(create_app(engine, threads=2), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, path, width, scheme in SHOTS:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            span = f"?start={said.start}&end={said.end}" if path == ARTICLE else ""
            page.goto(f"http://127.0.0.1:{port}{path}{span}", timeout=120_000)
            page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
            context.close()
        browser.close()
    server.should_exit = True
    thread.join(30)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with TemporaryDirectory() as made:
            with open_writer(Path(made) / "index") as writer:
                for _ in writer.add(
                    read_articles([SAMPLE / "articles.jsonl"], on_skip=lambda error: sys.exit(str(error)))
                ):
                    pass
                writer.publish()
            main(Path(made) / "index")
