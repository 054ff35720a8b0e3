"""Runs the command in forks of one process that has imported its libraries already.

Each run is a process of its own, with its own arguments, folder, environment and streams, and ends as any other
does; only the time of the imports is saved, which is half of what a short command takes. That the command starts
from nothing is tested where `COMMAND` is run.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

Completed: TypeAlias = "subprocess.CompletedProcess[str]"

_PATIENCE: Final = 120
"""Seconds that a command may take."""

_LIBRARIES: Final = ("faiss", "nupunkt", "onrecord.search", "rich.console", "tantivy", "typer")


class Forks:
    """The process that is forked; it imports on its first run."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-c", "from tests.api.forks import serve; serve()"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def run(self, arguments: list[str], *, stdin: str, folder: Path, environment: Mapping[str, str]) -> Completed:
        """Run the command to its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with tempfile.TemporaryDirectory() as streams:
            names = [Path(streams) / name for name in ("in", "out", "err")]
            names[0].write_text(stdin, encoding="utf-8", newline="")
            asked = {
                "arguments": arguments,
                "streams": list(map(str, names)),
                "folder": str(folder),
                "environment": dict(environment),
            }
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            out, err = (name.read_bytes().decode().replace("\r\n", "\n") for name in names[1:])
        assert code != -signal.SIGALRM, f"onrecord {' '.join(arguments)} took more than {_PATIENCE} seconds"
        return subprocess.CompletedProcess(arguments, code, out, err)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def serve() -> None:
    """Fork for each line of standard input, and tell the exit code."""
    # Without telemetry, whose thread no fork survives.
    from onrecord.index.onnx.runtime import runtime

    runtime()
    for name in _LIBRARIES:
        importlib.import_module(name)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    while line := requests.readline():
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked)
            from onrecord.api.cli import main

            main()
            return
        _, status = os.waitpid(child, 0)
        answers.write(b"%d\n" % os.waitstatus_to_exitcode(status))
        answers.flush()


def _become(asked: dict[str, object]) -> None:
    """Make this process what was asked for."""
    streams, folder, environment, arguments = (
        asked[name] for name in ("streams", "folder", "environment", "arguments")
    )
    assert isinstance(streams, list)
    assert isinstance(environment, dict)
    assert isinstance(arguments, list)
    for number, path in enumerate(streams):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(str(folder))
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["onrecord", *arguments]
    signal.alarm(_PATIENCE)
