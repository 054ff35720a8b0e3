"""A model that writes what a script says."""

from collections.abc import Iterator

import pytest

from onrecord.search.prose import Endpoint
from tests.endpoint import Scripted, scripted


@pytest.fixture
def model() -> Iterator[Scripted]:
    with scripted() as server:
        yield server


@pytest.fixture
def endpoint(model: Scripted) -> Iterator[Endpoint]:
    made = Endpoint(model.url, "scripted", "secret", seconds=20)
    yield made
    made.close()
