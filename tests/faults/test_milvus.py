"""A writer and a server that are killed while a revision is put into a Milvus: nothing is lost, nothing twice."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onrecord.index import Article, Filters, Index, open_store, open_writer
from tests.index.bag import BagOfWords

pytest.importorskip("pymilvus", reason="the extra milvus is not installed")
pytestmark = pytest.mark.slow

PUT = (
    "import sys; from onrecord.index.milvus import publishing; publishing._AT_ONCE = 20;"
    "publishing.put_in_place(*sys.argv[1:], lambda name, rows: print(name, rows, flush=True))"
)
SERVE = (
    "import sys; from milvus_lite.adapter.grpc.server import run_server;"
    "run_server(sys.argv[1], '127.0.0.1', int(sys.argv[2]))"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults") / "index"
    text = "Ship {0} came into the harbour at noon.\n\nNobody on board of {0} was told."
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(Article(f"n{n}", text.format(n) * 20, f"Ship {n}") for n in range(150)))
        writer.publish()
    return folder


@contextmanager
def serving(data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", SERVE, str(data), str(port)])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def started(folder: Path, place: str, until: str) -> subprocess.Popen[str]:
    """Start to put the revision there, and wait until the writer tells so much."""
    process = subprocess.Popen([sys.executable, "-c", PUT, str(folder), place], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    if not any(line.strip() == until for line in process.stdout):
        process.communicate()
        pytest.fail(f"it ended before {until}")
    return process


def check(folder: Path, place: str) -> None:
    """Compare what is there with the folder, row by row."""
    with closing(Index.open(folder)) as index, closing(open_store(place)) as store:
        filters = Filters()
        assert list(store.every_article(filters)) == list(index.every_article(filters))
        assert list(store.every_passage(filters)) == list(index.every_passage(filters))
        assert list(store.every_statement(filters)) == list(index.every_statement(filters))
        assert store.directory.speakers() == index.directory.speakers()


@pytest.mark.parametrize("until", ["passages 60", "articles 40", "names 40"])
def test_a_writer_is_killed_and_begins_again(folder: Path, tmp_path: Path, until: str) -> None:
    place = str(tmp_path / "milvus.db")
    process = started(folder, place, until)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    again = started(folder, place, "articles 150")
    again.communicate()
    assert again.returncode == 0
    check(folder, place)


def test_a_server_is_killed_and_comes_back_while_a_writer_waits(folder: Path, tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    place = f"http://127.0.0.1:{port}"
    with serving(tmp_path / "data", port):
        process = started(folder, place, "passages 60")
    time.sleep(3)
    assert process.poll() is None
    with serving(tmp_path / "data", port):
        process.communicate(timeout=600)
        assert process.returncode == 0
        check(folder, place)
