"""What a server does under load: `onrecord serve` as users start it, and clients in threads of another process.

    python -m onrecord.eval.bench.serving INDEX CORPORA [--seconds 20] [--json]

Measured are the time from the command to the first answer, one client and eight clients (throughput, median, 95th
percentile, with and without the reranker), eight clients beside twenty that send a byte a second, and two hundred
clients at once: how many are told to come back, and what memory that takes.
"""

from __future__ import annotations

import argparse
import http.client
import json
import socket
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from .running import Process, questions_of, start

QUESTIONS: Final = 2556
_PATIENCE: Final = 60
_SLOW: Final = 20
_CROWD: Final = 200


@dataclass(slots=True)
class Load:
    """What clients saw.

    Attributes:
        seconds: How long they asked.
        times: Seconds of each answer.
        refused: How many were told to come back (503 with Retry-After).
        failed: How many got anything else.
    """

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    refused: int = 0
    failed: int = 0

    def figures(self) -> dict[str, float]:
        """Sum up: answers a second, and milliseconds."""
        found: dict[str, float] = {"refused": self.refused, "failed": self.failed}
        if len(self.times) > 1:
            found |= {
                "answers_a_second": len(self.times) / self.seconds,
                "median_ms": 1000 * statistics.median(self.times),
                "p95_ms": 1000 * statistics.quantiles(self.times, n=20)[-1],
                "longest_ms": 1000 * max(self.times),
            }
        return found


@contextmanager
def serving(index: Path, question: str) -> Iterator[tuple[Process, float]]:
    """Start a server, ask it a first question, and tell after how many seconds it answered."""
    server = start(index)
    try:
        _ask(
            http.client.HTTPConnection("127.0.0.1", server.port, timeout=_PATIENCE), f"/search?q={quote(question)}"
        )
        yield server, time.perf_counter() - server.started
    finally:
        server.stop()


def _ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, str | None]:
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    return response.status, response.headers.get("Retry-After")


def load(port: int, paths: Iterator[str], clients: int, seconds: float) -> Load:
    """Let clients ask one question after the other, each on a connection of its own.

    Args:
        port: Of the server.
        paths: What is asked, each by one client; no two are the same, for an answer that is known costs nothing.
        clients: How many.
        seconds: How long.
    """
    seen = Load()
    lock = threading.Lock()
    started = time.perf_counter()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        while time.perf_counter() - started < seconds:
            with lock:
                path = next(paths)
            before = time.perf_counter()
            try:
                status, again = _ask(connection, path)
            except (OSError, http.client.HTTPException):
                status, again = 0, None
                connection.close()
            with lock:
                if status == http.client.OK:
                    seen.times.append(time.perf_counter() - before)
                elif status == http.client.SERVICE_UNAVAILABLE and again:
                    seen.refused += 1
                else:
                    seen.failed += 1

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.seconds = time.perf_counter() - started
    return seen


@contextmanager
def slow_clients(port: int, count: int) -> Iterator[None]:
    """Keep connections open that send a byte of a request a second."""
    done = threading.Event()
    request = b"GET /search?q=ferry HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"x" * 1000

    def drip() -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            for byte in request:
                if done.wait(1):
                    return
                try:
                    connection.send(bytes([byte]))
                except OSError:
                    return

    threads = [threading.Thread(target=drip) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def _paths(questions: Sequence[str], more: str = "") -> Iterator[str]:
    """Give searches without an end; from the second time on a question is asked for another number of hits."""
    for k in range(10, 1000):
        yield from (f"/search?q={quote(question)}&k={k}{more}" for question in questions)


def measure(index: Path, questions: Sequence[str], seconds: float) -> dict[str, dict[str, float]]:
    """Measure a server from start to overload."""
    full, fast = _paths(questions), _paths(questions, "&fast=true")
    found: dict[str, dict[str, float]] = {}
    with serving(index, questions[0]) as (server, first):
        found["start"] = {"first_answer_s": first, "resident_mb": server.memory()}
        load(server.port, full, 1, 3)
        for name, paths in (("fast", fast), ("full", full)):
            for clients in (1, 8):
                found[f"{name}, clients {clients}"] = load(server.port, paths, clients, seconds).figures()
        with slow_clients(server.port, _SLOW):
            found[f"fast, clients 8, {_SLOW} slow ones beside"] = load(server.port, fast, 8, seconds).figures()
        before = server.memory()
        crowd = load(server.port, full, _CROWD, seconds).figures()
        found[f"full, clients {_CROWD}"] = crowd | {"memory_added_mb": server.memory("VmHWM") - before}
        found["end"] = {"resident_mb": server.memory()}
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure one index."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench.serving", description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = measure(options.index, questions_of(options.corpora, QUESTIONS), options.seconds)
    if options.json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, figures in found.items():
        told = ", ".join(f"{what.replace('_', ' ')} {value:,.1f}" for what, value in figures.items())
        sys.stdout.write(f"{name}: {told}\n")


if __name__ == "__main__":
    main()
