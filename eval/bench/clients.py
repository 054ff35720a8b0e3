"""Threads that put requests to a server, and what they saw of it."""

from __future__ import annotations

import http.client
import random
import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from .mixture import Mixture, Request

PATIENCE: Final = 60
"""Seconds that an answer may take."""

_IDLE: Final = 2.0


@dataclass(slots=True)
class Seen:
    """What clients saw.

    Attributes:
        times: Seconds of the answers, by the kind of request.
        refused: How many were told to come back (503, Retry-After).
        down: How many came while the server was being killed and started.
        failed: Anything else, by kind and status or error.
    """

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: int = 0
    down: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def answered(self) -> int:
        """How many were answered."""
        return sum(map(len, self.times.values()))


class Clients:
    """Threads that send requests to a server, each over a connection of its own."""

    def __init__(self, port: int, mixture: Mixture) -> None:
        """Name the server and what it is asked."""
        self._port, self._mixture = port, mixture
        self.seen = Seen()
        self.up = threading.Event()
        self.up.set()
        self.servers = 0

    def ask(self, moments: Iterator[float], threads: int) -> None:
        """Send a request at each moment, or as soon after it as a thread is free; ends when all are answered.

        Args:
            moments: Of `time.perf_counter`.
            threads: How many requests may be under way.
        """
        lock = threading.Lock()

        def client() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
            servers, used = self.servers, time.perf_counter()
            while True:
                with lock:
                    due = next(moments, None)
                if due is None:
                    break
                time.sleep(max(0.0, due - time.perf_counter()))
                # The server ends connections that nobody used for five seconds, and every one when it is killed.
                if servers != self.servers or time.perf_counter() - used > _IDLE:
                    connection.close()
                    servers = self.servers
                self._send(connection, self._mixture.next(), due)
                used = time.perf_counter()
            connection.close()

        clients = [threading.Thread(target=client) for _ in range(threads)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()

    def _send(self, connection: http.client.HTTPConnection, request: Request, due: float) -> None:
        up, status, said = self.up.is_set(), None, ""
        try:
            headers = {"Content-Type": "application/json"} if request.body else {}
            connection.request(request.method, request.path, request.body, headers)
            response = connection.getresponse()
            response.read()
            status, said = response.status, f"{response.status}"
        except (OSError, http.client.HTTPException) as error:
            said = type(error).__name__
            connection.close()
        request.done(status)
        seen = self.seen
        with seen.lock:
            if status is not None and status < http.client.BAD_REQUEST:
                seen.times[request.kind].append(time.perf_counter() - due)
            elif status == http.client.SERVICE_UNAVAILABLE and response.headers.get("Retry-After"):
                seen.refused += 1
            elif not (up and self.up.is_set()):
                seen.down += 1
            else:
                seen.failed[f"{request.kind}: {said}"] += 1


def even(rate: float, seconds: float, seed: int = 0) -> Iterator[float]:
    """Give moments from now on, `rate` a second on average and each by chance (a Poisson process)."""
    chance, now = random.Random(seed), time.perf_counter()
    end = now + seconds
    while (now := now + chance.expovariate(rate)) < end:
        yield now


def at_once(seconds: float) -> Iterator[float]:
    """Give the present moment for some seconds."""
    end = time.perf_counter() + seconds
    while (now := time.perf_counter()) < end:
        yield now


def figures_of(seen: Seen, seconds: float) -> dict[str, Any]:
    """Sum up what clients saw: answers a second, and milliseconds."""
    found: dict[str, Any] = {"answers_a_second": seen.answered / seconds, "answered": seen.answered}
    found |= {"told_to_come_back": seen.refused, "while_down": seen.down, "failed": dict(seen.failed)}
    every = [one for some in seen.times.values() for one in some]
    for name, times in (("all", every), *sorted(seen.times.items())):
        if len(times) > 1:
            cuts = statistics.quantiles(times, n=100)
            told = {f"p{cut}": 1000 * cuts[cut - 1] for cut in (50, 95, 99)}
            found[f"{name}, ms"] = told | {"longest": 1000 * max(times), "count": len(times)}
    return found
