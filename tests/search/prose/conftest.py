"""A model that writes what a script says, and an engine over the sample corpus."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.search import Engine
from onrecord.search.prose import Endpoint
from tests.endpoint import Scripted, scripted


@pytest.fixture(scope="session")
def engine(sample_index: Path) -> Iterator[Engine]:
    opened = Engine.open(sample_index)
    yield opened
    opened.close()


@pytest.fixture
def model() -> Iterator[Scripted]:
    with scripted() as server:
        yield server


@pytest.fixture
def endpoint(model: Scripted) -> Iterator[Endpoint]:
    made = Endpoint(model.url, "scripted", "secret", seconds=20)
    yield made
    made.close()
