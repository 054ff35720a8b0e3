"""The same files from a Ray on this machine, one of whose workers is killed."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.api.conftest import COMMAND, environment
from tests.conftest import SAMPLE

pytest.importorskip("ray", reason="Ray is an extra: make test-ray")
pytestmark = pytest.mark.slow


def embed(folder: Path, articles: Path, *more: str) -> "subprocess.Popen[bytes]":
    command = [*COMMAND, "embed", str(articles), "--out", str(folder), *more, "--json"]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(process: "subprocess.Popen[bytes]") -> dict[str, int]:
    out, error = process.communicate(timeout=400)
    assert process.returncode == 0, error.decode()
    told: dict[str, int] = json.loads(out)
    return told


def descendants(pid: int) -> dict[int, str]:
    """The processes under one, by number, with their command lines."""
    parents, names = {}, {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            names[int(path.name)] = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    under = {pid}
    while more := {child for child, parent in parents.items() if parent in under} - under:
        under |= more
    return {one: names[one] for one in under - {pid}}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """The beginnings of the sample's articles a few times over, for seven batches."""
    read = [json.loads(line) for line in (SAMPLE / "articles.jsonl").read_text().splitlines()]
    several = [
        {**one, "_id": f"{turn}-{number}", "text": one["text"].split("\n\n")[0]}
        for turn in range(8)
        for number, one in enumerate(read)
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, several)))
    return path


def test_a_worker_that_is_killed_costs_no_row_and_doubles_none(tmp_path: Path, articles: Path) -> None:
    here = ended(embed(tmp_path / "here", articles))
    process = embed(tmp_path / "ray", articles, "--ray", "local")
    try:
        until = time.monotonic() + 400
        while time.monotonic() < until and not list((tmp_path / "ray").glob("batch-*.parquet")):
            assert process.poll() is None, process.communicate()[1].decode()
            time.sleep(0.1)
        running = descendants(process.pid)
        workers = [pid for pid, name in running.items() if name.startswith("ray::") and "Map" in name]
        assert workers, running
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        finished = len(list((tmp_path / "ray").glob("batch-*.parquet")))
        there = ended(process)
    finally:
        process.kill()
        process.wait()
    assert 0 < finished < here["batches"]
    alike = ("articles", "passages", "statements", "batches", "model", "sha256")
    assert {name: there[name] for name in alike} == {name: here[name] for name in alike}
    # To the bit, vectors and all: the manifests have every file's SHA-256.
    assert (tmp_path / "ray" / "manifest.json").read_bytes() == (tmp_path / "here" / "manifest.json").read_bytes()
    assert {path.name for path in (tmp_path / "ray").iterdir()} == {
        path.name for path in (tmp_path / "here").iterdir()
    }


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:port"])
def test_no_cluster_is_one_line(tmp_path: Path, address: str) -> None:
    process = embed(tmp_path / "out", SAMPLE / "articles.jsonl", "--ray", address)
    _, error = process.communicate(timeout=300)
    assert process.returncode == 1
    assert error.decode().startswith(f"onrecord: --ray {address}: no Ray there: ")
    assert len(error.decode().splitlines()) == 1
    assert not list((tmp_path / "out").iterdir())
