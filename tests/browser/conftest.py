"""A real browser before a real server over the sample index; skipped, by name, where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fastapi import FastAPI

from onrecord.api.http.app import create_app
from onrecord.api.writes import Watching, Writing
from onrecord.search import Engine

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WAIT_MS = 120_000
"""A machine that does other things is slow, not broken."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Playwright's event loop runs until this ends, and no other can run in this process before.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium; .ci/run installs it")
        pytest.skip("no Chromium on this machine; apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def address(sample_index: Path) -> Iterator[str]:
    with serving(create_app(Engine.open(sample_index), threads=2)) as address:
        yield address


@pytest.fixture(scope="package")
def changing(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that takes files and folders, over a copy of the index."""
    place = tmp_path_factory.mktemp("changing")
    shutil.copytree(sample_index, place / "archive")
    (place / "articles" / "desk").mkdir(parents=True)
    (place / "articles" / "desk" / "quay.txt").write_text("The quay was painted blue, by order of the office.")
    writing = Writing(place / "archive")
    watching = Watching(writing, place / "archive", [place / "articles"], seconds=0.1)
    engine = Engine.open(place / "archive")
    app = create_app(engine, threads=2, look_every=0.1, writing=writing, watching=watching)
    with serving(app) as address:
        yield address


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(30)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT_MS)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    # A navigation aborts what the page before it still loads.
    opened.on(
        "requestfailed",
        lambda request: faults.append(request.url) if request.failure != "net::ERR_ABORTED" else None,
    )
    opened.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
    yield opened
    context.close()
    assert faults == []
