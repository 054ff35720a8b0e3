"""Whether a server holds out: half an hour of mixed questions and changes at four fifths of what it can do.

    python -m onrecord.eval.bench.endurance INDEX [--minutes 30] [--share 0.8] [--kill] [--json]

The index is copied, and the copy served with `onrecord serve --write`. Eight clients, each with its next request
when the last is answered, tell its capacity; then requests of the same mixture (`eval/bench/mixture.py`) come at a
share of that, at moments that nothing holds up, as those of many clients do. An answer's time begins when its
request was due. With `--kill` the server gets SIGKILL half way, and is started again at the same port. In the end
every article that was put or removed must be as the last change that was accepted left it, and `onrecord verify
--deep` must find nothing. The exit code is 1 where anything failed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from onrecord.index import Index, verify

from .mixture import Mixture, Request
from .running import Process, start

_CLIENTS: Final = 8
_THREADS: Final = 64
_PATIENCE: Final = 60
_IDLE: Final = 2.0
_SETTLED: Final = 300
"""Seconds after which memory must stay as it is."""
_LOOKS: Final = 12
"""How many looks at the process are taken together."""


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
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
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


class Watch:
    """Looks at a process again and again."""

    def __init__(self, process: Process) -> None:
        """Begin with a process."""
        self.process = process
        self.looks: list[tuple[float, float, float, int, int]] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(2.5):
            process = self.process
            try:
                now = process.memory(), process.memory("RssAnon"), *process.descriptors()
            except (OSError, IndexError):
                continue  # it was killed, or a file was closed while its name was read
            self.looks.append((time.perf_counter() - process.started, *now))

    def figures(self) -> dict[str, float]:
        """Compare the last process after five minutes, or half its time, with the end: memory, files, sockets."""
        begin = max((n for n, one in enumerate(self.looks) if n and one[0] < self.looks[n - 1][0]), default=0)
        looks = self.looks[begin:]
        if len(looks) < 2:  # noqa: PLR2004
            return {}
        settled = min(_SETTLED, looks[-1][0] / 2)
        after = [one for one in looks if one[0] >= settled][:_LOOKS]
        found: dict[str, float] = {"settled_s": settled}
        for place, name in enumerate(("resident_mb", "of_it_in_no_file_mb", "files", "sockets"), 1):
            early, late = (statistics.median(one[place] for one in some) for some in (after, looks[-_LOOKS:]))
            found |= {
                f"{name}_settled": early,
                f"{name}_end": late,
                f"{name}_most": max(one[place] for one in looks),
            }
            found[f"{name}_grown_%"] = 100 * (late / early - 1) if early else 0.0
        return found


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


def left_over(port: int, mixture: Mixture) -> list[str]:
    """Wait until no change waits, and name the written articles that are not as they must be."""

    def get(path: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        connection.request("GET", path)
        response = connection.getresponse()
        held = json.load(response)
        connection.close()
        return response.status, held

    end = time.monotonic() + 10 * _PATIENCE
    while any(job["state"] in {"queued", "running"} for job in get("/v1/jobs")[1]["jobs"]):
        if time.monotonic() > end:
            return ["changes that wait"]
        time.sleep(0.5)
    time.sleep(3)  # the server looks for a new revision every second
    held = {id_: get(f"/v1/articles/{quote(id_)}") for id_ in mixture.may}
    return [
        id_
        for id_, (status, article) in held.items()
        if (article["text"] if status == http.client.OK else None) not in mixture.may[id_]
    ]


def measure(
    index: Path,
    seconds: float,
    share: float,
    *,
    kill: bool,
    capacity: float = 60,
    tell: Callable[[str], None] = print,
) -> dict[str, Any]:
    """Measure a copy of an index.

    Args:
        index: The index folder.
        seconds: How long requests come.
        share: Of the capacity.
        kill: Whether the server is killed half way.
        capacity: Seconds for finding the capacity.
        tell: Hears how far it is.

    Returns:
        The figures; `sound` is false where an answer failed, a change was lost, or the index is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-endurance-") as place:
        folder = Path(shutil.copytree(index, Path(place) / "index"))
        held = Index.open(folder)
        mixture = Mixture(held)
        held.close()
        process = start(folder, "--write")
        watch = Watch(process)
        try:
            first = Clients(process.port, mixture)
            first.ask(at_once(capacity), _CLIENTS)
            found: dict[str, Any] = {"capacity": figures_of(first.seen, capacity)}
            rate = share * first.seen.answered / capacity
            tell(
                f"capacity {first.seen.answered / capacity:.1f} a second; {rate:.1f} a second for {seconds:.0f} s"
            )
            clients = Clients(process.port, mixture)
            asking = threading.Thread(target=clients.ask, args=(even(rate, seconds), _THREADS))
            asking.start()
            if kill:
                asking.join(seconds / 2)
                clients.up.clear()
                process.kill()
                process = watch.process = start(folder, "--write", port=process.port)
                clients.servers += 1
                clients.up.set()
                found["again_after_s"] = process.first
            asking.join()
            found |= {"held": figures_of(clients.seen, seconds), "process": watch.figures()}
            found["lost"] = left_over(process.port, mixture)
            found["end"] = process.stop()
        finally:
            watch.close()
            process.kill()
        found["damaged"] = [str(one) for one in verify(folder, deep=True)]
    failed = [found[name]["failed"] for name in ("capacity", "held")]
    found["sound"] = not any((*failed, found["lost"], found["damaged"], found["end"]))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure one index."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench.endurance", description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--share", type=float, default=0.8)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    def tell(line: str) -> None:
        sys.stderr.write(f"{line}\n")

    found = measure(options.index, 60 * options.minutes, options.share, kill=options.kill, tell=tell)
    if options.json:
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        for name, value in found.items():
            sys.stdout.write(f"{name}:\n" if isinstance(value, dict) else f"{name}: {value}\n")
            for what, its in value.items() if isinstance(value, dict) else ():
                told = f"{its:,.1f}" if isinstance(its, float) else its
                if isinstance(its, dict):
                    told = ", ".join(f"{part} {one:,.0f}" for part, one in its.items()) or "none"
                sys.stdout.write(f"  {what.replace('_', ' ')}: {told}\n")
    sys.exit(not found["sound"])


if __name__ == "__main__":
    main()
