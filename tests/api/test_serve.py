"""The server as a process: a port in use, a graceful end, and what happens meanwhile."""

import json
import re
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import COMMAND, Onrecord, environment

Running = subprocess.Popen[str]


@pytest.fixture
def served(sample_index: Path) -> Iterator[tuple[Running, str]]:
    command = [*COMMAND, "serve", "--index", str(sample_index), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment()) as running:
        assert running.stderr is not None
        found = re.search(r"http://\S+/", running.stderr.readline())
        assert found is not None
        yield running, found[0]
        running.kill()


@pytest.mark.parametrize("asked_to_end", [signal.SIGTERM, signal.SIGINT])
def test_serves_and_ends_in_peace(served: tuple[Running, str], asked_to_end: signal.Signals) -> None:
    running, address = served
    with urllib.request.urlopen(f"{address}search?q=missiles&k=1", timeout=30) as response:  # noqa: S310
        assert len(json.load(response)["hits"]) == 1
    running.send_signal(asked_to_end)
    assert running.wait(20) == 0
    assert running.stderr is not None
    assert running.stderr.read() == ""


def test_a_port_in_use_is_one_line(served: tuple[Running, str], onrecord: Onrecord, sample_index: Path) -> None:
    port = served[1].rstrip("/").rsplit(":", 1)[1]
    done = onrecord("serve", "--index", sample_index, "--port", port)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"onrecord: cannot listen at 127.0.0.1 port {port}: Address already in use; see --host and --port"
    ]
