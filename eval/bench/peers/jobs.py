"""Runs the worker in a system's environment, and reads what it reports."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .environments import Installed, SkippedError, folder_bytes
from .prepared import Prepared
from .systems import System

INSIDE: Final = Path(__file__).parent / "inside"
_PASSED_ON: Final = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "OMP_NUM_THREADS")
_OFFLINE: Final = {"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"}


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took: seconds from the first import to the saved index, and bytes."""

    seconds: float
    peak_bytes: int
    index_bytes: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What putting questions to an index took.

    Attributes:
        cold: Seconds from the interpreter's first line to the first answer: imports, opening, answering.
        seconds: Of each question, in order, the first among them.
        peak_bytes: The most memory the process held.
    """

    cold: float
    seconds: tuple[float, ...]
    peak_bytes: int


def index_key(system: System, installed: Installed, data: Prepared) -> str:
    """Digest all that an index depends on: the packages, the passages, and the code that has them indexed."""
    names = ("worker.py", f"{system.adapter.partition(':')[0]}.py")
    code = b"".join(path.read_bytes() for path in (INSIDE / name for name in names) if path.is_file())
    return hashlib.sha256(f"{installed.fingerprint} {data.passages_digest} ".encode() + code).hexdigest()


def run_key(system: System, installed: Installed, data: Prepared) -> str:
    """Digest all that a run depends on: its index, and the questions."""
    index = index_key(system, installed, data)
    return hashlib.sha256(f"{index} {data.questions_digest}".encode()).hexdigest()


def is_fresh(made: Path, key: str) -> bool:
    """Whether an index or a run was made, to its end, under the same key."""
    noted = _note(made)
    return noted.is_file() and noted.read_text(encoding="ascii") == key


def _note(made: Path) -> Path:
    return made.with_name(f"{made.name}.key")


def build(system: System, installed: Installed, data: Prepared, index: Path) -> Built:
    """Build a system's index in a process of its own, in place of the one that is there.

    Raises:
        SkippedError: The process failed.
    """
    _note(index).unlink(missing_ok=True)
    shutil.rmtree(index, ignore_errors=True)
    index.mkdir(parents=True)
    arguments: list[str | Path] = ["--corpus", data.passages, "--articles", data.articles, "--index", index]
    report = _run("build", system, installed, arguments, index.with_name(f"{index.name}.json"))
    _note(index).write_text(index_key(system, installed, data), encoding="ascii")
    return Built(float(report["seconds"]), int(report["peak_bytes"]), folder_bytes(index))


def ask(
    system: System, installed: Installed, data: Prepared, index: Path, run: Path, *, timed: bool, k: int
) -> Asked:
    """Put all questions, or those to be timed, to an index in a process of its own, and write a TREC run.

    Raises:
        SkippedError: The process failed.
    """
    run.parent.mkdir(parents=True, exist_ok=True)
    _note(run).unlink(missing_ok=True)
    questions = data.timed if timed else data.questions
    arguments: list[str | Path] = ["--index", index, "--questions", questions, "--k", str(k), "--run", run]
    report = _run("search", system, installed, arguments, run.with_name(f"{run.name}.json"))
    _note(run).write_text(run_key(system, installed, data), encoding="ascii")
    return Asked(float(report["cold"]), tuple(report["seconds"]), int(report["peak_bytes"]))


def _run(
    job: str, system: System, installed: Installed, arguments: Sequence[str | Path], report: Path
) -> dict[str, Any]:
    """Run the worker; of this process's settings, only those that every process needs reach its environment."""
    command: list[str | Path] = [
        installed.python,
        INSIDE / "worker.py",
        job,
        "--adapter",
        system.adapter,
        "--report",
        report,
    ]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    log = report.with_suffix(".log")
    with log.open("wb") as talk:
        done = subprocess.run(
            [*command, *arguments], env=environment | _OFFLINE, stdout=talk, stderr=talk, check=False
        )
    if done.returncode:
        raise SkippedError(f"{job} failed (see {log})")
    found: dict[str, Any] = json.loads(report.read_bytes())
    return found
