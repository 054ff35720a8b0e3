"""The server as a process: a port in use, a graceful end, and what happens meanwhile."""

import json
import re
import signal
import socket
import subprocess
import time
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


def test_what_is_under_way_is_finished_when_the_server_is_told_to_end(served: tuple[Running, str]) -> None:
    running, address = served
    body = json.dumps({"question": "what did Putin say about Tomahawks"}).encode()
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as client:
        head = f"POST /ask HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
        client.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode())
        # It says so once the request has reached the application.
        assert client.recv(1000).startswith(b"HTTP/1.1 100")
        running.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((host, int(port)), timeout=5)
        client.sendall(body)
        answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
    assert answer.startswith(b"HTTP/1.1 200")
    assert json.loads(answer.split(b"\r\n\r\n", 1)[1])["answered"]
    assert running.wait(20) == 0


def test_a_port_in_use_is_one_line(served: tuple[Running, str], onrecord: Onrecord, sample_index: Path) -> None:
    port = served[1].rstrip("/").rsplit(":", 1)[1]
    done = onrecord("serve", "--index", sample_index, "--port", port)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"onrecord: cannot listen at 127.0.0.1 port {port}: Address already in use; see --host and --port"
    ]
