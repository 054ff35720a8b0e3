"""The command and the server, as a user meets them."""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from starlette.testclient import TestClient

from onrecord.api.http.app import create_app
from onrecord.api.keys import Keyring
from onrecord.index import Article, open_writer
from onrecord.search import Engine

from .forks import Completed, Forks

Onrecord: TypeAlias = Callable[..., Completed]

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-c", "from onrecord.api.cli import main; main()"]


def environment(**more: str) -> dict[str, str]:
    """The environment of a command: this checkout's code, and no setting that the tests do not make."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD_")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **more}


MAYOR = "The harbour reopened on Monday. “We are dredging again,” said mayor Ines Falk."
BRIDGE = "“The bridge stays shut,” engineer Tomas Ruud told reporters on Friday."


@pytest.fixture(scope="session")
def one_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one article, to be copied."""
    folder = tmp_path_factory.mktemp("one") / "archive"
    with open_writer(folder) as writer:
        list(writer.add([Article("first", "The ferry sails at noon.")]))
        writer.publish()
    return folder


@pytest.fixture
def folder(tmp_path: Path, one_article: Path) -> Path:
    """An index of one article, to be changed."""
    return shutil.copytree(one_article, tmp_path / "archive")


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """The process whose forks run the command."""
    started = Forks(environment())
    yield started
    started.close()


@pytest.fixture
def onrecord(tmp_path: Path, forks: Forks) -> Onrecord:
    """Run the command in an empty folder, in a process of its own."""

    def run(*arguments: object, stdin: str = "", **settings: str) -> Completed:
        return forks.run(
            list(map(str, arguments)), stdin=stdin, folder=tmp_path, environment=environment(**settings)
        )

    return run


@pytest.fixture(scope="session")
def client(sample_index: Path) -> Iterator[TestClient]:
    """A client of the application over the sample index."""
    app = create_app(Engine.open(sample_index), allowed_hosts=["archive.example"], threads=2)
    with TestClient(app, base_url="http://127.0.0.1") as connected:
        yield connected


@pytest.fixture
def kept_logging() -> Iterator[None]:
    """Leave the process's loggers as they were."""
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("onrecord", "onrecord.requests", "uvicorn")}
    before = root.handlers[:], root.level
    yield
    root.handlers[:], level = before
    root.setLevel(level)
    for name, its in levels.items():
        logging.getLogger(name).setLevel(its)


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    """Keys of no index."""
    return Keyring(tmp_path / "keys.json")
