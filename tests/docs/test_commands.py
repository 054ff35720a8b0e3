"""Every command of the pages for users, run in the order in which they stand there, in a folder of its own."""

from __future__ import annotations

import json
import re
import shlex
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from ..api.conftest import COMMAND, environment
from ..conftest import ROOT, SAMPLE

pytestmark = pytest.mark.slow

DOCS = ROOT / "docs"
PAGES = ("tutorial", "who-said-what", "evaluation", "operations", "integrations/bookmarklet", "integrations/mcp")
SECONDS = 600


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles, as files with front matter, and the indexes that pages speak of."""
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
    assert run(made, ["demo", "--index", "onrecord-sample"]).returncode == 0
    assert run(made, ["index", "articles", "--index", "archive"]).returncode == 0
    (made / "other").symlink_to("archive")
    return made


def run(folder: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment(),
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def serve(folder: Path, words: list[str]) -> None:
    """Start a server at a free port, wait until it answers, and end it."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    with subprocess.Popen([*COMMAND, *words, "--port", str(port)], cwd=folder, env=environment()) as process:
        try:
            deadline = time.monotonic() + SECONDS
            while True:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
                        assert json.load(answer)["status"] == "ok"
                        break
                except OSError:
                    assert process.poll() is None
                    assert time.monotonic() < deadline
                    time.sleep(0.2)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(SECONDS)


def fill_in(folder: Path) -> None:
    """What a person does with a question file."""
    path = folder / "my-questions" / "questions.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for one in lines[:3] + lines[-2:]:
        one["text"] = f"what did {one['speaker']} say about {' '.join(one['look_at']['title'].split()[:3])}"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run(page: str, folder: Path) -> None:
    text = (DOCS / f"{page}.md").read_text()
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    blocks = [block for language, block in fenced if not language]
    commands = [line for block in blocks for line in block.splitlines() if line.startswith("onrecord ")]
    assert commands
    for line in commands:
        told, _, out = line.partition(" > ")
        words = shlex.split(told, comments=True)[1:]
        if words[0] == "serve":
            serve(folder, words)
            continue
        done = run(folder, words)
        # A quotation that is not there word for word is told by exit code 1, with what is nearest.
        expected = {0, 1} if words[0] == "check" and done.stdout and not done.stderr else {0}
        assert done.returncode in expected, f"{line}\n{done.stderr}"
        if out:
            (folder / out.strip()).write_text(done.stdout, encoding="utf-8")
        if words[:2] == ["eval", "init"]:
            fill_in(folder)
