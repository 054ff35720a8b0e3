"""A disk that fails: the kernel answers EIO to writes and to fsync, and the index is the old one or the new."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from onrecord.index import open_writer
from tests.api.conftest import environment
from tests.index.bag import BagOfWords

from .archive import article, assert_sound, state_of

STRACE: Final = shutil.which("strace")
pytestmark = pytest.mark.skipif(STRACE is None, reason="strace makes calls fail: apt-get install strace")

OLD: Final = {str(number): 0 for number in range(6)}
NEW: Final = {**OLD, "1": 1, "2": 2, "more": 0}
CHANGE: Final = """
import sys
from pathlib import Path
from onrecord.api.cli.failures import explain
from tests.faults.test_failing_disk import NEW, store
try:
    store(Path(sys.argv[1]), NEW)
except Exception as error:
    sys.exit(explain(error))
"""
WRITTEN: Final = (
    "onrecord.db", "onrecord.db-wal", "generation-00000002.new/places.npy",
    "generation-00000002.new/vectors.faiss", "generation-00000002.new/manifest.json", "generation-00000002.new",
    "published.json.new", ".",
)  # fmt: skip


def store(folder: Path, state: dict[str, int]) -> None:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(article(id_, version) for id_, version in state.items()))
        writer.publish()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk") / "index"
    store(folder, OLD)
    return folder


def failing(folder: Path, calls: str, when: str) -> subprocess.CompletedProcess[str]:
    """Change the index while some calls on its files fail."""
    watched = [part for name in WRITTEN for part in ("-P", str(folder / name))]
    inject = f"inject={calls}:error=EIO:when={when}"
    trace = [str(STRACE), "-f", "-qq", "-o", "/dev/null", *watched, "-e", f"trace={calls}", "-e", inject]
    command = [*trace, sys.executable, "-c", CHANGE, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=240, check=False)


@pytest.mark.parametrize(
    ("calls", "when"),
    [
        ("fsync,fdatasync", "1+"),
        ("fsync,fdatasync", "4+"),
        ("write,pwrite64", "2+"),
        pytest.param("fsync,fdatasync", "2+", marks=pytest.mark.slow),
        pytest.param("fsync,fdatasync", "8+", marks=pytest.mark.slow),
        pytest.param("fsync,fdatasync", "3", marks=pytest.mark.slow),
        pytest.param("write,pwrite64", "1+", marks=pytest.mark.slow),
        pytest.param("write,pwrite64", "12+", marks=pytest.mark.slow),
        pytest.param("write,pwrite64", "30", marks=pytest.mark.slow),
        pytest.param("write,pwrite64", "60+", marks=pytest.mark.slow),
        pytest.param("rename,renameat,renameat2", "1", marks=pytest.mark.slow),
        pytest.param("ftruncate", "1+", marks=pytest.mark.slow),
    ],
)
def test_a_disk_that_fails(whole: Path, tmp_path: Path, calls: str, when: str) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "index"))
    done = failing(folder, calls, when)
    assert done.returncode >= 0, "no signal"
    assert len(done.stderr.splitlines()) <= 1, done.stderr
    state = state_of(folder, {*NEW}, 3)
    assert state in (OLD, NEW) if done.returncode else state == NEW, json.dumps(state)
    assert_sound(folder)
    store(folder, NEW)
    assert state_of(folder, {*NEW}, 3) == NEW
    assert_sound(folder)
