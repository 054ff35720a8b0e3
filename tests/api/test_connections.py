"""Connections that send no request, or never take their answer: nobody else waits for them, and they end."""

import asyncio
import re
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from onrecord.api.http.connections import Connections, Server, most_connections

from .conftest import COMMAND, environment

HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
_LONG = 20.0


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer at once, late, without end, or before the body has come."""
    if scope["type"] == "lifespan":
        for _ in range(2):
            await send({"type": f"{(await receive())['type']}.complete"})
        return
    if scope["path"] == "/late":
        await asyncio.sleep(3)
    if scope["path"] == "/body":
        while (await receive()).get("more_body"):
            pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while scope["path"] == "/endless":
        await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
        await asyncio.sleep(0)
    await send({"type": "http.response.body", "body": b"answered"})


@contextmanager
def serving(connections: Connections) -> Iterator[Callable[..., socket.socket]]:
    """Serve meanwhile; gives what opens connections and sends something."""
    with socket.create_server(("127.0.0.1", 0)) as listener, ExitStack() as opened:
        server = Server(app, connections, timeout_graceful_shutdown=1)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()

        def connect(sent: bytes = b"") -> socket.socket:
            one = opened.enter_context(socket.create_connection(listener.getsockname(), timeout=_LONG))
            one.sendall(sent)
            return one

        try:
            yield connect
        finally:
            server.should_exit = True
            thread.join(_LONG)


def is_ended(one: socket.socket) -> bool:
    """Tell whether the server ends a connection, in time and without a word."""
    try:
        return one.recv(1000) == b""
    except ConnectionResetError:
        return True


def trickled(one: socket.socket, byte: bytes) -> bool:
    """Send a byte now and then until the server ends the connection."""
    ends = time.monotonic() + _LONG
    try:
        while time.monotonic() < ends:
            one.sendall(byte)
            time.sleep(0.05)
    except OSError:
        return True
    return False


def test_what_sends_no_request_is_ended_and_what_is_answered_is_not() -> None:
    with serving(Connections(100, 0.3)) as connect:
        late = connect(b"GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n")
        silent, unfinished, dripping = connect(), connect(HEAD), connect(HEAD + b"X-Slow: ")
        refused = connect(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
        assert b"answered" in refused.recv(1000) + refused.recv(1000)
        assert trickled(dripping, b"x")
        assert trickled(refused, b"x")
        assert is_ended(silent)
        assert is_ended(unfinished)
        assert b"answered" in late.recv(1000) + late.recv(1000)


def test_an_answer_that_nobody_takes_is_given_up() -> None:
    with serving(Connections(100, 60, 0.2)) as connect:
        one = connect(b"GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(1)
        with suppress(ConnectionResetError):
            for _ in range(1000):
                if not one.recv(1 << 16):
                    return
            pytest.fail("it goes on")


def test_of_too_many_those_go_that_wait_longest_for_their_clients(caplog: pytest.LogCaptureFixture) -> None:
    with serving(Connections(3, 60)) as connect:
        late = connect(b"GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.2)
        first, second = (
            connect(HEAD),
            connect(b"POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"),
        )
        time.sleep(0.2)
        third = connect(HEAD + b"\r\n")
        assert b"answered" in third.recv(1000) + third.recv(1000)
        assert is_ended(first)
        for _ in range(5):
            connect(HEAD)
        assert is_ended(second)
        assert b"answered" in late.recv(1000) + late.recv(1000)
    assert [one.getMessage() for one in caplog.records] == [
        "3 connections are open, as many as fit: those that wait longest are closed"
    ]


def test_a_server_answers_whoever_asks_while_others_hold_all_they_can(sample_index: Path, tmp_path: Path) -> None:
    command = ["sh", "-c", 'ulimit -n 90; exec "$@"', "sh", *COMMAND, "serve", "--index", str(sample_index)]
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen([*command, "--port", "0"], stderr=log, env=environment()) as running,
        ExitStack() as held,
    ):
        held.callback(running.kill)
        ends = time.monotonic() + 60
        while not (found := re.search(r"http://([\d.]+):(\d+)/", (tmp_path / "log").read_text())):
            assert time.monotonic() < ends
            time.sleep(0.05)
        for turn in range(120):
            one = held.enter_context(socket.create_connection((found[1], int(found[2])), timeout=_LONG))
            one.sendall(HEAD * (turn % 2))
        for path in ("health", "search?q=missiles&k=1", "health"):
            with urllib.request.urlopen(found[0] + path, timeout=_LONG) as answer:  # noqa: S310
                assert answer.status == 200
        assert 1 <= len((tmp_path / "log").read_text().splitlines()) <= 3


def test_no_more_fit_than_there_are_descriptors_for(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    held = sum(1 for _ in Path("/dev/fd").iterdir())  # what other tests left open in this process counts
    for limit, fewest, most in (
        (8, 8, 8),
        (held + 1000, 490, 510),
        (held + (1 << 20), 1000, 1000),
        (resource.RLIM_INFINITY, 1000, 1000),
    ):
        monkeypatch.setattr(resource, "getrlimit", lambda _, limit=limit: (limit, limit))
        assert fewest <= most_connections() <= most


def test_shortages_are_said_once(caplog: pytest.LogCaptureFixture) -> None:
    async def scene() -> None:
        server = Server(app, Connections(10))
        for _ in range(1000):
            shortage = OSError(24, "Too many open files")
            server._failed(asyncio.get_running_loop(), {"message": "accept", "exception": shortage})

    asyncio.run(scene())
    assert len(caplog.records) == 1
    assert "Too many open files" in caplog.text
