"""Every command of the documents, run in the order in which it stands there, in a folder of its own.

What cannot be run is named in `told.NOT_RUN` and `told.ELSEWHERE`, with the reason. In the place of servers stand
a file of milvus-lite, and an endpoint that writes what a script says; Ray has a target of its own, test-ray.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ..api.conftest import environment
from ..conftest import ROOT, SAMPLE
from ..endpoint import Scripted
from ..index.reading.made import rss, warc, zipped
from ..index.reading.stories import STORIES
from .told import ELSEWHERE, NOT_RUN, commands, others

pytestmark = pytest.mark.slow

DOCS = ROOT / "docs"
PAGES = [path for path in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))] if commands(path)]
SECONDS = 600
FEED = "/feed.xml"


class Site(BaseHTTPRequestHandler):
    """A feed, a sitemap and a story, and whoever is told of news."""

    def do_GET(self) -> None:
        host = f"http://{self.headers['Host']}"
        page = f"<html><head><title>{STORIES[0].title}</title></head><body><article>"
        page += "".join(f"<p>{one}</p>" for one in STORIES[0].paragraphs) + "</article></body></html>"
        locations = f"<url><loc>{host}/news/2025/story.html</loc></url>"
        known = {
            FEED: (rss(STORIES), "application/rss+xml"),
            "/sitemap.xml": (
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'.encode(),
                "application/xml",
            ),
            "/news/2025/story.html": (page.encode(), "text/html; charset=utf-8"),
        }
        body, kind = known.get(self.path, (b"", ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def model() -> Iterator[str]:
    """An endpoint of a language model that cites the first quote."""
    server = Scripted()
    server.says("He spoke of it [1].")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.url
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles, as files with front matter, and whatever else pages speak of."""
    made = tmp_path_factory.mktemp("docs")
    (made / "articles").mkdir()
    for number, line in enumerate((SAMPLE / "articles.jsonl").read_text().splitlines()):
        one = json.loads(line)
        facts = {"title": one["title"], **{name: one["metadata"][name] for name in ("source", "published_at")}}
        front = "".join(
            f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items() if value
        )
        name = "harbour" if number == 0 else one["_id"]
        (made / "articles" / f"{name}.txt").write_text(f"---\n{front}---\n\n{one['text']}", encoding="utf-8")
    shutil.copy(SAMPLE / "articles.jsonl", made / "articles.jsonl")
    shutil.copy(SAMPLE / "articles.jsonl", made / "more.jsonl")
    (made / "dump.zip").write_bytes(
        zipped({"a.txt": b"The quay was painted blue by order of the harbour office."})
    )
    (made / "archive.warc.gz").write_bytes(warc(STORIES))
    (made / "paths.txt").write_text("articles\nmore.jsonl\n")
    (made / "table.csv").write_text("Artikel,Datum\nThe ferry sails at noon from Monday on.,2025-05-01\n")
    (made / "questions.csv").write_text("question\nwhat did Putin say about Tomahawks\n")
    (made / "bin").mkdir()
    program = f'#!/bin/sh\nexec {sys.executable} -c "from onrecord.api.cli import main; main()" "$@"\n'
    (made / "bin" / "onrecord").write_text(program)
    (made / "bin" / "onrecord").chmod(0o755)
    (made / ".curlrc").write_text("fail-with-body\nsilent\n")
    assert shell(made, "onrecord demo --index onrecord-sample").returncode == 0
    assert shell(made, "onrecord index articles --index archive").returncode == 0
    return made


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    """A copy for one page: keys and changes of one are nothing to another."""
    place = tmp_path / "work"
    shutil.copytree(prepared, place)
    for name in ("other", "sport-archive", "archive-2024", "archive-2025"):
        shutil.copytree(place / "archive", place / name)
    (place / "onrecord.toml").write_text('index = "archive"\n[[source]]\npath = "articles"\n')
    return place


def around(folder: Path) -> dict[str, str]:
    return environment(PATH=f"{folder / 'bin'}:{os.environ['PATH']}", HOME=str(folder))


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}\nexit"],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=around(folder),
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@contextmanager
def server(folder: Path, line: str) -> Iterator[int]:
    """Start a server at a free port, wait until it answers, and end it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    words = shlex.split(re.sub(r" --port \d+", "", line), comments=True)
    with subprocess.Popen([*words, "--port", str(port)], cwd=folder, env=around(folder)) as process:
        try:
            deadline = time.monotonic() + SECONDS
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
                        assert json.load(answer)["status"] == "ok"
                        break
                except OSError:
                    assert process.poll() is None, line
                    assert time.monotonic() < deadline, line
                    time.sleep(0.2)
            yield port
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(SECONDS)


def watch(folder: Path, line: str) -> None:
    """Start what runs until Ctrl-C, wait until it watches, and end it."""
    words = shlex.split(line, comments=True)
    with subprocess.Popen(
        words, cwd=folder, env=around(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = ""
        for said in process.stderr:
            if "Ctrl-C" in said:
                process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0, said


def fill_in(folder: Path) -> None:
    """What a person does with a question file."""
    path = folder / "my-questions" / "questions.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for one in lines[:3] + lines[-2:]:
        one["text"] = f"what did {one['speaker']} say about {' '.join(one['look_at']['title'].split()[:3])}"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")


def made_so(line: str, folder: Path, site: str, model: str) -> str:
    """Put what is here in the place of what is elsewhere: addresses, a shared folder, a key's id."""
    line = re.sub(r"http://milvus\.example\.org:19530|(?<=--store )URL", "archive-milvus.db", line)
    line = line.replace("http://localhost:11434/v1", model).replace("--llm URL", f"--llm {model}")
    line = line.replace("/shared/", "").replace(" --ray auto", "")
    if "https://example.org" in line:
        line = f"{line.replace('https://example.org', site)} --allow-private"
    line = line.replace("https://desk.example.org/news", f"{site}/news")
    if re.search(r"keys (?:rotate|revoke)", line):
        known = json.loads((folder / "archive.keys.json").read_text())
        line = line.replace("1f2e3d4c", re.findall(r'"id": "(\w{8})"', json.dumps(known))[0])
    return line


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_commands_of_a_page_run(page: Path, folder: Path, site: str, model: str) -> None:
    for told in commands(page):
        line = made_so(told, folder, site, model)
        if line.startswith("onrecord serve"):
            with server(folder, line):
                continue
        if "--watch" in line:
            watch(folder, line)
            continue
        if line.startswith("onrecord update --init"):
            (folder / "onrecord.toml").unlink()
        if line.startswith("curl"):
            # Of an archive without keys.
            with server(folder, "onrecord serve --index other --write") as port:
                done = shell(folder, line.replace(":8000/", f":{port}/"))
        else:
            done = shell(folder, line)
        # A quotation that is not there word for word is told by exit code 1, with what is nearest.
        expected = {0, 1} if " check " in line and done.stdout and not done.stderr else {0}
        assert done.returncode in expected, f"{line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        if "eval init" in line:
            fill_in(folder)


def test_what_is_not_run_is_told_and_there_is_no_more_of_it() -> None:
    every = "".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *DOCS.rglob("*.md")])
    assert [one for one in NOT_RUN if f"`{one}`" not in every] == []
    first = {word for path in [ROOT / "README.md", *DOCS.rglob("*.md")] for word in others(path)}
    shells = {word for word in first if re.fullmatch(r"[a-z]+", word) and shutil.which(word)}
    assert shells <= {"onrecord", "cat", "curl", *ELSEWHERE}, "lines of blocks that nobody runs"
