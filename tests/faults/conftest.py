"""Processes to be killed, and a place for figures."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext

import pytest


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Starts processes from one that has loaded the code, in milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.victim"])
    return context


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Iterator[Callable[[str], None]]:
    """Say a figure, when the slow suite runs."""
    said: list[str] = []
    yield said.append
    if "slow" in request.node.keywords:
        with capsys.disabled():
            for line in said:
                print(f"\n  {request.node.name}: {line}", end="")  # noqa: T201
