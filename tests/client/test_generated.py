"""A client that is generated from what the server says of itself, in an environment of its own, asks the server.

The generator needs an older typer than the command does, so it is never installed beside onrecord: uv fetches it.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..api.conftest import COMMAND, environment

pytestmark = pytest.mark.slow

GENERATOR = "openapi-python-client==0.29.1"
ASKS = Path(__file__).with_name("asks.py")
UV = [str(Path(sys.executable).with_name("uv"))]
SECONDS = 600


@pytest.fixture(scope="module")
def address(sample_index: Path) -> Iterator[str]:
    command = [*COMMAND, "serve", "--index", str(sample_index), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment()) as running:
        try:
            assert running.stderr is not None
            found = re.search(r"http://\S+(?=/)", running.stderr.readline())
            assert found is not None
            yield found[0]
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(60)


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    without_ours = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=folder, env=without_ours, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def test_a_generated_client_asks(address: str, tmp_path: Path) -> None:
    description = tmp_path / "openapi.json"
    with urllib.request.urlopen(f"{address}/openapi.json", timeout=60) as told:  # noqa: S310
        description.write_bytes(told.read())
    generate = ("openapi-python-client", "generate", "--path", str(description), "--output-path", "client")
    made = run(
        *UV, "tool", "run", "--from", GENERATOR, "--with", "ruff", *generate, "--meta", "setup", folder=tmp_path
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    assert "WARNING" not in (made.stdout + made.stderr).upper()
    asked = run(*UV, "run", "--no-project", "--with", "./client", "python", str(ASKS), address, folder=tmp_path)
    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert asked.stdout.startswith("asked: ")
