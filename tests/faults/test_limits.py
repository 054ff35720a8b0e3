"""Processes that may not have what they need: memory (ulimit -v) and file descriptors (ulimit -n)."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.conftest import COMMAND, environment

from .archive import assert_sound, state_of
from .test_failing_disk import CHANGE, NEW, OLD, store

ASK = ["ask", "what did Putin say about Tomahawks", "--index"]


def limited(limit: int, most: int, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may have so much of something."""
    return subprocess.run(
        ["prlimit", f"--{'as' if limit == resource.RLIMIT_AS else 'nofile'}={most}", *command],
        capture_output=True,
        text=True,
        env=environment(OMP_NUM_THREADS="1"),
        timeout=240,
        check=False,
    )


pytestmark = pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit sets limits: util-linux")


@pytest.mark.parametrize("most", [12, pytest.param(24, marks=pytest.mark.slow)])
def test_a_question_with_few_descriptors_is_answered_or_told_in_a_line(sample_index: Path, most: int) -> None:
    done = limited(resource.RLIMIT_NOFILE, most, *COMMAND, *ASK, str(sample_index))
    assert done.returncode in {0, 1}
    assert len(done.stderr.splitlines()) == done.returncode, done.stderr


@pytest.mark.parametrize("most", [250_000_000, pytest.param(1_000_000_000, marks=pytest.mark.slow)])
def test_a_question_with_little_memory_leaves_no_traceback(sample_index: Path, most: int) -> None:
    done = limited(resource.RLIMIT_AS, most, *COMMAND, *ASK, str(sample_index))
    # A library that checks no allocation may end the process; what is ours says so in a line.
    assert "Traceback" not in done.stderr
    if done.returncode >= 0:
        assert done.returncode in {0, 1}
        # While it is loaded, ONNX's library writes what it lacks straight to stderr.
        ours = [line for line in done.stderr.splitlines() if line != "Schema error: std::bad_alloc"]
        assert len(ours) == done.returncode, done.stderr


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_AS, 500_000_000),
        pytest.param(resource.RLIMIT_NOFILE, 10, marks=pytest.mark.slow),
        pytest.param(resource.RLIMIT_NOFILE, 22, marks=pytest.mark.slow),
        pytest.param(resource.RLIMIT_AS, 350_000_000, marks=pytest.mark.slow),
        pytest.param(resource.RLIMIT_AS, 700_000_000, marks=pytest.mark.slow),
    ],
)
def test_a_writer_that_runs_short_leaves_the_old_index_or_the_new(tmp_path: Path, limit: int, most: int) -> None:
    folder = tmp_path / "index"
    store(folder, OLD)
    done = limited(limit, most, sys.executable, "-c", CHANGE, str(folder))
    state = state_of(folder, {*NEW}, 3)
    assert state in (OLD, NEW) if done.returncode else state == NEW
    assert_sound(folder)
    store(folder, NEW)
    assert state_of(folder, {*NEW}, 3) == NEW
