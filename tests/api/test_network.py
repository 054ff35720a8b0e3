"""Nothing calls out: every connection and look-up of a process and its children is recorded by the kernel."""

import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import SAMPLE

from .conftest import COMMAND, environment

STRACE = shutil.which("strace")
pytestmark = pytest.mark.skipif(STRACE is None, reason="strace records connections: apt-get install strace")

OUTSIDE = re.compile(r"sin6?_port=htons\(\d+\)")
LOOKUPS = ("resolv.conf", "nsswitch.conf", "/etc/hosts", "nscd")


def traced(log: Path) -> list[str]:
    return [str(STRACE), "-f", "-qq", "-s", "200", "-e", "trace=%network,openat", "-o", str(log), *COMMAND]


def outgoing(log: Path) -> list[str]:
    """Give the calls that open a connection, send a datagram or look a name up."""
    found = []
    for line in log.read_text().splitlines():
        called = re.search(r"\b(connect|sendto|sendmsg|sendmmsg)\(", line)
        address = OUTSIDE.search(line)
        looked_up = "openat(" in line and any(name in line for name in LOOKUPS)
        if looked_up or (called and (address or "AF_UNIX" in line)):
            found.append(line)
    return found


def run(log: Path, *arguments: object) -> None:
    done = subprocess.run(
        [*traced(log), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=log.parent,
        env=environment(),
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    program = "import socket\ntry: socket.create_connection(('no-such-host.invalid', 80), 1)\nexcept OSError: pass"
    log = tmp_path / "log"
    command = [*traced(log)[: -len(COMMAND)], sys.executable, "-c", program]
    subprocess.run(command, check=True, timeout=60)
    assert outgoing(log)


def test_indexing_and_asking_call_nobody(tmp_path: Path) -> None:
    indexing, asking, few = tmp_path / "indexing", tmp_path / "asking", tmp_path / "few.jsonl"
    few.write_text("".join((SAMPLE / "articles.jsonl").read_text().splitlines(keepends=True)[:8]))
    run(indexing, "index", few, "--index", "made")
    run(asking, "ask", "what did Putin say about Tomahawks", "--index", "made")
    assert outgoing(indexing) == []
    assert outgoing(asking) == []


def test_serving_calls_nobody(tmp_path: Path, sample_index: Path) -> None:
    log = tmp_path / "serving"
    command = [*traced(log), "serve", "--index", str(sample_index), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment()) as served:
        assert served.stderr is not None
        address = None
        while address is None:
            line = served.stderr.readline()
            assert line, "the server ended"
            address = re.search(r"http://127\.0\.0\.1:\d+", line)
        for path in ("/", "/docs", "/openapi.json", "/ask?q=what+did+Putin+say"):
            with urllib.request.urlopen(address[0] + path, timeout=60) as response:  # noqa: S310
                assert response.status == 200
        [child] = subprocess.run(
            ["pgrep", "-P", str(served.pid)], capture_output=True, encoding="utf-8", check=True
        ).stdout.split()
        subprocess.run(["kill", f"-{signal.SIGINT.value}", child], check=True)
        served.wait(60)
    time.sleep(0.1)
    assert outgoing(log) == []
