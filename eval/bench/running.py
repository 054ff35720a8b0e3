"""What several benchmarks need: the command as users start it, questions to ask, and what a process holds."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Final

ONRECORD: Final = (
    sys.executable, "-c", "import sys; from onrecord.api.cli import main; sys.argv[0] = 'onrecord'; main()",
)  # fmt: skip
"""The command `onrecord` of this environment, installed or not."""


@dataclass(frozen=True, slots=True)
class Process:
    """A server that runs.

    Attributes:
        process: The process.
        port: Where it listens, on the loopback.
        started: When the command was given, by `time.perf_counter`.
        first: Seconds from the command until it listened.
    """

    process: subprocess.Popen[str]
    port: int
    started: float
    first: float

    def memory(self, name: str = "VmRSS") -> float:
        """Give what it holds; see `memory`."""
        return memory(self.process.pid, name)

    def descriptors(self) -> tuple[int, int]:
        """Count its open file descriptors: of files, and of sockets, which clients keep open."""
        opened = [str(one.readlink()) for one in Path(f"/proc/{self.process.pid}/fd").iterdir()]
        sockets = sum(one.startswith("socket:") for one in opened)
        return len(opened) - sockets, sockets

    def stop(self) -> int:
        """Ask it to end, and give its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.wait()


def start(index: Path, *more: str, port: int = 0) -> Process:
    """Start a server.

    Args:
        index: The index folder.
        more: Options of `onrecord serve`.
        port: Where it listens; 0 takes any that is free.

    Raises:
        SystemExit: It does not start; its first line says why.
    """
    began = time.perf_counter()
    command = [*ONRECORD, "serve", "--index", str(index), "--port", str(port), *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None  # noqa: S101 - it is a pipe
    said = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
    if found is None:
        process.kill()
        process.wait()
        raise SystemExit(said)
    # What it logs must go somewhere.
    threading.Thread(target=_drain, args=(process.stderr,), daemon=True).start()
    return Process(process, int(found[1]), began, time.perf_counter() - began)


def _drain(stream: IO[str]) -> None:
    with stream:
        stream.read()


def questions_of(corpora: Path, count: int) -> list[str]:
    """Read questions to ask: the first of MultiHop-RAG's."""
    with (corpora / "multihoprag" / "queries.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, count)]


def memory(process: int | str = "self", name: str = "VmRSS") -> float:
    """Give what a process holds in memory (`VmRSS`), or has held at most (`VmHWM`), in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.findall(rf"{name}:\s+(\d+)", status)[0]) / 1024
