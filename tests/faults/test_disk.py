"""A full disk, no permission, a clock that jumps: one clear line, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.api.cli.failures import explain
from onrecord.index import Index, OnrecordError, StoreError, open_writer, repair, restore, snapshot, vacuum
from tests.index.bag import BagOfWords

from .archive import article, assert_sound, state_of

MANY = {str(n): 0 for n in range(8)}


def store(folder: Path, state: dict[str, int]) -> None:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(article(id_, version) for id_, version in state.items()))
        writer.publish()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount command")
    if done.returncode:
        pytest.skip(f"may not mount a tmpfs: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("room", [0, 4_000, 20_000, 60_000, 150_000, 400_000])
def test_a_full_disk(small_disk: Path, room: int) -> None:
    folder = small_disk / "index"
    store(folder, MANY)
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    (small_disk / "ballast").write_bytes(bytes(max(0, free - room)))
    state = dict(MANY)
    for version in range(1, 40):
        wanted = {**state, str(version % 8): version, f"more{version}": 0}
        try:
            store(folder, wanted)
        except (OnrecordError, OSError) as error:
            said = explain(error)
            break
        state = wanted
    else:
        pytest.fail("the disk never was full")
    assert "space" in said or "disk" in said
    assert state_of(folder, set(wanted), 40) == state
    assert_sound(folder)
    (small_disk / "ballast").unlink()
    store(folder, wanted)
    assert state_of(folder, set(wanted), 40) == wanted
    assert_sound(folder)


def test_a_full_disk_stops_snapshot_restore_and_repair(small_disk: Path, tmp_path: Path) -> None:
    folder, kept = small_disk / "index", tmp_path / "kept"
    store(folder, MANY)
    snapshot(folder, kept)
    free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
    (small_disk / "ballast").write_bytes(bytes(free - 30_000))
    for call in (
        lambda: snapshot(folder, small_disk / "copy"),
        lambda: restore(kept, small_disk / "other"),
        lambda: restore(kept, folder, replace=True),
        lambda: repair(folder),
    ):
        with pytest.raises((StoreError, OSError), match=r"space|disk"):
            call()
    assert sorted(path.name for path in small_disk.iterdir()) == ["ballast", "index"]
    assert state_of(folder, set(MANY), 1) == MANY
    assert_sound(folder)


def unprivileged(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program that must obey permissions, even if root runs the tests."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root obeys no permissions, and there is no setpriv")
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner", *command]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=root, check=False)


READ = """
import sys, pathlib, json
from tests.faults.archive import state_of
from onrecord.index import verify
print(json.dumps(state_of(pathlib.Path(sys.argv[1]), set(json.loads(sys.argv[2])), 3)))
print(json.dumps([str(one) for one in verify(sys.argv[1], deep=True)]))
"""
COMMAND = "from onrecord.api.cli import main; main()"


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    store(folder, MANY)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = unprivileged(READ, folder, json.dumps(list(MANY)))
    assert done.returncode == 0, done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == [MANY, []]
    for arguments in (["remove", "1"], ["vacuum"], ["repair"]):
        done = unprivileged(COMMAND, *arguments, "--index", folder)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert "ermission denied" in done.stderr or "may not be written" in done.stderr
        assert str(folder) in done.stderr
    assert state_of(folder, set(MANY), 1) == MANY


def test_a_folder_that_may_only_be_read_while_its_log_is_full(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    store(folder, MANY)
    reader = Index.open(folder)
    store(folder, {**MANY, "1": 2})  # stands in the log, which the open reader keeps from being emptied
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = unprivileged(READ, folder, json.dumps(list(MANY)))
    assert json.loads(done.stdout.splitlines()[0]) == {**MANY, "1": 2}, done.stderr
    reader.close()


@pytest.mark.parametrize("lost", ["onrecord.db", "generation-00000001", "lock", "."])
def test_a_permission_that_is_lost(tmp_path: Path, lost: str) -> None:
    folder = tmp_path / "index"
    store(folder, MANY)
    (folder / lost).chmod(0)
    for arguments in (["info"], ["remove", "1"], ["verify"]):
        done = unprivileged(COMMAND, *arguments, "--index", folder)
        if lost == "lock" and arguments != ["remove", "1"]:
            assert done.returncode == 0, done.stderr
            continue
        if lost.startswith("generation") and done.returncode == 0:
            continue  # the owner of the folder made the caches anew
        assert done.returncode == 1, (arguments, done.stdout, done.stderr)
        trouble = (done.stderr or done.stdout).splitlines()
        assert len(trouble) == 1, done.stderr
        assert str(folder) in trouble[0]
    (folder / lost).chmod(0o755)
    assert state_of(folder, set(MANY), 1) in (MANY, {i: v for i, v in MANY.items() if i != "1"})
    assert_sound(folder)


@pytest.mark.parametrize("moment", [0, 4_102_444_800])
def test_a_clock_that_jumps(tmp_path: Path, moment: int) -> None:
    folder = tmp_path / "index"
    store(folder, MANY)
    (folder / "lock").write_text(json.dumps({"pid": 1, "since": "2100-01-01T00:00:00+00:00"}))
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, (moment, moment))
    assert state_of(folder, set(MANY), 1) == MANY
    store(folder, {**MANY, "1": 1})
    assert state_of(folder, set(MANY), 2) == {**MANY, "1": 1}
    vacuum(folder)
    assert_sound(folder)
